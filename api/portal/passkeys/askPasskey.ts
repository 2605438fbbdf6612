import { openView } from '../../acts/view.ts'
import { newChallenge } from '../../core/access/challenge.ts'
import { named } from '../../core/access/passkeySchema.ts'
import { optionsToCreate, optionsToProve } from '../../core/access/passkeys.ts'
import type { Ctx } from '../../core/context.ts'
import { NotSignedIn } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { passkeysOf } from '../../logins/passkeys.ts'
import { accountByPatient } from '../../logins/published.ts'
import { requireRecentSignIn } from '../ownLogin.ts'
import { portalPolicy } from '../policy.ts'
import * as schema from './schema.ts'
import { purposes, refuseTooMany } from './target.ts'

/*
 * What a browser needs before a passkey is made or answers. Who asks to sign in, or to confirm a call, is asked for whichever
 * passkey they have of ours: nobody learns who has one.
 */

const common = { tag: 'Patient portal', unrecorded: 'a random challenge, which changes nothing' } as const

async function challengeFor(ctx: Ctx, purpose: string) {
  const { portalPasskeyMinutes: minutes } = await readPolicy(ctx.desk.db.read, portalPolicy)
  return { challenge: newChallenge(ctx.desk.keys, purpose, { now: ctx.now(), minutes }), minutes }
}

/** Right after a sign-in only; what can be refused is refused before a device makes one. */
export const beginPasskey = openView({
  ...common,
  at: 'POST /portal/v1/passkeys/begin',
  summary: 'Begin to add a passkey',
  needs: 'patient',
  asks: named,
  reply: schema.toMake,
  async show(ctx) {
    const db = ctx.desk.db.read
    await requireRecentSignIn(db, ctx)
    const login = await accountByPatient(db, ctx.actor.patientId)
    if (!login) throw new NotSignedIn()
    const passkeys = await passkeysOf(db, login.id)
    refuseTooMany(passkeys, (await readPolicy(db, portalPolicy)).portalPasskeysEach)
    const who = { id: login.id, username: login.username, name: login.username }
    const challenge = await challengeFor(ctx, purposes.add(ctx.actor.sid))
    const asking = { ...challenge, resident: 'required' } as const
    return { reply: { options: await optionsToCreate(ctx.desk.config, who, passkeys, asking) } }
  },
})

export const askToSignIn = openView({
  ...common,
  at: 'POST /portal/v1/session/passkey/begin',
  summary: 'Begin to sign in with a passkey',
  needs: 'public',
  asks: schema.nothingAsked,
  reply: schema.toProve,
  async show(ctx) {
    const challenge = await challengeFor(ctx, purposes.signIn)
    return { reply: { options: await optionsToProve(ctx.desk.config, [], challenge) } }
  },
})

/** The number is bound to what is signed; whether a call waits for it is told to nobody before that. */
export const askToConfirm = openView({
  ...common,
  at: 'POST /portal/v1/call/begin',
  summary: 'Begin to confirm a call with a passkey',
  needs: 'public',
  asks: schema.number,
  reply: schema.toProve,
  async show(ctx, { number }) {
    const challenge = await challengeFor(ctx, purposes.confirm(number))
    return { reply: { options: await optionsToProve(ctx.desk.config, [], challenge) } }
  },
})
