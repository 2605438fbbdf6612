import { ageOn, hospitalDay } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import { NotFound } from '../core/errors.ts'
import { type Policy, readPolicy } from '../core/policy.ts'
import { channelsOf, mailsOf, patientById, proxiesOf } from '../patients/queries.ts'
import type { ContactPointRow, PatientRow } from '../patients/tables.ts'
import type { AccountRow } from './tables.ts'

type Row<T extends keyof Tables> = Tables[T]

/** All that a diagnosis looks at, read once; the rules over it are pure. */
export interface Facts {
  now: Date
  settings: Policy
  patient: PatientRow
  age: number
  account: AccountRow | undefined
  /** Newest first. */
  tokens: Row<'portal_token'>[]
  mails: Awaited<ReturnType<typeof mailsOf>>
  channels: ContactPointRow[]
  /** The last 30 days, newest first. */
  events: Row<'portal_event'>[]
  proxies: Row<'proxy_grant'>[]
  incidents: Row<'incident'>[]
  /** Other records with this name and birth date. */
  twins: { id: string }[]
  /** Other patients who have one of this patient's e-mail addresses on file, with their login's status. */
  sharing: { patient_id: string; birth_date: string; username_key: string | null; value_key: string }[]
  openCategories: string[]
  /** The other portal that every clinic this patient visited uses, when there is one. */
  otherPortal: string | undefined
}

export async function gatherFacts(ctx: Ctx, patientId: string): Promise<Facts> {
  const db = ctx.desk.db.read
  const now = ctx.now()
  const patient = await patientById(db, patientId)
  if (!patient) throw new NotFound('patient')
  const since = new Date(now.getTime() - 30 * 86_400_000).toISOString()
  const settings = await readPolicy(db)
  const [account, mails, channels, events, proxies, incidents, twins, open, visits] = await Promise.all([
    db.selectFrom('portal_account').selectAll().where('patient_id', '=', patientId).executeTakeFirst(),
    mailsOf(db, patientId, 20),
    channelsOf(db, patientId),
    db
      .selectFrom('portal_event')
      .selectAll()
      .where('patient_id', '=', patientId)
      .where('at', '>', since)
      .orderBy('at', 'desc')
      .limit(200)
      .execute(),
    proxiesOf(db, patientId),
    db
      .selectFrom('incident')
      .selectAll()
      .where('started_at', '<=', now.toISOString())
      .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', now.toISOString())]))
      .execute(),
    db
      .selectFrom('patient')
      .select('id')
      .where('birth_date', '=', patient.birth_date)
      .where('family_key', '=', patient.family_key)
      .where('given_key', '=', patient.given_key)
      .where('id', '!=', patientId)
      .where('replaced_by', 'is', null)
      .limit(5)
      .execute(),
    db
      .selectFrom('support_case')
      .select('category')
      .where('patient_id', '=', patientId)
      .where('status', '!=', 'closed')
      .execute(),
    db
      .selectFrom('encounter as e')
      .leftJoin('clinic as c', 'c.id', 'e.clinic_id')
      .select('c.other_portal')
      .where('e.patient_id', '=', patientId)
      .orderBy('e.started_at', 'desc')
      .limit(20)
      .execute(),
  ])
  const tokens = account
    ? await db
        .selectFrom('portal_token')
        .selectAll()
        .where('account_id', '=', account.id)
        .orderBy('created_at', 'desc')
        .limit(10)
        .execute()
    : []
  const emails = channels.filter((c) => c.system === 'email').map((c) => c.value_key)
  const sharing = emails.length
    ? await db
        .selectFrom('contact_point as c')
        .innerJoin('patient as p', 'p.id', 'c.patient_id')
        .leftJoin('portal_account as a', 'a.patient_id', 'c.patient_id')
        .select(['c.patient_id', 'p.birth_date', 'a.username_key', 'c.value_key'])
        .where('c.value_key', 'in', emails)
        .where('c.system', '=', 'email')
        .where('c.ended_at', 'is', null)
        .where('c.patient_id', '!=', patientId)
        .limit(10)
        .execute()
    : []
  const portals = new Set(visits.map((v) => v.other_portal))
  const [only] = portals
  return {
    now,
    settings,
    patient,
    age: ageOn(patient.birth_date, hospitalDay(now, settings.timeZone)),
    account,
    tokens,
    mails,
    channels,
    events,
    proxies,
    incidents,
    twins,
    sharing,
    openCategories: open.map((c) => c.category),
    otherPortal: portals.size === 1 && only ? only : undefined,
  }
}
