import { type RawBuilder, sql } from 'kysely'
import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import { hospitalDay, yearsBefore } from '../core/calendar.ts'
import { type Desk, systemCtx } from '../core/context.ts'
import { type Trx, transactAgain } from '../core/db/transact.ts'
import { type PolicyOf, readPolicy } from '../core/policy.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { enqueueNotice } from '../mail/enqueueNotice.ts'
import { ageBandAt } from '../patients/ageAt.ts'
import { notLiving } from '../patients/living.ts'
import { patientsPolicy } from '../patients/policy.ts'
import { addressesForNotice, type PatientRow, patientKinship } from '../patients/published.ts'
import { holdPatient } from '../patients/target.ts'
import { changeAccount } from './changeAccount.ts'
import { removePasskeys } from './passkeys.ts'
import { type AccountRow, becameTeen, holdAccountByPatient } from './published.ts'
import { revokeLinks } from './revokeLinks.ts'
import { removeSecondFactor } from './secondFactor.ts'
import { endPortalAccess } from './sessions.ts'

export const passedToTeen: Action = {
  name: 'account.passed-to-teen',
  letter: 'U',
  words: {
    en: 'Withdrew the password of a child’s portal account: the patient is a teenager now',
    es: 'Retiró la contraseña de la cuenta del portal de un menor: el paciente ya es adolescente',
  },
  watch: 'nothing',
}

const atOnce = 200
type Ages = PolicyOf<typeof patientsPolicy>

/**
 * Whether a login is still in the hands it was in when its patient was a child: a small child's is in those of a parent, who would
 * go on seeing by it all that the age policy limits in a proxy's access (2026-11-28). Whoever chose a password since, or whose access
 * was ended, began anew. An adult's is left alone: what they had as a child they have long had for themselves.
 */
function isStillAChilds(
  login: Pick<AccountRow, 'created_at' | 'access_ended_at' | 'status'>,
  patient: Pick<PatientRow, 'birth_date'>,
  now: Date,
  policy: Ages,
): boolean {
  const since = new Date(login.access_ended_at ?? login.created_at)
  const wasChild = ageBandAt(patient, since, policy) === 'child'
  return login.status !== 'disabled' && wasChild && ageBandAt(patient, now, policy) === 'teen'
}

/** The day that many years after a birth date, as text that sorts as a day. */
const yearsAfterBirth = (years: number): RawBuilder<string> =>
  sql`cast(cast(substr(p.birth_date, 1, 4) as integer) + ${sql.lit(years)} as text) || substr(p.birth_date, 5)`

/**
 * Takes the logins of those who became teenagers out of the hands they were in: sessions, apps, links, second factors and the password end,
 * and every address hears of it. The teenager chooses a new password by an address of their own, or at the desk. Each once,
 * whichever node gets it. @returns how many
 */
export async function passToTeens(desk: Desk): Promise<number> {
  const now = desk.clock()
  const policy = await readPolicy(desk.db.read, patientsPolicy)
  const today = hospitalDay(now, policy.timeZone)
  let done = 0
  // A year of births at a time, by the index over them: few have a login that is not theirs yet.
  for (let years = policy.teenAge; years < policy.adultAge; years++) {
    for (let after = ''; ; ) {
      const due = await desk.db.read
        .selectFrom(patientKinship(desk.db.read).as('p'))
        .innerJoin('portal_account as a', 'a.patient_id', 'p.id')
        .select('p.id')
        .where('p.birth_date', '>', yearsBefore(today, years + 1))
        .where('p.birth_date', '<=', yearsBefore(today, years))
        .where('a.status', '!=', 'disabled')
        // Of a day's difference by the hospital's clocks it is decided once the login is held.
        .where((eb) =>
          eb(eb.fn.coalesce('a.access_ended_at', 'a.created_at'), '<=', yearsAfterBirth(policy.teenAge)),
        )
        .where('p.id', '>', after)
        .orderBy('p.id')
        .limit(atOnce)
        .execute()
      for (const { id } of due) if (await transactAgain(desk.db, (trx) => passOne(trx, desk, id))) done++
      if (due.length < atOnce) break
      after = due.at(-1)!.id
    }
  }
  if (done > 0) deliverSoon(desk)
  return done
}

async function passOne(trx: Trx, desk: Desk, patientId: string): Promise<boolean> {
  const ctx = systemCtx(desk, 'passed-to-teens', patientId)
  const policy = await readPolicy(trx, patientsPolicy)
  const patient = await holdPatient(trx, ctx, patientId)
  const login = await holdAccountByPatient(trx, ctx, patientId)
  if (!login || notLiving(patient) || !isStillAChilds(login, patient, ctx.now(), policy)) return false
  await revokeLinks(trx, login, ctx.now().toISOString())
  await endPortalAccess(trx, ctx, login.id)
  // A factor of the parent's would keep the teenager out, and prove the parent to the desk.
  const passkeys = await removePasskeys(trx, login.id)
  await removeSecondFactor(trx, login.id)
  const factors = passkeys > 0 || login.second_factor !== null
  if (login.password_hash) await changeAccount(trx, login, { must_change_password: 1, second_factor: null })
  await record(trx, ctx, passedToTeen, {
    patientIds: [patientId],
    object: { type: 'portal-account', id: login.id },
    fields: ['mustChangePassword', 'sessions', ...(factors ? ['secondFactor'] : [])],
  })
  await desk.tell(trx, ctx, [{ patientId, kind: 'sessions-ended', reason: becameTeen }])
  // Without a link to answer it by: whoever reads there would lock out the teenager whose login it is now.
  for (const contact of await addressesForNotice(trx, patientId, ctx.now()))
    await enqueueNotice(trx, ctx, {
      ...{ template: 'login-of-teen', patientId, contact, language: patient.language },
    })
  return true
}
