import { z } from '@hono/zod-openapi'
import type { Kysely } from 'kysely'
import type { About } from '../acts/act.ts'
import type { PatientCtx } from '../core/context.ts'
import { prepared } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { NotFound } from '../core/errors.ts'
import { id } from '../core/http/schema.ts'
import { recentPolicy } from '../core/recentPolicy.ts'
import { ageAt } from './ageAt.ts'
import { byAge } from './byAge.ts'
import { notLiving } from './living.ts'
import { patientsPolicy } from './policy.ts'
import { grantOf } from './proxyGrants.ts'
import type { PatientRow, ProxyGrantRow } from './published.ts'
import { idsMergedInto } from './survivor.ts'
import { holdPatient } from './target.ts'

/*
 * Whose record somebody signed in to the portal acts on: their own, or that of a patient whose proxy they are at this moment.
 */

/** Names the proxy access under which somebody acts, by what `GET /portal/v1/proxies` calls it; without it for themselves. */
export const actingFor = {
  for: id.optional().openapi({ description: 'Your proxy access, where you act for somebody else' }),
}
export const askedFor = z.strictObject(actingFor)

export interface ActsFor {
  patient: PatientRow
  /** Theirs, and those of the records that were merged into theirs. */
  ids: string[]
  /** Only some of it is theirs to see: what they asked for themselves. */
  limited: boolean
  /** The same to the log: of a proxy both people are named. */
  about: Pick<About, 'patientIds'>
  detail: { proxyGrant?: string }
  /** Who does what they do: the patient, or a proxy for them. */
  by: 'patient' | 'proxy'
}

// Whose record it is is asked for with each read, and few records were ever merged into another.
const recordOf = prepared((db, p: { id: string }) =>
  db
    .selectFrom('patient as p')
    .selectAll('p')
    .select((eb) =>
      eb
        .case()
        .when(eb.exists(eb.selectFrom('patient as m').select('m.id').whereRef('m.replaced_by', '=', 'p.id')))
        .then(1)
        .else(0)
        .end()
        .as('has_merged'),
    )
    .where('p.id', '=', p.id),
)

/**
 * How much a proxy sees at this moment; nothing once the patient's age has ended it. A job writes down what an age changes
 * (`logins/proxies/keepAges.ts`), some time after the birthday began, later where the server was down; the age itself decides until
 * then (2026-11-28).
 */
export async function seesNow(
  ctx: PatientCtx,
  grant: ProxyGrantRow,
  patient: PatientRow,
): Promise<'full' | 'limited' | undefined> {
  const granted = grant.access ?? 'limited'
  if (!grant.for_minor) return granted
  const policy = await recentPolicy(ctx.desk.db, patientsPolicy)
  const age = byAge(grant, ageAt(patient, ctx.now(), policy), policy)
  if (age === 'stays') return granted
  return age === 'limited' ? age : undefined
}

const noGrant = { en: 'proxy access of yours', es: 'un acceso de representante suyo' }
/**
 * A grant that ended, that waits, that is another's or does not reach this is told from none by nothing. Limited access, which is
 * what a teenager's parents have, reaches visits and neither records, messages nor refills, and of visits those that the proxy
 * asked for (2026-11-27).
 * @param access `full` for what limited access does not include
 * @throws NotFound
 */
export async function actsFor(
  db: Kysely<Tables>,
  ctx: PatientCtx,
  grantId: string | undefined,
  access: 'full' | 'any',
): Promise<ActsFor> {
  const me = ctx.actor.patientId
  const grant = grantId === undefined ? undefined : await grantOf(db, me, grantId)
  if (grantId !== undefined && !grant) throw new NotFound(noGrant)
  const [patient] = await recordOf(db, { id: grant?.patient_id ?? me })
  if (!patient || notLiving(patient)) throw new NotFound(noGrant)
  const sees = grant ? await seesNow(ctx, grant, patient) : 'full'
  if (sees === undefined) throw new NotFound(noGrant)
  const limited = sees !== 'full'
  if (limited && access === 'full') throw new NotFound(noGrant)
  return {
    patient,
    ids: [patient.id, ...(patient.has_merged ? await idsMergedInto(db, patient.id) : [])],
    limited,
    about: { patientIds: grant ? [patient.id, me] : [patient.id] },
    detail: grant ? { proxyGrant: grant.id } : {},
    by: grant ? 'proxy' : 'patient',
  }
}

/**
 * The same, with the patient held until the transaction ends. Who has them at that moment may be ending the proxy access that this
 * is asked with: what was read before the wait is read anew.
 * @throws NotFound
 */
export async function holdFor(
  trx: Trx,
  ctx: PatientCtx,
  grantId: string | undefined,
  access: 'full' | 'any',
): Promise<ActsFor> {
  const { patient } = await actsFor(trx, ctx, grantId, access)
  await holdPatient(trx, ctx, patient.id)
  return actsFor(trx, ctx, grantId, access)
}

/** What the log says of a look at somebody's record. */
export const aboutRecord = ({ about, patient }: ActsFor) => ({
  ...about,
  object: { type: 'patient', id: patient.id },
})
