import type { z } from '@hono/zod-openapi'
import { act, type Done } from '../../acts/act.ts'
import { view } from '../../acts/view.ts'
import { added, adding } from '../../core/access/passkeySchema.ts'
import { madePasskey } from '../../core/access/passkeys.ts'
import { newId } from '../../core/db/id.ts'
import { Conflict, Invalid, NotFound, NotSignedIn } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { readPolicy } from '../../core/policy.ts'
import { notifyOwnerOf } from '../../logins/notifyOwner.ts'
import {
  keepPasskey,
  passkeyByCredential,
  passkeysOf,
  removePasskeys,
  takeChallenge,
} from '../../logins/passkeys.ts'
import { accountByPatient } from '../../logins/published.ts'
import { endPortalSessions } from '../../logins/sessions.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { ownLogin } from '../ownLogin.ts'
import { portalPolicy } from '../policy.ts'
import { nothing } from '../schema.ts'
import { ownPasskeys } from '../shown.ts'
import { aboutLogin } from '../target.ts'
import { noSuchPasskey, notMade, passkeyKnown } from '../words.ts'
import * as schema from './schema.ts'
import { purposes, refuseTooMany } from './target.ts'

const common = { watch: 'nothing', tag: 'Patient portal', needs: 'patient', once: false } as const

/** Keeps what the patient's device made, right after a sign-in; every address hears of it. */
export const addPasskey = act({
  ...common,
  name: 'portal.passkey-added',
  letter: 'C',
  words: {
    en: 'Added a passkey to their portal account',
    es: 'Añadió una llave de acceso a su cuenta del portal',
  },
  verb: { en: 'Save the passkey', es: 'Guardar la llave de acceso' },
  at: 'POST /portal/v1/passkeys',
  status: 201,
  body: adding,
  reply: added,
  prepare: ({ desk }, { credential }) => madePasskey(desk.config, credential),
  async do(trx, ctx, _found, { name, credential }, prepared): Promise<Done<z.input<typeof added>>> {
    const made = prepared as Awaited<ReturnType<typeof madePasskey>>
    const login = await ownLogin(trx, ctx)
    const about = aboutLogin(login)
    refuseTooMany(await passkeysOf(trx, login.id), (await readPolicy(trx, portalPolicy)).portalPasskeysEach)
    if (!made || !(await takeChallenge(trx, ctx, purposes.add(ctx.actor.sid), made.challenge)))
      return { about, outcome: 'failure', refuse: new Invalid({ credential: notMade }) }
    if (await passkeyByCredential(trx, made.credentialId))
      return { about, outcome: 'failure', refuse: new Conflict(passkeyKnown) }
    const id = newId()
    await keepPasskey(trx, {
      id,
      account_id: login.id,
      credential_id: made.credentialId,
      public_key: made.publicKey,
      counter: made.counter,
      transports: JSON.stringify(credential.transports),
      name,
      created_at: ctx.now().toISOString(),
      last_used_at: null,
    })
    await notifyOwnerOf(trx, ctx, login.patient_id, 'passkey-added')
    return { reply: { id }, about, fields: ['secondFactor'], after: deliverSoon }
  },
})

/**
 * Removes a passkey. All other sessions end: whoever removes one may have lost it, and nobody knows which of them it opened
 * (NIST SP 800-63B-4, 4.2 and 4.4).
 */
export const removePasskey = act({
  ...common,
  name: 'portal.passkey-removed',
  letter: 'D',
  words: {
    en: 'Removed a passkey from their portal account',
    es: 'Quitó una llave de acceso de su cuenta del portal',
  },
  verb: { en: 'Remove the passkey', es: 'Quitar la llave de acceso' },
  at: 'DELETE /portal/v1/passkeys/{id}',
  params: idParam,
  reply: nothing,
  async do(trx, ctx, _found, { id }) {
    const login = await ownLogin(trx, ctx)
    // Nobody learns whether others have one of that id.
    if ((await removePasskeys(trx, login.id, id)) === 0) throw new NotFound(noSuchPasskey)
    await endPortalSessions(trx, login.id, ctx.actor.sid)
    await notifyOwnerOf(trx, ctx, login.patient_id, 'passkey-removed')
    return { reply: {}, about: aboutLogin(login), fields: ['secondFactor'], after: deliverSoon }
  },
})

export const listPasskeys = view({
  name: 'portal.passkeys-read',
  letter: 'R',
  words: {
    en: 'Looked at their own passkeys in the portal',
    es: 'Consultó sus llaves de acceso en el portal',
  },
  watch: 'nothing',
  at: 'GET /portal/v1/passkeys',
  summary: 'Your passkeys',
  tag: 'Patient portal',
  needs: 'patient',
  reply: schema.mine,
  async show(ctx) {
    const login = await accountByPatient(ctx.desk.db.read, ctx.actor.patientId)
    if (!login) throw new NotSignedIn()
    return {
      reply: { passkeys: await ownPasskeys(ctx.desk.db.read, login.id) },
      seen: aboutLogin(login),
    }
  },
})
