import type { StaffCtx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import type { Missing } from '../core/errors.ts'
import { normalize } from '../core/normalize.ts'
import { channelsOf, patientById, proxiesOf } from '../patients/queries.ts'
import type { PatientRow } from '../patients/tables.ts'
import { recordOf, staffById } from './queries.ts'
import { missing } from './words.ts'

const particles =
  'de da das do dos del della di du la las le les los el al bin ibn ben bint van von vom zu zum zur der den ter ten st san santa y e i'
const suffixes = 'jr sr ii iii iv v md do np pa rn lpn phd dds dr mr mrs ms mx'
const noName = new Set(`${particles} ${suffixes}`.split(' '))

/**
 * The words of a name that families share: “Smith-Jones” and “Smith” have one, “De la Cruz” and “Cruz”, “Baker Jr.” and
 * “Baker”. A name of nothing but such small words, as “Do” or “Le”, is itself.
 */
export function nameTokens(...names: string[]): string[] {
  return names.flatMap((name) => {
    const words = normalize(name).split(' ').filter(Boolean)
    const telling = words.filter((word) => !noName.has(word) && !/^[a-z]$/.test(word))
    return telling.length > 0 ? telling : words
  })
}

/**
 * Who may be kin of a patient proves, approves and changes nothing of theirs: a colleague does. Kin is whose record it is,
 * who shares a family name in part, an address, a telephone number or an e-mail address, or stands for the patient, or the
 * patient for them. Of a name that is known only whole every word may be the family's (“Wang Li”): one refusal too many
 * costs a colleague a minute (2026-11-25).
 */
export async function missingStranger(
  trx: Trx,
  ctx: StaffCtx,
  patient: PatientRow,
): Promise<readonly Missing[] | undefined> {
  const staff = await staffById(trx, ctx.actor.id)
  if (!staff) return undefined
  if (staff.own_patient_id === patient.id) return [missing.ownRecord]
  const record = await recordOf(trx, staff.id)
  const names = nameTokens(record?.family_name ?? staff.name)
  const theirs = nameTokens(patient.family_name, ...(JSON.parse(patient.other_names) as string[]))
  if (theirs.some((name) => names.includes(name))) return [missing.sameSurname]
  const own = staff.own_patient_id ? await patientById(trx, staff.own_patient_id) : undefined
  const addresses = [staff.address_key, own?.address_key]
  if (patient.address_key && addresses.includes(patient.address_key)) return [missing.sameAddress]
  const reached = own ? (await channelsOf(trx, own.id)).map((channel) => channel.value_key) : []
  const ways = new Set([record?.phone_key, record?.email_key, ...reached].filter(Boolean))
  if ((await channelsOf(trx, patient.id)).some((channel) => ways.has(channel.value_key)))
    return [missing.sameContact]
  const standFor = await proxiesOf(trx, patient.id)
  const stoodForBy = own ? await proxiesOf(trx, own.id) : []
  const proxy =
    standFor.some(
      (grant) =>
        grant.status !== 'ended' &&
        ((own && grant.proxy_patient_id === own.id) || normalize(grant.proxy_name) === normalize(staff.name)),
    ) || stoodForBy.some((grant) => grant.status !== 'ended' && grant.proxy_patient_id === patient.id)
  return proxy ? [missing.isProxy] : undefined
}
