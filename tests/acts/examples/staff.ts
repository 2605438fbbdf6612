import { newId } from '../../../api/core/db/id.ts'
import type { Tables } from '../../../api/core/db/tables.ts'
import { mailPolicy } from '../../../api/mail/policy.ts'
import { cookieOf, goodPassword, type House } from '../../support/harness.ts'
import { aDevice, beginWith, storedPasskey } from '../../support/passkeys.ts'
import { bothFactors, enrolled } from '../../support/signInByHand.ts'
import { changeSessions } from '../../support/staffSessions.ts'
import type { Example, Stage } from '../stage.ts'
import { deciding, waits } from './requests.ts'

/* Acts on staff and their access, on the log, and on what the hospital decides. */

const longAgo = '2020-01-01T00:00:00.000Z'

/** Somebody who has a password, signed in with it. */
async function withPassword(house: House) {
  const who = await enrolled(house, `own-${newId()}@desk.test`)
  const cookie = cookieOf(await bothFactors(house, who))
  return { who, by: { ...house.withCookie(cookie), id: who.id } }
}

async function tenPasskeys(house: House, staffId: string): Promise<void> {
  for (let n = 0; n < 10; n++) await storedPasskey(house, staffId)
}

const rowOf = (house: House, id: string) =>
  house.owner.write.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** Another staff member, whose access an administrator changes. */
const change =
  (verb: 'disable' | 'enable'): Example =>
  async (house, cast) => {
    const other = await house.signIn('helpdesk')
    const { version } = await rowOf(house, other.id)
    const by = cast.administrator
    const stage: Stage = {
      by,
      path: `/api/staff/${other.id}/${verb}`,
      body: verb === 'disable' ? { reason: 'left-the-hospital', version } : { version },
      breaks: {
        notMyself: async () => {
          stage.path = `/api/staff/${by.id}/${verb}`
        },
        version: () =>
          house.owner.write.updateTable('staff').set({ version: 99 }).where('id', '=', other.id).execute(),
        employed: () =>
          house.owner.write
            .insertInto('staff_record')
            .values({
              staff_id: other.id,
              given_name: 'Gone',
              family_name: 'Since',
              birth_date: null,
              phone_key: null,
              email_key: null,
              department: null,
              manager_id: null,
              employed_until: '2020-01-01',
              schedule: null,
              updated_at: '2020-01-01T00:00:00.000Z',
            })
            .execute(),
      },
    }
    return stage
  }

/** A change of role that waits. */
const aRoleRequest = (house: House, staffId: string, askedBy: string) =>
  waits(house, 'role_request', {
    staff_id: staffId,
    asked_by: askedBy,
    from_role: 'helpdesk',
    to_role: 'supervisor',
    reason: 'new-duties',
  })

const decideRole = (verb: 'approve' | 'decline') => deciding('role_request', verb, aRoleRequest)

async function noReview(house: House) {
  await house.owner.write.deleteFrom('access_review_item').execute()
  await house.owner.write.deleteFrom('access_review').execute()
}

const aReview = async (house: House, by: string): Promise<Tables['access_review']> => {
  await noReview(house)
  const row = { id: newId(), quarter: '2020-Q1', begun_by: by, begun_at: longAgo }
  const review = { ...row, finished_by: null, finished_at: null }
  await house.owner.write.insertInto('access_review').values(review).execute()
  return review
}

const anItem = async (house: House, reviewId: string, staffId: string, decision: 'certified' | null) => {
  await house.owner.write
    .insertInto('access_review_item')
    .values({
      review_id: reviewId,
      staff_id: staffId,
      role: 'helpdesk',
      last_sign_in_at: null,
      unused: '[]',
      decision,
      reason: null,
      decided_by: null,
      decided_at: null,
    })
    .execute()
}

const undecide = (house: House, decision: 'certified' | null) =>
  house.owner.write.updateTable('access_review_item').set({ decision }).execute()
const finish = (house: House) =>
  house.owner.write.updateTable('access_review').set({ finished_at: longAgo }).execute()

const value = async (house: House): Promise<number> => {
  const row = await house.owner.write
    .selectFrom('setting')
    .select('value')
    .where('name', '=', 'secretsByMailAnHour')
    .executeTakeFirst()
  return Number(row?.value ?? mailPolicy.secretsByMailAnHour.usual)
}

