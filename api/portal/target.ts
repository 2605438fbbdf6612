import type { GuardCall, Target } from '../acts/act.ts'
import { passwordFault } from '../core/access/passwords.ts'
import { accessPolicy } from '../core/access/policy.ts'
import { Invalid } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { readCode } from '../logins/letterCode.ts'
import { holdLink, type LinkRow, type Secret } from '../logins/links.ts'
import type { AccountRow } from '../logins/published.ts'
import type { PatientRow } from '../patients/published.ts'

export interface OnLink {
  link: LinkRow
  login: AccountRow
  patient: PatientRow
}
/** An invitation carries a code, mailed or typed from a letter; a link to a new password a token. */
export type Given = { code?: string | undefined; token?: string | undefined }
type Asked = Given & { password: string }

export const secretOf = ({ code, token }: Given): Secret =>
  code !== undefined ? { kind: 'activation', secret: readCode(code) } : { kind: 'reset', secret: token! }

export const aboutLogin = (login: AccountRow) => ({
  patientIds: [login.patient_id],
  object: { type: 'portal-account', id: login.id },
})

/**
 * A mailed link, where it still works, held until the transaction ends: however many answers to it come at once, each sees
 * the wrong ones before it.
 */
export const onLink = {
  async load(trx, ctx, input) {
    return holdLink(trx, ctx, secretOf(input))
  },
  about: (found) => (found ? aboutLogin(found.login) : {}),
  guards: {
    /** A password nobody would guess who knows the patient's name and address. */
    password: async ({ trx, found, input }: GuardCall<OnLink | undefined, Asked>, _wanted: true) => {
      if (!found) return undefined
      const { login, patient } = found
      const { passwordCharacters } = await readPolicy(trx, accessPolicy)
      const fault = passwordFault(input.password, passwordCharacters, [
        login.username,
        login.username.split('@')[0]!,
        patient.given_name + patient.family_name,
      ])
      return fault === undefined ? undefined : new Invalid({ password: fault })
    },
  },
} satisfies Target<Asked, OnLink | undefined>
