import { createHash } from 'node:crypto'
import { record as log } from '../audit/record.ts'
import { emailKey } from '../core/normalize.ts'
import { closeAccess, endLinksTo } from '../logins/closeAccess.ts'
import { createPatients } from '../patients/createPatients.ts'
import { matchPatient } from '../patients/matchPatient.ts'
import { placeId } from '../patients/places.ts'
import type { PatientRow } from '../patients/published.ts'
import { numbersOf, type PatientRecord, unknownIssuer } from '../patients/record.ts'
import { putAside } from '../patients/recordConflicts.ts'
import type { GivenVisit } from '../patients/saveVisits.ts'
import { updatePatient } from '../patients/updatePatient.ts'
import { recordPutAside } from './actions.ts'
import type { Work } from './batch.ts'
import { type Checked, checkPatient } from './checkPatient.ts'
import { checkPlace, checkVisit } from './checkVisit.ts'
import type { ReadRules, SourceItem, SourcePatient, Warning } from './records.ts'

export type PatientItem = SourceItem & { patient: SourcePatient }

/** A record that was found fit, and whose it is; it is written with those that came before it. */
export interface Waiting {
  item: PatientItem
  record: PatientRecord
  present: PatientRow | undefined
  visits: GivenVisit[]
  warnings: Warning[]
}

const repeats = 'repeats a patient of this import'
const reasons = {
  'another-person':
    'has the number of a patient whose name and birth date are not its own; records must decide',
  'identifiers-of-two': 'its identifiers belong to two different patients; records must decide',
}

/** What a record must have, looked at before its transaction begins. */
export const checkItem = (
  { patient }: PatientItem,
  rules: Pick<ReadRules, 'today' | 'home'>,
  emailPattern?: string,
): Checked => checkPatient(withEmail(patient, emailPattern), rules)

/**
 * Decides about one person of a source: they wait to be written, or it is said what is wrong with the record, which then
 * has stored nothing.
 */
export async function takePerson(work: Work, item: PatientItem, checked: Checked): Promise<void> {
  const { trx, ctx, met, batch } = work
  if ('fault' in checked) {
    batch.faults.push([item, checked.fault])
    return
  }
  const { record } = checked
  const numbers = numbersOf(record)
  if (numbers.some(met.hasNumber)) {
    batch.faults.push([item, repeats])
    return
  }
  // A number without issuer that waits to be written may be this one’s.
  if (numbers.some(({ value }) => met.own.numbers.has(`${unknownIssuer}|${value}`))) {
    await savePeople(work)
    await work.owners.lookUp(trx, numbers)
  }
  const match = matchPatient(work.owners, record)
  if ('conflict' in match) {
    const said = JSON.stringify(record)
    const digest = createHash('sha256').update(said).digest('base64url')
    await putAside(trx, ctx, { ...match, at: item, digest, record: said })
    batch.faults.push([item, reasons[match.conflict]])
    batch.counts.putAside++
    await log(trx, ctx, recordPutAside, { patientIds: match.patientIds, outcome: 'failure' })
    return
  }
  const { present } = match
  if (present && met.hasPatient(present.id)) {
    batch.faults.push([item, repeats])
    return
  }
  met.takeNumbers(numbers)
  if (present) met.own.patientIds.add(present.id)
  const warnings = [...(item.warnings ?? []), ...checked.warnings]
  const warn = (field: string, rule: string) => warnings.push({ field, rule })
  const given = item.patient.primaryProvider
  const provider = checkPlace(given, 'generalPractitioner', warn)
  const primaryProviderId = provider
    ? await placeId(trx, 'provider', provider, met.own.places)
    : given === undefined
      ? undefined
      : null
  const visits = item.patient.visits.flatMap((visit) => checkVisit(visit, warn) ?? [])
  batch.warnings.push([item, warnings])
  work.waiting.push({ item, record: { ...record, primaryProviderId }, present, visits, warnings })
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
  for (const { item, record, present, visits } of waiting) {
    const id = present?.id ?? ids.shift()!
    if (present) {
      const { change, closed, endedContacts } = await updatePatient(trx, ctx, present, record)
      batch.counts[change]++
      if (closed) await closeAccess(trx, ctx, id)
      if (endedContacts.length) await endLinksTo(trx, ctx, id, endedContacts)
      if (change === 'updated') work.changed.add(id)
    } else {
      batch.counts.created++
      work.created.push(id)
      work.changed.add(id)
      met.own.patientIds.add(id)
    }
    const { patient } = item
    if (patient.id) met.own.byId.set(patient.id, id)
    if (patient.replacedBy) met.own.replaced.set(id, patient.replacedBy)
    for (const visit of visits) work.visits.push({ patientId: id, visit })
  }
}

/** Gives a person without an e-mail address one, for tests. */
function withEmail(source: SourcePatient, pattern: string | undefined): SourcePatient {
  const mrn = source.numbers[0]?.value
  if (!pattern || !mrn || source.contacts?.some(({ system }) => system === 'email')) return source
  const value = pattern.replaceAll('{mrn}', emailKey(mrn))
  return { ...source, contacts: [...(source.contacts ?? []), { system: 'email', value }] }
}
