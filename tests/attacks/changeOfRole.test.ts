import { beforeAll, describe, expect, it } from 'vitest'
import { hashPassword } from '../../api/core/access/passwords.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { staffPolicy } from '../../api/staff/policy.ts'
import {
  accessReview,
  clinicDecided,
  clinicRequests,
  reviewChanged,
  roleDecided,
  roleRequests,
} from '../../api/staff/schema.ts'
import { aClinic } from '../support/clinics.ts'
import { goodPassword, houseForTests, type Person } from '../support/harness.ts'
import { must, refused } from '../support/people.ts'

const house = houseForTests()
let asker: Person
let second: Person
let officer: Person
beforeAll(async () => {
  ;[asker, second] = [await house.signIn('administrator', 'Ask Er'), await house.signIn('administrator')]
  officer = await house.signIn('privacy-officer')
})

const rowOf = async (id: string) => (await house.rows('staff')).find((row) => row.id === id)!
/** An administrator asks that somebody become an administrator too. */
async function ask(who: Person, by = asker, role = 'administrator') {
  const { version } = await rowOf(who.id)
  const body = { role, reason: 'new-duties', version }
  return must(await by.post(`/api/staff/${who.id}/role-requests`, body), roleDecided, 201).id
}
const approve = (by: Person, id: string) => by.post(`/api/role-requests/${id}/approve`)
const decline = (by: Person, id: string) => by.post(`/api/role-requests/${id}/decline`)
const waiting = async (by: Person) => must(await by.get('/api/role-requests'), roleRequests)

describe('a change of role', () => {
  it('takes a second person: then the role is another, all sessions end, the person is told, and both stand in the log', async () => {
    const who = await house.signIn('helpdesk', 'Mo Ved')
    const id = await ask(who)
    expect((await rowOf(who.id)).role).toBe('helpdesk')
    expect((await waiting(officer)).find((one) => one.id === id)).toMatchObject({
      name: 'Mo Ved',
      from: 'helpdesk',
      to: 'administrator',
      askedBy: 'Ask Er',
      mine: false,
      about: false,
    })
    must(await approve(officer, id))
    expect((await rowOf(who.id)).role).toBe('administrator')
    expect((await who.get('/api/session')).status).toBe(401)
    expect(await waiting(officer)).toEqual([])
    await deliverMail(house.desk)
    await house.mailbox.next(({ to, subject }) => to === who.email && subject === 'Your role was changed')
    const detail = { request: id, from: 'helpdesk', to: 'administrator' }
    for (const [name, by] of [
      ['staff.role-asked', asker],
      ['staff.role-changed', officer],
    ] as const)
      expect((await house.audit(name)).at(-1)).toMatchObject({
        actorId: by.id,
        objectId: who.id,
        purpose: 'new-duties',
        detail,
      })
  })

  it('is seen by an access review that is under way and has not decided on them', async () => {
    const who = await house.signIn('helpdesk')
    const review = must(await officer.post('/api/access-reviews'), reviewChanged, 201).id
    must(await approve(officer, await ask(who, asker, 'manager')))
    const { items } = must(await officer.get(`/api/access-reviews/${review}`), accessReview)
    const item = items.find(({ staffId }) => staffId === who.id)!
    expect(item.role).toBe('manager')
    expect(item.unused).toContain('adoption.plan')
    expect(item.unused).not.toContain('cases.work')
  })
})

describe('whose role is to be another', () => {
  it('does not stop it by choosing another password', async () => {
    const who = await house.signIn('helpdesk')
    const password_hash = await hashPassword(goodPassword)
    await house.owner.write.updateTable('staff').set({ password_hash }).where('id', '=', who.id).execute()
    const id = await ask(who)
    const password = 'a new password of some length'
    must(await who.post('/api/me/password', { oldPassword: goodPassword, newPassword: password }))
    must(await approve(officer, id))
    expect((await rowOf(who.id)).role).toBe('administrator')
  })
})

