import { record as log } from '../audit/record.ts'
import { endCodesByPost } from '../logins/byPost.ts'
import { closeAccess, endLinksTo } from '../logins/closeAccess.ts'
import { tellOfFeed } from '../logins/contact/tellOfChange.ts'
import { createPatients } from '../patients/createPatients.ts'
import { type Match, matchPatient } from '../patients/matchPatient.ts'
import type { Here } from '../patients/patientColumns.ts'
import { placeId } from '../patients/places.ts'
import type { PatientRow } from '../patients/published.ts'
import { numbersOf, type PatientRecord, unknownIssuer } from '../patients/record.ts'
import type { GivenVisit } from '../patients/saveVisits.ts'
import { updatePatient } from '../patients/updatePatient.ts'
import { recordPutAside } from './actions.ts'
import type { Work } from './batch.ts'
import { type Checked, type Fit, placeholder } from './checkPatient.ts'
import { checkPlace, checkVisit } from './checkVisit.ts'
import { isDoubted, putAside } from './conflicts/putAside.ts'
import { isPlaceholder } from './placeholders.ts'
import type { SourceItem, SourcePatient, Warning } from './records.ts'
import type { Who } from './run.ts'

export type PatientItem = SourceItem & { patient: SourcePatient }

/** A record that was found fit, and whose it is; it is written with those that came before it. */
export interface Waiting {
  item: PatientItem
  record: PatientRecord
  present: PatientRow | undefined
  visits: GivenVisit[]
  /** For what points to them. */
  who: Who
  warnings: Warning[]
}

const repeats = 'repeats a patient of this import'
const reasons = {
  'another-person':
    'has the number of a patient whose name and birth date are not its own; records must decide',
  'changed-in-turn':
    'changes the birth date of a patient whose name changed lately, or the other way round; records must decide',
  'identifiers-of-two': 'its identifiers belong to two different patients; records must decide',
}
const refusedBefore = 'is wrong at the source, as records decided; the record on file stays'

/**
 * Decides about one person of a source: they wait to be written, or it is said what is wrong with the record, which then
 * has stored nothing.
 */
export async function takePerson(work: Work, item: PatientItem, checked: Checked, here: Here): Promise<void> {
  const { trx, ctx, met, batch } = work
  const refuse = (reason: string) => {
    batch.faults.push([item, reason])
    met.note(item, {})
  }
  if ('fault' in checked) return refuse(checked.fault)
  const { record } = checked
  const numbers = numbersOf(record)
  if (numbers.some(met.hasNumber)) return refuse(repeats)
  // A number without issuer that waits to be written may be this one’s.
  if (numbers.some(({ value }) => met.own.numbers.has(`${unknownIssuer}|${value}`))) {
    await savePeople(work)
    await work.owners.lookUp(trx, work.ctx.desk.db, numbers)
  }
  const found = matchPatient(work.owners, record, here.selvesSince)
  const match: Match =
    'changes' in found && found.changes && (await isDoubted(trx, ctx, record))
      ? { conflict: 'changed-in-turn', patientIds: [found.present!.id] }
      : found
  if ('conflict' in match) {
    const aside = await putAside(trx, ctx, { ...match, at: item, patient: item.patient, record })
    refuse(aside === 'refused' ? refusedBefore : reasons[match.conflict])
    met.putNumbersAside(numbers)
    if (aside !== 'refused') batch.counts.putAside++
    // Each night’s repetition of what waits already is no news.
    if (aside === 'new')
      await log(trx, ctx, recordPutAside, { patientIds: match.patientIds, outcome: 'failure' })
    return
  }
  const { present } = match
  if (present && met.hasPatient(present.id)) return refuse(repeats)
  await accept(work, item, checked, present)
  met.takeNumbers(numbers, item.patient.id)
}

/** Lets a person wait to be written as whom they were found to be: a patient on file, or nobody there yet. */
export async function accept(
  { trx, met, batch, waiting }: Work,
  item: PatientItem,
  { record, warnings: ofRecord }: Fit,
  present: PatientRow | undefined,
): Promise<void> {
  if (present) met.own.patientIds.add(present.id)
  const warnings = [...(item.warnings ?? []), ...ofRecord]
  const warn = (field: string, rule: string) => warnings.push({ field, rule })
  const given = item.patient.primaryProvider
  const nobody = given && isPlaceholder('provider', given.name)
  if (nobody) warn('generalPractitioner', placeholder)
  const provider = nobody ? undefined : checkPlace(given, 'generalPractitioner', warn)
  const primaryProviderId = provider
    ? await placeId(trx, 'provider', provider, met.own.places)
    : given === undefined
      ? undefined
      : null
  const visits = item.patient.visits.flatMap((visit) => checkVisit(visit, warn) ?? [])
  batch.warnings.push([item, warnings])
  const who: Who = {}
  met.note(item, who)
  waiting.push({ item, record: { ...record, primaryProviderId }, present, visits, who, warnings })
}

/** Writes those who wait: all new people at once, and each who is on file. */
export async function savePeople(work: Work): Promise<void> {
  const { trx, ctx, batch, met, waiting } = work
  work.waiting = []
  const ids = await createPatients(
    trx,
    ctx,
    waiting.flatMap(({ present, record }) => (present ? [] : [record])),
  )
  for (const { item, record, present, visits, who } of waiting) {
    const id = present?.id ?? ids.shift()!
    if (present) {
      const { change, ...updated } = await updatePatient(trx, ctx, present, record)
      const { closed, moved, news, endedContacts } = updated
      batch.counts[change]++
      if (closed) await closeAccess(trx, ctx, id)
      if (moved) await endCodesByPost(trx, ctx, id)
      if (endedContacts.length) await endLinksTo(trx, ctx, id, endedContacts)
      // Whoever has registration change a contact first is to be heard of by the owner, as whoever asks the desk for it is.
      if (news) await tellOfFeed(trx, ctx, present)
      if (change === 'updated') work.changed.add(id)
    } else {
      batch.counts.created++
      work.created.push(id)
      work.changed.add(id)
      met.own.patientIds.add(id)
    }
    const { patient } = item
    who.patientId = id
    if (patient.replacedBy) met.own.replaced.set(id, patient.replacedBy)
    for (const visit of visits) work.visits.push({ patientId: id, visit })
  }
}
