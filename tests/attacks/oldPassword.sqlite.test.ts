import { describe, expect, it } from 'vitest'
import type { AnyAct } from '../../api/acts/act.ts'
import { runAct } from '../../api/acts/run.ts'
import { hashPassword } from '../../api/core/access/passwords.ts'
import type { Ctx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { signIn } from '../../api/portal/signIn.ts'
import { checkPassword } from '../../api/staff/signIn.ts'
import { goodPassword, houseForTests } from '../support/harness.ts'
import { anAccount, aPatient } from '../support/people.ts'
import { enrolled } from '../support/signInByHand.ts'

const house = houseForTests()
const newPassword = 'seven purple elephants dance'

/** A stranger at the sign-in page, for whom the owner changes the password after it was compared and before it counts. */
async function changedMeanwhile(one: AnyAct, input: object, change: (hash: string) => Promise<unknown>) {
  const ctx: Ctx = {
    desk: house.desk,
    actor: { type: 'anonymous' },
    requestId: newId(),
    ip: '203.0.113.7',
    cookie: undefined,
    language: 'en',
    now: house.desk.clock,
  }
  const hash = await hashPassword(newPassword)
  const slow: AnyAct = {
    ...one,
    async prepare(...given) {
      const compared = await one.prepare!(...given)
      expect(compared).toMatchObject({ right: true })
      await change(hash)
      return compared
    },
  }
  await expect(runAct(slow, ctx, input)).rejects.toMatchObject({ status: 401 })
}

describe('a password that was right when it was compared, and was changed before that counted', () => {
  it('opens no session of staff', async () => {
    const who = await enrolled(house, 'changing@desk.test')
    await changedMeanwhile(checkPassword, { email: who.email, password: goodPassword }, (password_hash) =>
      house.desk.db.write.updateTable('staff').set({ password_hash }).where('id', '=', who.id).execute(),
    )
    expect((await house.rows('staff_session')).filter(({ staff_id }) => staff_id === who.id)).toEqual([])
    const now = { email: who.email, password: newPassword }
    expect((await house.call('POST', '/api/session', now)).status).toBe(200)
  })

  it('opens no session of a patient, and counts as no wrong one either', async () => {
    const { id, username } = await anAccount(house, await aPatient(house))
    await changedMeanwhile(signIn, { username, password: goodPassword }, (password_hash) =>
      house.desk.db.write.updateTable('portal_account').set({ password_hash }).where('id', '=', id).execute(),
    )
    expect(await house.rows('portal_session')).toEqual([])
    expect((await house.rows('portal_account')).find((login) => login.id === id)).toMatchObject({
      failed_attempts: 0,
      last_sign_in_at: null,
    })
    const now = { username, password: newPassword }
    expect((await house.call('POST', '/portal/v1/session', now)).status).toBe(200)
  })
})
