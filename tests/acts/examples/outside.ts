import { generateSync } from 'otplib'
import { unproven } from '../../../api/callers/newVerification.ts'
import { hashToken, newToken } from '../../../api/core/access/keys.ts'
import { systemCtx } from '../../../api/core/context.ts'
import { newId } from '../../../api/core/db/id.ts'
import { transact } from '../../../api/core/db/transact.ts'
import { askForPasskey } from '../../../api/logins/askForPasskey.ts'
import { noticeLink } from '../../../api/logins/noticeLinks.ts'
import { beginPasskey } from '../../../api/portal/passkeys/askPasskey.ts'
import { browserCookie } from '../../../api/proofing/browser.ts'
import { storedAuthenticator } from '../../support/authenticator.ts'
import { cookieOf, goodPassword, type House } from '../../support/harness.ts'
import { startForger } from '../../support/identityService.ts'
import {
  aDevice,
  askedToConfirm,
  askedToSignIn,
  portalPasskey,
  storedPasskey,
} from '../../support/passkeys.ts'
import { aCall, aCase, anAccount, aPatient, must, type TestPatient } from '../../support/people.ts'
import { bothFactors, enrolled } from '../../support/signInByHand.ts'
import type { Example, Stage } from '../stage.ts'

/* Acts of whoever is not signed in as staff: patients, strangers, and staff on their way in. */

const newPassword = 'velvet harbor lantern 52 quince'

/** Somebody with a bearer token, or with none. */
const outsider = (house: House, token?: string): Stage['by'] => {
  const bearer: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` }
  return {
    post: (path, body = {}, headers = {}) => house.call('POST', path, body, { ...bearer, ...headers }),
    put: (path, body) => house.call('PUT', path, body, bearer),
    delete: (path) => house.call('DELETE', path, undefined, bearer),
  }
}

/** A patient signed in to the portal. */
export async function signedInPatient(house: House, patient?: TestPatient) {
  patient ??= await aPatient(house)
  const login = await anAccount(house, patient)
  const body = { username: login.username, password: goodPassword }
  const { token } = must(await house.call('POST', '/portal/v1/session', body))
  return {
    patientId: patient.id,
    loginId: login.id,
    by: outsider(house, token),
    email: patient.emails[0]!,
    token: token as string,
    house,
  }
}

/** The same, to look at what the portal shows them. */
export const patientBy = ({ token, house }: { token: string; house: House }) => ({
  get: (path: string) => house.call('GET', path, undefined, { Authorization: `Bearer ${token}` }),
})

/** Whoever holds a mailed link that still works. */
async function withLink(house: House, kind: 'activation' | 'reset') {
  const patient = await aPatient(house)
  const login = await anAccount(
    house,
    patient,
    kind === 'activation' ? { status: 'invited', password_hash: null, activated_at: null } : {},
  )
  const secret = newToken()
  const now = house.desk.clock().getTime()
  await house.owner.write
    .insertInto('portal_token')
    .values({
      id: newId(),
      token_hash: hashToken(secret),
      account_id: login.id,
      kind,
      created_at: new Date(now).toISOString(),
      expires_at: new Date(now + 3_600_000).toISOString(),
      failed_attempts: 0,
      used_at: null,
      revoked_at: null,
    })
    .execute()
  const body = {
    [kind === 'activation' ? 'code' : 'token']: secret,
    birthDate: patient.birthDate,
    password: newPassword,
  }
  return {
    by: outsider(house),
    patientId: patient.id,
    body,
    breaks: {
      // The patient's own name is the first that comes to mind.
      password: async () => {
        body.password = `${patient.givenName}${patient.familyName}`
      },
    },
  }
}

async function withEnrolment(house: House, chosen: boolean) {
  const { id } = await house.signIn('helpdesk')
  const token = newToken()
  const now = house.desk.clock().getTime()
  await house.owner.write
    .insertInto('staff_enrolment')
    .values({
      token_hash: hashToken(token),
      staff_id: id,
      password_hash: null,
      totp_secret: null,
      created_at: new Date(now).toISOString(),
      expires_at: new Date(now + 3_600_000).toISOString(),
      used_at: null,
    })
    .execute()
  const path = `/api/enrolment/${token}`
  if (!chosen) return { path, secret: '' }
  const { totp } = must(await house.call('POST', path, { password: goodPassword }))
  return { path, secret: totp.secret as string }
}

let forger: ReturnType<typeof startForger> | undefined

/** A patient whom the desk sent a link to prove their identity; with the way back where they went. */
async function sentToProve(house: House) {
  forger ??= startForger()
  const service = await forger
  house.desk.config.proofing = service.config
  const patient = await aPatient(house)
  const { id: caseId } = await aCase(await house.signIn('helpdesk'), patient.id)
  const now = house.desk.clock()
  const [id, token, state, browser] = [newId(), newToken(), newToken(), newToken()]
  const about = { id, case_id: caseId, patient_id: patient.id, caller: 'patient' }
  const staff_id = (await house.signIn('helpdesk')).id
  await house.owner.write
    .insertInto('verification')
    .values({ ...unproven({ ...about, staff_id, hospital_day: '2026-01-01' }, now, 60), proofing: 'sent' })
    .execute()
  await house.owner.write
    .insertInto('identity_proofing')
    .values({
      verification_id: id,
      token_hash: hashToken(token),
      state_hash: hashToken(state),
      browser_hash: hashToken(browser),
      secrets: house.desk.keys.seal(JSON.stringify({ nonce: 'n', verifier: 'v'.repeat(43) })),
      created_at: now.toISOString(),
      expires_at: new Date(now.getTime() + 3_600_000).toISOString(),
      finished_at: null,
    })
    .execute()
  const came = await service.prove(`http://x/?nonce=n&state=${state}`, {
    given_name: patient.givenName,
    family_name: patient.familyName,
    birthdate: patient.birthDate,
  })
  return { patientId: patient.id, token, came, Cookie: browserCookie(browser).split(';')[0]! }
}

