import { bookingTrouble } from '../appointments/published.ts'
import { queueOf } from '../cases/lists.ts'
import { openCases } from '../cases/published.ts'
import { dayMs } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import { NotFound } from '../core/errors.ts'
import { type PolicyOf, readPolicy } from '../core/policy.ts'
import { outagesAt } from '../incidents/outages.ts'
import { mailsOf } from '../mail/published.ts'
import { overdueMessage } from '../messages/published.ts'
import { ageAt } from '../patients/ageAt.ts'
import { sharesGuardiansHome } from '../patients/guardiansContacts.ts'
import { notLiving, patientLives } from '../patients/living.ts'
import { patientsPolicy } from '../patients/policy.ts'
import type { ContactPointRow, PatientRow } from '../patients/published.ts'
import {
  channelsOf,
  emailHolders,
  namesakesOf,
  patientById,
  patientKinship,
  proxiesOf,
} from '../patients/published.ts'
import { channelsToProve } from '../patients/sharedContacts.ts'
import { idsMergedInto } from '../patients/survivor.ts'
import { distrust, trustedAddress } from '../patients/trustedChannel.ts'
import { portalsVisited } from '../patients/visits.ts'
import { resultsCameAt } from '../records/published.ts'
import { loginsPolicy } from './policy.ts'
import { loginStates } from './published.ts'
import { recoveryCodesLeft } from './recoveryCodes.ts'
import type { AccountRow } from './tables.ts'

type Row<T extends keyof Tables> = Tables[T]

/** All that a diagnosis looks at, read once; the rules over it are pure. */
export interface Facts {
  now: Date
  settings: PolicyOf<typeof loginsPolicy & typeof patientsPolicy>
  patient: PatientRow
  age: number
  account: AccountRow | undefined
  /** Newest first. */
  tokens: Row<'portal_token'>[]
  mails: Awaited<ReturnType<typeof mailsOf>>
  channels: ContactPointRow[]
  /** Of the last `diagnosisDays`, newest first. */
  events: Row<'portal_event'>[]
  proxies: Row<'proxy_grant'>[]
  /** Those who act, or are to act, for this patient and have a login that lets them in. */
  withLogin: string[]
  /** Recovery codes of the login that were not used. */
  recoveryCodes: number
  /** By what an invitation could reach them without their being seen in person. */
  invitedBy: 'email' | 'post' | undefined
  incidents: Row<'incident'>[]
  /** Other records with this name and birth date. */
  twins: { id: string }[]
  /** Other patients who have one of this patient's e-mail addresses on file, with their login's status. */
  sharing: { patient_id: string; birth_date: string; username_key: string | null; value_key: string }[]
  openCategories: string[]
  /** The queues that open cases of this patient were transferred to. */
  openQueues: string[]
  /** The other portal that every clinic this patient visited uses, when there is one. */
  otherPortal: string | undefined
  /** The message whose answer is most overdue: when it was sent and due. */
  overdue: Awaited<ReturnType<typeof overdueMessage>>
  booking: Awaited<ReturnType<typeof bookingTrouble>>
  /** Of who misses results: when some last reached the record here. Of what they say, or of which day, the desk hears nothing. */
  resultsCame: string | undefined
}

const numbers = { ...loginsPolicy, ...patientsPolicy }

/** Records of the same name and birth date; none that records decided about, nor the one that took the place of this one. */
async function perhapsTheSame(ctx: Ctx, patient: PatientRow): Promise<{ id: string }[]> {
  if (patient.replaced_by) return []
  const db = ctx.desk.db.read
  const twins = await namesakesOf(db, patient, 5)
  if (twins.length === 0) return twins
  const decided = ctx.desk.catalogue.undecided.map((one) => one.apart?.(db, patient.id) ?? [])
  const apart = new Set((await Promise.all(decided)).flat())
  return twins.filter(({ id }) => !apart.has(id))
}

async function wayToInvite({ desk, now }: Ctx, patient: PatientRow, settings: Facts['settings']) {
  const db = desk.db.read
  const at = { now: now() }
  const channels = await channelsToProve(db, patient.id)
  if (channels.some((one) => distrust(one, patient, at, settings) === undefined)) return 'email'
  const letters = trustedAddress(patient, at, settings) && !(await sharesGuardiansHome(db, patient, at.now))
  return letters ? 'post' : undefined
}

/** Who of some people have a login that lets them in. */
async function letIn(db: Ctx['desk']['db']['read'], ids: readonly string[]): Promise<string[]> {
  const rows = await loginStates(db)
    .innerJoin(patientLives(db).as('p'), 'p.id', 'portal_account.patient_id')
    .select(['p.deceased_at', 'p.replaced_by', 'p.inactive_since'])
    .where('portal_account.patient_id', 'in', ids)
    .where('status', '=', 'active')
    .execute()
  return rows.filter((one) => !notLiving(one)).map(({ patient_id }) => patient_id)
}

export async function gatherFacts(ctx: Ctx, patientId: string): Promise<Facts> {
  const db = ctx.desk.db.read
  const now = ctx.now()
  const patient = await patientById(db, patientId)
  if (!patient) throw new NotFound('patient')
  const settings = await readPolicy(db, numbers)
  const since = new Date(now.getTime() - settings.diagnosisDays * dayMs).toISOString()
  const [account, mails, channels, events, proxies, incidents, twins, open, visited, invitedBy] =
    await Promise.all([
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
      outagesAt(db, now.toISOString()),
      perhapsTheSame(ctx, patient),
      openCases(db, patientId),
      portalsVisited(db, patientId, 20),
      wayToInvite(ctx, patient, settings),
    ])
  // What was written or booked before a record was merged into this one is this patient's.
  const ids = [patientId, ...(await idsMergedInto(db, patientId))]
  const misses = open.some((one) => one.category === 'results-missing')
  const [overdue, booking, resultsCame] = await Promise.all([
    overdueMessage(db, ids, now.toISOString()),
    bookingTrouble(db, ids, now.toISOString(), since),
    misses ? resultsCameAt(db, ids) : undefined,
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
  const named = [...new Set(proxies.flatMap((one) => one.proxy_patient_id ?? []))]
  const withLogin = named.length ? await letIn(db, named) : []
  const emails = channels.filter((c) => c.system === 'email').map((c) => c.value_key)
  const sharing = emails.length
    ? await db
        .selectFrom(emailHolders(db, emails).as('c'))
        .innerJoin(patientKinship(db).as('p'), 'p.id', 'c.patient_id')
        .leftJoin('portal_account as a', 'a.patient_id', 'c.patient_id')
        .select(['c.patient_id', 'p.birth_date', 'a.username_key', 'c.value_key'])
        .where('c.patient_id', '!=', patientId)
        .limit(10)
        .execute()
    : []
  const portals = new Set(visited)
  const [only] = portals
  return {
    now,
    settings,
    patient,
    age: ageAt(patient, now, settings),
    account,
    tokens,
    mails,
    channels,
    events,
    proxies,
    withLogin,
    recoveryCodes: account?.second_factor ? await recoveryCodesLeft(db, account.id) : 0,
    invitedBy,
    incidents,
    twins,
    sharing,
    openCategories: open.map((one) => one.category),
    openQueues: open.flatMap((one) => queueOf(one.status, one.escalated_to) ?? []),
    otherPortal: portals.size === 1 && only ? only : undefined,
    overdue,
    booking,
    resultsCame,
  }
}
