import type { KyselyPlugin } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import type { AnyAct } from '../../api/acts/act.ts'
import { runAct } from '../../api/acts/run.ts'
import { type Ctx, systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { transact } from '../../api/core/db/transact.ts'
import { issueLink } from '../../api/logins/issueLink.ts'
import { portalPolicy } from '../../api/portal/policy.ts'
import { signIn } from '../../api/portal/signIn.ts'
import { everyWrite, withoutLog } from '../acts/stage.ts'
import { goodPassword, houseForTests } from '../support/harness.ts'
import { anAccount, aPatient, channelOf, linkIn, must, type TestPatient } from '../support/people.ts'

const house = houseForTests()
// What dead links cost the network they come from has tests of its own.
beforeEach(() => house.desk.db.write.deleteFrom('throttle').execute())
const most = portalPolicy.wrongBirthDatesPerLink.usual

/** A patient whose link of a kind just left, and its secret. */
async function aLink(kind: 'activation' | 'reset') {
  const patient = await aPatient(house)
  const login = await anAccount(
    house,
    patient,
    kind === 'activation' ? { status: 'invited', password_hash: null, activated_at: null } : {},
  )
  const channel = await channelOf(house, patient.id)
  await transact(house.desk.db, (trx) =>
    issueLink(trx, systemCtx(house.desk, 'test', 'test'), login, kind, channel, 'en', null),
  )
  const mails = await house.desk.db.write
    .selectFrom('mail')
    .select('sealed_message')
    .where('patient_id', '=', patient.id)
    .execute()
  const secret = linkIn(house.desk.keys.open(mails[0]!.sealed_message!))
  return { patient, login, secret }
}
const [activation, reset] = ['/portal/v1/activate', '/portal/v1/password/reset']
const choose = (kind: 'activation' | 'reset', secret: string, birthDate: string) =>
  house.call('POST', kind === 'activation' ? activation : reset, {
    [kind === 'activation' ? 'code' : 'token']: secret,
    birthDate,
    password: 'seven purple elephants dance',
  })
const check = (body: object) => house.call('POST', '/portal/v1/links/check', body)
const eventsOf = async (action: string, patient: TestPatient) =>
  (await house.audit(action)).filter((event) => event.patientIds?.includes(patient.id))

describe('a mailed link', () => {
  it.each(['activation', 'reset'] as const)(
    'answers five wrong birth dates in all, also when forty come at once: %s',
    async (kind) => {
      const { patient, login, secret } = await aLink(kind)
      const replies = await Promise.all(
        Array.from({ length: 40 }, (_, n) =>
          choose(kind, secret, `19${String(50 + (n % 30)).padStart(2, '0')}-01-02`),
        ),
      )
      expect(replies.filter((reply) => reply.body.errors?.birthDate)).toHaveLength(most)
      // Those that would have waited too long to be hashed are told to come again, and learn nothing.
      expect(replies.filter(({ status }) => status !== 422 && status !== 503)).toEqual([])
      const link = (await house.rows('portal_token')).find((row) => row.account_id === login.id)!
      expect(link).toMatchObject({ failed_attempts: most, used_at: null })
      expect(link.revoked_at).not.toBeNull()
      const name = kind === 'activation' ? 'account.activated' : 'account.password-reset'
      const events = await eventsOf(name, patient)
      expect(events.map((event) => [event.outcome, event.detail?.reason])).toEqual(
        Array.from({ length: most }, () => ['failure', 'birth-date']),
      )
      expect((await choose(kind, secret, patient.birthDate)).status).toBe(422)
    },
  )

  it('whose password is chosen is recorded as the patient’s own doing, with no session yet', async () => {
    const { patient, login, secret } = await aLink('activation')
    must(await choose('activation', secret, patient.birthDate))
    expect(await eventsOf('account.activated', patient)).toMatchObject([
      { actorType: 'patient', actorId: login.id, outcome: 'success', fields: ['password'] },
    ])
    expect((await eventsOf('account.activated', patient))[0]!.sessionId).toBeUndefined()
  })

  it('speaks the reader’s language in what it refuses', async () => {
    const reply = await house.call(
      'POST',
      reset,
      { token: 'x'.repeat(43), birthDate: '1985-03-09', password: goodPassword },
      { 'Accept-Language': 'es' },
    )
    expect([reply.body.code, reply.body.errors.token]).toEqual([
      'dead-link',
      'ya no sirve: se usó, se reemplazó o venció',
    ])
  })
})

describe('opening an invitation', () => {
  it('is recorded, and undone where it cannot be', async () => {
    const { patient, login, secret } = await aLink('activation')
    const before = await everyWrite(house, true)
    expect((await withoutLog(house, () => check({ code: secret }))).status).toBe(500)
    expect(await everyWrite(house, true)).toEqual(before)
    expect(must(await check({ code: secret }))).toEqual({ usable: true })
    expect(await eventsOf('account.invitation-opened', patient)).toMatchObject([
      { actorType: 'anonymous', outcome: 'success', fields: ['activationStartedAt'] },
    ])
    expect((await house.rows('portal_account')).find((row) => row.id === login.id)).toMatchObject({
      activation_started_at: expect.any(String),
      version: login.version,
    })
  })

  it('is not what asking about another link does: that changes nothing and leaves no record', async () => {
    const { secret } = await aLink('reset')
    const before = await everyWrite(house, true)
    expect(must(await check({ token: secret }))).toEqual({ usable: true })
    expect(must(await check({ code: secret }))).toEqual({ usable: false })
    expect(must(await check({ code: 'x'.repeat(43) }))).toEqual({ usable: false })
    expect(await everyWrite(house, true)).toEqual(before)
  })
})

describe('a password chosen while another is being compared', () => {
  it('opens nothing for the old one and counts nothing against the new', async () => {
    const { patient, login, secret } = await aLink('reset')
    // What is chosen before the sign-in looked at the login was there before it: then the old password is rightly a wrong one.
    let looked = () => {}
    const hasLooked = new Promise<void>((resolve) => {
      looked = resolve
    })
    const telling: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        if (result.rows.some((row) => row.username === login.username)) looked()
        return result
      },
    }
    const { db } = house.desk
    const ctx: Ctx = {
      ...{ desk: { ...house.desk, db: { ...db, read: db.read.withPlugin(telling) } } },
      ...{ actor: { type: 'anonymous' }, requestId: newId(), ip: null, cookie: undefined, language: 'en' },
      now: house.desk.clock,
    }
    const signing = runAct(signIn as AnyAct, ctx, { username: patient.emails[0], password: goodPassword })
    const chosen = hasLooked.then(() => choose('reset', secret, patient.birthDate))
    // Both hash for a while; whichever is first, the old password opens no session that outlives the change.
    const [, reply] = await Promise.allSettled([signing, chosen])
    expect(reply).toMatchObject({ status: 'fulfilled', value: { status: 200 } })
    expect((await house.rows('portal_session')).filter((row) => row.account_id === login.id)).toEqual([])
    expect((await house.rows('portal_account')).find((row) => row.id === login.id)).toMatchObject({
      status: 'active',
      failed_attempts: 0,
    })
  })
})