describe('whoever wants a role for somebody, or for themselves', () => {
  it('does not approve their own request, nor ask for another role of their own', async () => {
    const who = await house.signIn('helpdesk')
    const id = await ask(who)
    expect(refused(await approve(asker, id), 422).errors?.id).toContain('your own request')
    const self = { role: 'manager', reason: 'new-duties', version: 2 }
    expect((await asker.post(`/api/staff/${asker.id}/role-requests`, self)).status).toBe(422)
    expect((await rowOf(who.id)).role).toBe('helpdesk')
    // What they asked for they may take back.
    must(await decline(asker, id))
    expect((await approve(second, id)).status).toBe(409)
  })

  it('does not approve, or decline, what is about themselves', async () => {
    const id = await ask(officer, asker, 'administrator')
    for (const act of [approve, decline])
      expect(refused(await act(officer, id), 422).errors?.id).toContain('your own account')
    expect((await rowOf(officer.id)).role).toBe('privacy-officer')
    must(await decline(second, id))
  })

  it('gets nothing by a request that has lapsed', async () => {
    const who = await house.signIn('helpdesk')
    const id = await ask(who)
    await house.desk.db.write
      .updateTable('role_request')
      .set({ asked_at: new Date(house.desk.clock().getTime() - 3_601_000).toISOString() })
      .where('id', '=', id)
      .execute()
    await savePolicy(house.desk.db.write, { roleRequestHours: 1 }, staffPolicy)
    expect(refused(await approve(second, id), 409).code).toBe('request-lapsed')
    expect((await waiting(second)).map((one) => one.id)).not.toContain(id)
    // It keeps nobody from asking again.
    must(await decline(second, await ask(who)))
    await savePolicy(house.desk.db.write, { roleRequestHours: 72 }, staffPolicy)
  })

  it('gets nothing by a request about an account that changed meanwhile, or was disabled', async () => {
    const who = await house.signIn('helpdesk')
    const id = await ask(who)
    const disabling = { reason: 'suspected-misuse', version: 2 }
    must(await second.post(`/api/staff/${who.id}/disable`, disabling))
    expect(refused(await approve(officer, id), 409).code).toBe('request-outdated')
    // Nor does it wait for anybody any more, or keep the role from being asked for anew.
    expect((await waiting(officer)).some((one) => one.id === id)).toBe(false)
    must(await second.post(`/api/staff/${who.id}/enable`, { version: 3 }))
    expect(refused(await approve(officer, id), 409).code).toBe('request-outdated')
    expect((await rowOf(who.id)).role).toBe('helpdesk')
    // As once they have enrolled again.
    await house.owner.write.updateTable('staff').set({ status: 'active' }).where('id', '=', who.id).execute()
    const anew = await ask(who)
    expect((await waiting(officer)).filter((one) => one.staffId === who.id).map((one) => one.id)).toEqual([
      anew,
    ])
    must(await decline(officer, anew))
  })

  it('leaves no request behind that counts once they are disabled themselves', async () => {
    const [who, bad] = [await house.signIn('helpdesk'), await house.signIn('administrator')]
    const id = await ask(who, bad)
    must(await second.post(`/api/staff/${bad.id}/disable`, { reason: 'suspected-misuse', version: 2 }))
    expect(refused(await approve(officer, id), 409).code).toBe('asker-gone')
  })

  it('asks for no second change beside one that waits, so that what is approved is what was read', async () => {
    const who = await house.signIn('helpdesk')
    const body = (role: string) => ({ role, reason: 'new-duties', version: 2 })
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        asker.post(`/api/staff/${who.id}/role-requests`, body(i % 2 ? 'manager' : 'administrator')),
      ),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)])
  })

  it('changes it once, with one mail, however many approve at once', async () => {
    const who = await house.signIn('helpdesk')
    const id = await ask(who)
    const replies = await Promise.all(
      Array.from({ length: 40 }, (_, i) => (i % 4 ? approve : decline)(i % 2 ? officer : second, id)),
    )
    const won = replies.filter(({ status }) => status === 200)
    expect(won).toHaveLength(1)
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 409]))
    const changed = won[0]!.body.decision === 'approved'
    const { role, version } = await rowOf(who.id)
    expect([role, version]).toEqual(changed ? ['administrator', 3] : ['helpdesk', 2])
    await deliverMail(house.desk)
    expect(house.mailbox.mails.filter(({ to }) => to === who.email)).toHaveLength(changed ? 1 : 0)
  })

  it('needs a fresh second factor to ask and to approve', async () => {
    const who = await house.signIn('helpdesk')
    const id = await ask(who)
    house.later(301)
    expect(refused(await approve(second, id), 403).missing).toMatchObject([{ code: 'fresh-sign-in' }])
    const other = { role: 'manager', reason: 'new-duties', version: 2 }
    const late = await asker.post(`/api/staff/${who.id}/role-requests`, other)
    expect(refused(late, 403).missing).toMatchObject([{ code: 'fresh-sign-in' }])
  })
})

describe('a change of clinic', () => {
  it('is of a clinic there is, and takes a second person too, the first time as well: until then nothing of the clinic is seen', async () => {
    const officer = await house.signIn('privacy-officer')
    const [{ id: one }, { id: other }] = [await aClinic(house), await aClinic(house)]
    const [who, asker, second] = await Promise.all([
      house.signIn('clinic'),
      house.signIn('administrator'),
      house.signIn('administrator'),
    ])
    const inbox = async () =>
      (await house.rows('staff_clinic')).find((row) => row.staff_id === who.id)?.clinic_id
    const askFor = async (clinicId: string, by = asker) => {
      const { version } = await rowOf(who.id)
      return by.post(`/api/staff/${who.id}/clinic-requests`, { clinicId, version })
    }
    const decideOn = (id: string, by: Person) => by.post(`/api/clinic-requests/${id}/approve`)
    expect(refused(await askFor(who.id), 422).errors).toHaveProperty('clinicId')
    const { id } = must(await askFor(one), clinicDecided, 201)
    expect(await inbox()).toBeUndefined()
    expect((await askFor(other)).status).toBe(409)
    expect((await decideOn(id, asker)).status).toBe(422)
    expect((await decideOn(id, who)).status).toBe(403)
    expect(must(await officer.get('/api/clinic-requests'), clinicRequests)).toMatchObject([
      { id, from: null },
    ])
    const replies = await Promise.all([second, officer].map((by) => decideOn(id, by)))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await inbox()).toBe(one)
    expect((await who.get('/api/session')).status).toBe(401)
    // What was asked of an earlier state of the account is not approved.
    const next = must(await askFor(other), clinicDecided, 201).id
    await house.owner.write.updateTable('staff').set({ version: 99 }).where('id', '=', who.id).execute()
    expect((await decideOn(next, officer)).status).toBe(409)
    expect(await inbox()).toBe(one)
  })
})