export const staffExamples: Readonly<Record<string, Example>> = {
  'staff.signed-out': async (house) => ({
    by: await house.signIn('helpdesk'),
    path: '/api/session',
    method: 'delete',
  }),
  'staff.password-changed': async (house) => {
    const { who, by } = await withPassword(house)
    const body = { oldPassword: goodPassword, newPassword: 'velvet harbor lantern 52 quince' }
    return {
      by,
      path: '/api/me/password',
      body,
      breaks: {
        password: async () => {
          body.newPassword = who.email
        },
        otherPassword: async () => {
          body.newPassword = goodPassword
        },
      },
    }
  },
  'staff.recovery-codes-replaced': async (house) => ({
    by: await house.signIn('manager'),
    path: '/api/me/recovery-codes',
  }),
  'staff.passkey-begun': async (house) => {
    const by = await house.signIn('helpdesk')
    return {
      by,
      path: '/api/me/passkeys/begin',
      body: { name: 'My phone' },
      breaks: { fewEnough: () => tenPasskeys(house, by.id) },
    }
  },
  'staff.passkey-added': async (house) => {
    const by = await house.signIn('helpdesk')
    const { name, options } = await beginWith(by)
    return {
      by,
      path: '/api/me/passkeys',
      body: { name, credential: aDevice().create(options) },
      breaks: { fewEnough: () => tenPasskeys(house, by.id) },
    }
  },
  'staff.passkey-removed': async (house) => {
    const by = await house.signIn('helpdesk')
    const [id, other] = [await storedPasskey(house, by.id), await storedPasskey(house, by.id)]
    return {
      by,
      path: `/api/me/passkeys/${id}`,
      method: 'delete',
      breaks: {
        notLast: () => house.owner.write.deleteFrom('staff_passkey').where('id', '=', other).execute(),
      },
    }
  },
  'staff.session-ended': async (house) => {
    const by = await house.signIn('supervisor')
    const other = await house.signIn('supervisor')
    const mine = async () =>
      (await house.rows('staff_session')).find(({ staff_id }) => staff_id === by.id)!.sid
    const current = await mine()
    await changeSessions(house, { staff_id: by.id! }, other.id)
    const { sid } = (await house.rows('staff_session')).find(
      (one) => one.staff_id === by.id && one.sid !== current,
    )!
    const stage: Stage = {
      by,
      path: `/api/me/sessions/${sid}`,
      method: 'delete',
      breaks: {
        another: async () => {
          stage.path = `/api/me/sessions/${current}`
        },
      },
    }
    return stage
  },
  'staff.other-sessions-ended': async (house) => ({
    by: await house.signIn('helpdesk'),
    path: '/api/me/sessions',
    method: 'delete',
  }),
  'staff.alerts-chosen': async (house) => ({
    by: await house.signIn('helpdesk'),
    path: '/api/me/alerts',
    method: 'put',
    body: { sound: true, digest: false },
  }),
  'staff.disabled': change('disable'),
  'staff.enabled': change('enable'),
  'staff.role-asked': async (house, cast) => {
    const other = await house.signIn('helpdesk')
    const by = cast.administrator
    const set = (change: Partial<Tables['staff']>) =>
      house.owner.write.updateTable('staff').set(change).where('id', '=', other.id).execute()
    const body = { role: 'supervisor', reason: 'new-duties', version: 2 }
    const stage: Stage = {
      by,
      path: `/api/staff/${other.id}/role-requests`,
      body,
      breaks: {
        notMyself: async () => {
          stage.path = `/api/staff/${by.id}/role-requests`
        },
        version: () => set({ version: 99 }),
        active: () => set({ status: 'disabled' }),
        otherRole: () => set({ role: 'supervisor' }),
        noneWaits: () => aRoleRequest(house, other.id, by.id),
      },
    }
    return stage
  },
  'staff.role-changed': decideRole('approve'),
  'staff.role-declined': decideRole('decline'),
  'access-review.begun': async (house, cast) => {
    await noReview(house)
    return {
      by: cast['privacy-officer'],
      path: '/api/access-reviews',
      breaks: {
        notBegun: async () => {
          const { id } = await aReview(house, cast.administrator.id)
          const now = house.desk.clock()
          const quarter = `${now.getUTCFullYear()}-Q${Math.floor(now.getUTCMonth() / 3) + 1}`
          await house.owner.write.updateTable('access_review').set({ quarter }).where('id', '=', id).execute()
        },
      },
    }
  },
  'access-review.decided': async (house, cast) => {
    const by = cast['privacy-officer']
    const review = await aReview(house, cast.administrator.id)
    await anItem(house, review.id, (await house.signIn('helpdesk')).id, null)
    const { staff_id } = await house.owner.write
      .selectFrom('access_review_item')
      .select('staff_id')
      .executeTakeFirstOrThrow()
    await anItem(house, review.id, by.id, null)
    const body = { staffId: staff_id, decision: 'revoked', reason: 'left' }
    return {
      by,
      path: `/api/access-reviews/${review.id}/decide`,
      body,
      breaks: {
        notOwn: async () => {
          body.staffId = by.id
        },
        open: () => finish(house),
        undecided: () => undecide(house, 'certified'),
      },
    }
  },
  'access-review.finished': async (house, cast) => {
    const review = await aReview(house, cast.administrator.id)
    await anItem(house, review.id, cast.helpdesk.id, 'certified')
    return {
      by: cast['privacy-officer'],
      path: `/api/access-reviews/${review.id}/finish`,
      breaks: { open: () => finish(house), allDecided: () => undecide(house, null) },
    }
  },
  'audit-view.saved': async (_house, cast) => ({
    by: cast['privacy-officer'],
    path: '/api/audit-views',
    body: { name: `Denials ${newId()}`, filter: { outcome: 'denied' }, columns: ['at'] },
  }),
  'audit-view.deleted': async (house, cast) => {
    const id = newId()
    const view = { id, staff_id: cast['privacy-officer'].id, name: id, filter: '{}', columns: '["at"]' }
    await house.owner.write
      .insertInto('audit_view')
      .values({ ...view, created_at: longAgo })
      .execute()
    return { by: cast['privacy-officer'], path: `/api/audit-views/${id}`, method: 'delete' }
  },
  'audit.exported': async (_house, cast) => ({
    by: cast['privacy-officer'],
    path: '/api/audit-exports',
    body: { format: 'csv', reason: 'compliance-audit' },
  }),
  'settings.changed': async (house, cast) => {
    const body = { value: ((await value(house)) % 10) + 6, reason: 'audit-finding' }
    return {
      by: cast.administrator,
      path: '/api/policy/secretsByMailAnHour',
      method: 'put',
      body,
      breaks: {
        bounds: async () => {
          body.value = 101
        },
        // Fewer than leave room beside what is asked for on the sign-in page.
        beside: async () => {
          body.value = mailPolicy.secretsByMailAnHour.least
        },
        changes: async () => {
          body.value = await value(house)
        },
      },
    }
  },
}
