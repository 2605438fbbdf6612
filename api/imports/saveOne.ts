import { createHash } from 'node:crypto'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { emailKey } from '../core/normalize.ts'
import { closeAccess, endLinksTo } from '../logins/closeAccess.ts'
import { matchPatient } from '../patients/matchPatient.ts'
import { placeId } from '../patients/places.ts'
import { putAside } from '../patients/recordConflicts.ts'
import { savePatient } from '../patients/savePatient.ts'
import { saveVisits } from '../patients/saveVisits.ts'
import { checkPatient } from './checkPatient.ts'
import { checkPlace, checkVisit } from './checkVisit.ts'
import type { Place, SourcePatient, Warning } from './records.ts'
import type { BatchMet } from './run.ts'

type Saved =
  | { id: string; change: 'created' | 'updated' | 'unchanged'; encounters: number; warnings: Warning[] }
  | { fault: string; putAside?: string[] }

const reasons = {
  'another-person':
    'has the number of a patient whose name and birth date are not its own; records must decide',
  'identifiers-of-two': 'its identifiers belong to two different patients; records must decide',
}

/**
 * Saves one person of a source with their visits, or says what is wrong with the record, which then has stored nothing: all
 * that can stand in its way is looked at before anything is written.
 */
export async function saveOne(
  trx: Trx,
  ctx: Ctx,
  source: SourcePatient,
  at: Place,
  { emailPattern, today }: { emailPattern: string | undefined; today: string },
  met: BatchMet,
): Promise<Saved> {
  const checked = checkPatient(withEmail(source, emailPattern), today)
  if ('fault' in checked) return checked
  const { record, warnings } = checked
  const numbers = [{ system: record.mrnIssuer, value: record.mrn }, ...record.identifiers].map(
    ({ system, value }) => `${system}|${value}`,
  )
  const repeats = { fault: 'repeats a patient of this import' }
  if (numbers.some(met.hasNumber)) return repeats
  const match = await matchPatient(trx, record)
  if ('conflict' in match) {
    const digest = createHash('sha256').update(JSON.stringify(record)).digest('base64url')
    await putAside(trx, ctx, { ...match, at, digest, record: JSON.stringify(record) })
    return { fault: reasons[match.conflict], putAside: match.patientIds }
  }
  if (match.present && met.hasPatient(match.present.id)) return repeats

  const warn = (field: string, rule: string) => warnings.push({ field, rule })
  const provider = checkPlace(source.primaryProvider, 'generalPractitioner', warn)
  const visits = source.visits.flatMap((visit) => checkVisit(visit, warn) ?? [])
  const primaryProviderId = provider
    ? await placeId(trx, 'provider', provider, met.own.places)
    : source.primaryProvider === undefined
      ? undefined
      : null
  const saved = await savePatient(trx, ctx, { ...record, primaryProviderId }, match.present)
  const { id, change } = saved
  if (saved.closed) await closeAccess(trx, ctx, id)
  if (saved.endedContacts.length) await endLinksTo(trx, ctx, id, saved.endedContacts)
  for (const number of numbers) met.own.numbers.add(number)
  met.own.patientIds.add(id)
  if (source.id) met.own.byId.set(source.id, id)
  if (source.replacedBy) met.own.replaced.set(id, source.replacedBy)
  const encounters = await saveVisits(trx, ctx, id, visits, met.own.places)
  return { id, change, encounters, warnings }
}

/** Gives a person without an e-mail address one, for tests. */
function withEmail(source: SourcePatient, pattern: string | undefined): SourcePatient {
  const mrn = source.numbers[0]?.value
  if (!pattern || !mrn || source.contacts?.some(({ system }) => system === 'email')) return source
  const value = pattern.replaceAll('{mrn}', emailKey(mrn))
  return { ...source, contacts: [...(source.contacts ?? []), { system: 'email', value }] }
}
