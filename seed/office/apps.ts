import { randomUUID } from 'node:crypto'
import { allowApp } from '../../api/apps/ask.ts'
import { registerApp, revokeApp } from '../../api/apps/register.ts'
import { keepState } from '../../api/apps/state.ts'
import { dayMs } from '../../api/core/calendar.ts'
import type { Desk } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { openPortalSession } from '../../api/logins/sessions.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { act, ctxAt } from '../perform.ts'
import { type Calendar, minuteMs } from '../story/calendar.ts'
import { asStaff, type Office } from './people.ts'
import { type Deed, workday } from './timeline.ts'

const scope =
  'openid fhirUser launch/patient offline_access patient/Patient.rs patient/Observation.rs patient/MedicationRequest.rs'
const askedMs = 10 * minuteMs
const secondsToMail = 4

const apps = [
  {
    name: 'Health Diary',
    publisher: 'Example Health Apps, Inc. (made up)',
    redirectUris: 'https://diary.example.test/back\ntest.example.diary:/back',
    registered: 150,
    /** Within the days that what is allowed lasts, so that it still does. */
    allowed: [80, 3],
    by: 5,
  },
  {
    name: 'Step Counter',
    publisher: 'Example Fitness (made up)',
    redirectUris: 'https://steps.example.test/back',
    registered: 210,
    allowed: [205, 100],
    by: 2,
    revoked: 75,
  },
] as const

/** The administrator registered two apps; patients allowed them to read, each in a sign-in of theirs, and one app was revoked. */
export async function appDeeds(desk: Desk, calendar: Calendar, { administrator }: Office): Promise<Deed[]> {
  const admin = asStaff(administrator)
  const ids = new Map<string, string>()
  const deeds: Deed[] = []
  for (const { registered, allowed, by, ...app } of apps) {
    const { name, publisher, redirectUris } = app
    deeds.push({
      at: workday(calendar, registered, '14:05'),
      async do(at) {
        const given = { name, publisher, redirectUris, proves: 'none' as const }
        ids.set(name, (await act(desk, registerApp, admin, at, given)).id)
      },
    })
    for (const one of await signIns(desk, calendar, allowed, by))
      deeds.push({ at: Date.parse(one.at) + 3 * minuteMs, do: (at) => allow(desk, ids.get(name)!, one, at) })
    if ('revoked' in app)
      deeds.push({
        at: workday(calendar, app.revoked, '14:25'),
        do: (at) => act(desk, revokeApp, admin, at, { id: ids.get(name)! }),
      })
  }
  return deeds
}

interface SignIn {
  accountId: string
  patientId: string
  at: string
}

/** The latest sign-ins within a time, one each, of patients whose login is in use. */
async function signIns(
  { db }: Desk,
  { now }: Calendar,
  [from, to]: readonly [number, number],
  most: number,
): Promise<SignIn[]> {
  const rows = await db.read
    .selectFrom('portal_event as e')
    .innerJoin('portal_account as a', 'a.patient_id', 'e.patient_id')
    .innerJoin('patient as p', 'p.id', 'e.patient_id')
    .select((eb) => ['a.id as accountId', 'p.id as patientId', eb.fn.max('e.at').as('at')])
    .where('e.kind', '=', 'signed-in')
    .where('e.at', '>', new Date(now - from * dayMs).toISOString())
    .where('e.at', '<', new Date(now - to * dayMs).toISOString())
    .where('a.status', '=', 'active')
    .where('a.must_change_password', '=', 0)
    .where('p.deceased_at', 'is', null)
    .where('p.birth_date', '<', new Date(now - 20 * 366 * dayMs).toISOString().slice(0, 10))
    .groupBy(['a.id', 'p.id', 'p.mrn'])
    .orderBy('p.mrn')
    .limit(most)
    .execute()
  return rows as SignIn[]
}

/** An app brought the patient to the page that asks; they allowed it in the session that their sign-in had begun. */
async function allow(desk: Desk, appId: string, one: SignIn, at: number): Promise<void> {
  const uid = randomUUID()
  const began = ctxAt(desk, Date.parse(one.at), { type: 'system', id: 'demo' })
  const asking = ctxAt(desk, at - minuteMs, { type: 'system', id: 'demo' })
  const sid = await transact(desk.db, async (trx) => {
    const question = {
      params: { client_id: appId, scope },
      returnTo: new URL(`/oauth/auth/${uid}`, desk.config.publicUrl).href,
      exp: Math.floor((at + askedMs) / 1000),
    }
    await keepState(trx, asking.desk, 'Interaction', uid, question, askedMs / 1000)
    return (await openPortalSession(trx, began, one.accountId)).sid
  })
  const me = { type: 'patient', id: one.accountId, patientId: one.patientId, sid }
  await act(desk, allowApp, me, at, { uid }, { cookie: `_interaction=${uid}`, ip: null })
  // What they are told of it leaves then, and not when the demo starts: by now it would be too late.
  if (desk.config.smtpUrl) await deliverMail(ctxAt(desk, at + secondsToMail * 1000, {}).desk)
}