/** The secret of a notice that was told to a patient. */
async function noticeToken(house: House, patientId: string): Promise<string> {
  const about = { patient_id: patientId, notice: 'password-changed', case_id: null }
  const link = await transact(house.desk.db, (trx) =>
    noticeLink(trx, systemCtx(house.desk, 'test', 'test'), about),
  )
  return link.split('token=')[1]!
}

const staffEmail = () => `out-${newId()}@desk.test`

export const outsideExamples: Readonly<Record<string, Example>> = {
  'staff.password-chosen': async (house) => ({
    by: outsider(house),
    path: (await withEnrolment(house, false)).path,
    body: { password: newPassword },
  }),
  'staff.enrolled': async (house) => {
    const { path, secret } = await withEnrolment(house, true)
    const epoch = Math.floor(house.desk.clock().getTime() / 1000)
    return {
      by: outsider(house),
      path: `${path}/confirm`,
      body: { code: generateSync({ secret, epoch }) },
    }
  },
  'staff.password-checked': async (house) => {
    const { email } = await enrolled(house, staffEmail())
    return { by: outsider(house), path: '/api/session', body: { email, password: goodPassword } }
  },
  'staff.passkey-asked': async (house) => {
    const by = await house.signIn('helpdesk')
    await storedPasskey(house, by.id)
    return { by, path: '/api/session/passkey' }
  },
  'staff.signed-in': async (house) => {
    const who = await enrolled(house, staffEmail())
    const cookie = cookieOf(await bothFactors(house, who))
    return {
      by: { ...house.withCookie(cookie), id: who.id },
      path: '/api/session/second-factor',
      body: { code: who.recoveryCodes[0] },
    }
  },
  'portal.signed-in': async (house) => {
    const patient = await aPatient(house)
    const { username } = await anAccount(house, patient)
    return {
      by: outsider(house),
      path: '/portal/v1/session',
      body: { username, password: goodPassword },
      patientId: patient.id,
    }
  },
  'portal.signed-out': async (house) => ({
    ...(await signedInPatient(house)),
    path: '/portal/v1/session',
    method: 'delete',
  }),
  'portal.page-failed': async (house) => ({
    ...(await signedInPatient(house)),
    path: '/portal/v1/page-errors',
    body: {},
  }),
  'portal.login-closed': async (house) => ({
    ...(await signedInPatient(house)),
    path: '/portal/v1/close',
  }),
  'portal.second-factor-begun': async (house) => ({
    ...(await signedInPatient(house)),
    path: '/portal/v1/second-factor',
  }),
  'portal.second-factor-set': async (house) => {
    const patient = await signedInPatient(house)
    const shows = await storedAuthenticator(house, patient.loginId, null)
    return { ...patient, path: '/portal/v1/second-factor/confirm', body: { code: shows() } }
  },
  'portal.second-factor-removed': async (house) => {
    const patient = await signedInPatient(house)
    const shows = await storedAuthenticator(house, patient.loginId)
    return { ...patient, path: '/portal/v1/second-factor/remove', body: { code: shows() } }
  },
  'portal.second-factor-code-sent': async (house) => ({
    ...(await signedInPatient(house)),
    path: '/portal/v1/second-factor/send',
  }),
  'portal.recovery-codes-replaced': async (house) => {
    const patient = await signedInPatient(house)
    await storedAuthenticator(house, patient.loginId)
    return { ...patient, path: '/portal/v1/recovery-codes' }
  },
  'portal.session-ended': async (house) => {
    const patient = await signedInPatient(house)
    const body = { username: patient.email, password: goodPassword }
    must(await house.call('POST', '/portal/v1/session', body))
    const sids = (await house.rows('portal_session')).filter((one) => one.account_id === patient.loginId)
    return { ...patient, path: `/portal/v1/sessions/${sids.at(-1)!.sid}`, method: 'delete' }
  },
  'portal.sessions-ended': async (house) => ({
    ...(await signedInPatient(house)),
    path: '/portal/v1/sessions/end-others',
  }),
  'portal.passkey-added': async (house) => {
    const { by, patientId } = await signedInPatient(house)
    const { options } = must(await by.post('/portal/v1/passkeys/begin', { name: 'My phone' }), beginPasskey)
    const body = { name: 'My phone', credential: aDevice().create(options) }
    return { by, patientId, path: '/portal/v1/passkeys', body }
  },
  'portal.passkey-removed': async (house) => {
    const { by, patientId, loginId } = await signedInPatient(house)
    const device = await portalPasskey(house, loginId)
    const row = (await house.rows('portal_passkey')).find((one) => one.credential_id === device.id)!
    return { by, patientId, path: `/portal/v1/passkeys/${row.id}`, method: 'delete' }
  },
  'portal.signed-in-by-passkey': async (house) => {
    const patient = await aPatient(house)
    const device = await portalPasskey(house, (await anAccount(house, patient)).id)
    const passkey = device.get(await askedToSignIn(house))
    return {
      by: outsider(house),
      patientId: patient.id,
      path: '/portal/v1/session/passkey',
      body: { passkey },
    }
  },
  'portal.call-confirmed': async (house, { helpdesk }) => {
    const patient = await aPatient(house)
    const device = await portalPasskey(house, (await anAccount(house, patient)).id)
    const { verificationId } = await aCall(helpdesk, patient)
    const { number } = must(
      await helpdesk.post(`/api/verifications/${verificationId}/passkey`),
      askForPasskey,
    )
    const passkey = device.get(await askedToConfirm(house, number))
    return {
      by: outsider(house),
      patientId: patient.id,
      path: '/portal/v1/call/confirm',
      body: { number, passkey },
    }
  },
  'portal.proofing-begun': async (house) => {
    const { patientId, token } = await sentToProve(house)
    return { by: outsider(house), patientId, path: '/portal/v1/proofing', body: { token } }
  },
  'portal.proofing-finished': async (house) => {
    const { patientId, came, Cookie } = await sentToProve(house)
    return { by: house.withCookie(Cookie), patientId, path: '/portal/v1/proofing/finish', body: came }
  },
  'portal.acted': async (house) => ({
    ...(await signedInPatient(house)),
    path: '/portal/v1/acts',
    body: { acts: [{ id: newId(), kind: 'results', at: house.desk.clock().toISOString() }] },
  }),
  'account.invitation-opened': async (house) => {
    const { by, patientId, body } = await withLink(house, 'activation')
    return { by, patientId, path: '/portal/v1/links/check', body: { code: body.code } }
  },
  'account.activated': async (house) => ({
    ...(await withLink(house, 'activation')),
    path: '/portal/v1/activate',
  }),
  'account.password-reset': async (house) => ({
    ...(await withLink(house, 'reset')),
    path: '/portal/v1/password/reset',
  }),
  'account.reported-not-me': async (house) => {
    const patient = await aPatient(house)
    await anAccount(house, patient)
    return {
      by: outsider(house),
      patientId: patient.id,
      path: '/portal/v1/not-me',
      body: { token: await noticeToken(house, patient.id) },
    }
  },
  'portal.password-forgotten': async (house) => ({
    by: outsider(house),
    path: '/portal/v1/password/forgot',
    body: { username: `nobody-${newId()}@example.test` },
  }),
}
