import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'
import { readPolicy } from '../../core/policy.ts'
import { fill, type Words } from '../../core/words.ts'
import type { AccountRow } from '../../logins/published.ts'
import { notLiving } from '../../patients/living.ts'
import type { PatientRow } from '../../patients/published.ts'
import { portalPolicy } from '../policy.ts'
import { factorOf } from '../spendFactor.ts'
import { codeWanted, passwordWithdrawn, sentCodeWanted, signInRefused } from '../words.ts'

export interface SignInSays {
  state: 'opens' | 'code-wanted' | 'password-withdrawn' | 'refused'
  words: Words | null
}

/** What `signIn` answers the patient who sends the right password from a device that is new: the same states, in its words. */
export async function signInSays(
  db: Kysely<Tables>,
  patient: PatientRow,
  login: AccountRow | undefined,
): Promise<SignInSays> {
  const { wrongPasswordsBeforeLock } = await readPolicy(db, portalPolicy)
  const usable =
    login?.status === 'active' && !notLiving(patient) && login.failed_attempts < wrongPasswordsBeforeLock
  if (!usable) return { state: 'refused', words: signInRefused }
  if (login.must_change_password) return { state: 'password-withdrawn', words: passwordWithdrawn }
  const factor = await factorOf(db, login.id)
  if (!factor) return { state: 'opens', words: null }
  if (factor.method === 'totp') return { state: 'code-wanted', words: codeWanted }
  return { state: 'code-wanted', words: fill(sentCodeWanted, { where: '…' }) }
}
