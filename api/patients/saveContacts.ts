import { dayBefore } from '../core/calendar.ts'
import { newId } from '../core/db/id.ts'
import type { Trx } from '../core/db/transact.ts'
import { emailKey, normalize } from '../core/normalize.ts'
import { phoneKey } from '../core/phone.ts'
import type { GivenContact } from './record.ts'
import type { ContactPointRow, PatientRow } from './tables.ts'

/** The end of what had ended before anybody here knew of it, where the source does not say when. */
const longEnded = '1900-01-01T00:00:00.000Z'

/** What cannot be a number of anybody stays on file as text, by a key that finds nobody and proves nothing. */
const textMark = '~'

/** A contact in the form it is compared in. */
export const contactKey = (
  { system, value }: Pick<GivenContact, 'system' | 'value'>,
  home: string,
): string => (system === 'email' ? emailKey(value) : phoneKey(value, home) || textMark + normalize(value))

type KeyedContact = GivenContact & { key: string; rank: number | null }

/** The contacts of a record, each once. */
export function distinctContacts(given: readonly GivenContact[], home: string): KeyedContact[] {
  const contacts = given.map((contact) => ({
    ...contact,
    key: contactKey(contact, home),
    rank: contact.rank ?? null,
  }))
  const same = (a: KeyedContact) => (b: KeyedContact) =>
    a.system === b.system && a.key === b.key && !a.endedAt === !b.endedAt
  // Told twice, as a number and as a mobile, it is a mobile.
  return contacts
    .filter((c, i) => c.key && contacts.findIndex(same(c)) === i)
    .map((c) => (contacts.filter(same(c)).some((one) => one.takesTexts) ? { ...c, takesTexts: true } : c))
}

/** A contact as it comes on file; one that had ended when it came is kept as former. */
export const contactRow = (patientId: string, c: KeyedContact, now: string): Required<ContactPointRow> => ({
  id: newId(),
  patient_id: patientId,
  system: c.system,
  value: c.value.trim(),
  value_key: c.key,
  on_file_since: c.endedAt ? longEnded : now,
  ended_at: c.endedAt ? (c.endedAt < now ? c.endedAt : now) : null,
  bounced_at: null,
  rank: c.rank,
  takes_texts: c.takesTexts ? 1 : 0,
  put_at_desk: 0,
})

/** What comes on file after the record did is younger than it, though the clock stands still: `distrust` goes by that. */
export const afterRecord = (since: string, { created_at }: Pick<PatientRow, 'created_at'>): string =>
  since === created_at ? new Date(Date.parse(since) + 1).toISOString() : since

/**
 * Brings a patient's contacts to what the source says. One that left, or that the source calls ended, is ended and not
 * erased: links already sent to it stay explainable. One that never was current here is kept as former. What the patient told
 * the desk stands while the source only repeats what it told before, and gives way once it tells something new of that kind
 * (2026-11-26). What it tells nothing of, as a table of telephones alone, stays (2026-11-28).
 * @returns whether anything changed, the ids of those that ended, and whether one is in use that was not there lately, or one left
 * and none came: two sources that disagree bring back each other's each night, which is no news (2026-11-27)
 */
export async function saveContacts(
  trx: Trx,
  patient: Pick<PatientRow, 'id' | 'created_at'>,
  given: readonly GivenContact[],
  { now, home, kinds = ['phone', 'email'] }: { now: string; home: string; kinds?: GivenContact['system'][] },
): Promise<{ changed: boolean; ended: string[]; news: boolean }> {
  const contacts = distinctContacts(given, home)
  const rows = await trx
    .selectFrom('contact_point')
    .selectAll()
    .where('patient_id', '=', patient.id)
    .where('system', 'in', kinds)
    .orderBy('on_file_since')
    .execute()
  const same = (a: KeyedContact, b: ContactPointRow) => a.system === b.system && a.key === b.value_key
  const told = contacts.filter((c) => c.endedAt === undefined || c.endedAt === null)
  const present = rows.filter((row) => row.ended_at === null)
  const desks = (system: GivenContact['system']) =>
    present.some((row) => row.system === system && row.put_at_desk === 1) &&
    told.every((c) => c.system !== system || rows.some((row) => same(c, row)))
  const current = told.filter((c) => !desks(c.system) || present.some((row) => same(c, row)))
  const ended = present
    .filter((row) => !desks(row.system) && !current.some((c) => same(c, row)))
    .map((row) => row.id)
  if (ended.length)
    await trx.updateTable('contact_point').set({ ended_at: now }).where('id', 'in', ended).execute()
  const reranked = present.flatMap((row) => {
    const wanted = current.find((c) => same(c, row))
    const takes_texts = wanted?.takesTexts ? 1 : 0
    return wanted && (wanted.rank !== row.rank || takes_texts !== row.takes_texts)
      ? [{ id: row.id, rank: wanted.rank, takes_texts }]
      : []
  })
  for (const { id, ...said } of reranked)
    await trx.updateTable('contact_point').set(said).where('id', '=', id).execute()
  const came = current.filter((c) => !present.some((row) => same(c, row)))
  const added = [...came, ...contacts.filter((c) => c.endedAt && !rows.some((row) => same(c, row)))]
  if (added.length)
    await trx
      .insertInto('contact_point')
      .values(added.map((c) => contactRow(patient.id, c, afterRecord(now, patient))))
      .execute()
  const changed = ended.length + reranked.length + added.length > 0
  const lately = dayBefore(new Date(now))
  // One that only ever came as former ended a day ago at least.
  const isBack = (c: KeyedContact) => rows.some((row) => same(c, row) && (row.ended_at ?? '') > lately)
  const news = came.length > 0 ? came.some((c) => !isBack(c)) : ended.length > 0
  return { changed, ended, news }
}

/** When a contact ended that the source only calls old. */
export const endedAt = (day: string | undefined): string =>
  day && /^\d{4}-\d{2}-\d{2}/.test(day) ? `${day.slice(0, 10)}T00:00:00.000Z` : longEnded
