import { act } from '../acts/act.ts'
import { awaitPasskey } from '../callers/byPasskey.ts'
import { callersPolicy } from '../callers/policy.ts'
import * as schema from '../callers/schema.ts'
import { onVerification } from '../callers/target.ts'
import { Conflict } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import { patientsPolicy } from '../patients/policy.ts'
import { longEnough } from '../patients/trustedChannel.ts'
import { passkeysOf } from './passkeys.ts'
import { accountByPatient } from './published.ts'
import { factorIsLost, noPasskey, onlyPatients, passkeyHeldBack, passkeyTooNew } from './words.ts'

/**
 * Asks the caller to confirm the call with a passkey of theirs. The agent reads a number out; the patient types it on our own page
 * and has the passkey sign a challenge for that number.
 *
 * A passkey answers to our page only, so that nothing read out or typed elsewhere can be passed on; and the page takes only a
 * number that waits for that patient, so that whoever poses as the desk has none to offer. What is left is somebody who calls
 * the desk as the patient and the patient as the desk, and reads our number on: the page asks whether the patient called us
 * themselves, and every address hears that a call was confirmed. A number is worth more than a question the page would ask
 * by itself: it takes two people who speak with each other (2026-11-26).
 *
 * The rest is as with an authenticator: the patient's alone, older than the call, and no proof in a case about itself. While the
 * password is withdrawn somebody else may have been in, and a passkey proves nothing (2026-11-26).
 */
export const askForPasskey = act({
  name: 'caller.passkey-asked',
  letter: 'E',
  words: {
    en: 'Asked the caller to confirm the call with a passkey',
    es: 'Pidió a quien llamaba que confirmara la llamada con una llave de acceso',
  },
  watch: 'work',
  verb: { en: 'Ask for a passkey', es: 'Pedir una llave de acceso' },
  tag: 'Callers',
  at: 'POST /api/verifications/{id}/passkey',
  needs: 'callers.verify',
  params: idParam,
  body: schema.approve,
  reply: schema.passkeyAsked,
  on: onVerification,
  guards: { openCase: true, stranger: true, live: true, tier: 'T1', attempts: true, codesLeft: true },
  async do(trx, ctx, { patient, supportCase, row }) {
    const login = await accountByPatient(trx, patient.id)
    const usable = login && ['active', 'locked'].includes(login.status)
    const passkeys = usable ? await passkeysOf(trx, login.id) : []
    if (passkeys.length === 0) throw new Conflict(noPasskey)
    if (login?.must_change_password) throw new Conflict(passkeyHeldBack)
    if (row.caller !== 'patient') throw new Conflict(onlyPatients)
    if (supportCase.category === 'second-factor') throw new Conflict(factorIsLost)
    const policy = await readPolicy(trx, { ...callersPolicy, ...patientsPolicy })
    const at = { now: ctx.now(), opened: supportCase.opened_at }
    if (!passkeys.some(({ created_at }) => longEnough(created_at, at, policy)))
      throw new Conflict(passkeyTooNew)
    const asked = await awaitPasskey(trx, ctx, row, policy.passkeyNumberMinutes)
    return { reply: { ...asked, page: `${ctx.desk.config.publicUrl}/portal/confirm` } }
  },
})
