import type { Kysely } from 'kysely'
import { act } from '../acts/act.ts'
import { openView } from '../acts/view.ts'
import { hashToken, newToken } from '../core/access/keys.ts'
import { daysAfter } from '../core/calendar.ts'
import type { Ctx, PatientCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Tables } from '../core/db/tables.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { notifyOwnerOf } from '../logins/notifyOwner.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { holdFor } from '../patients/actsFor.ts'
import { requireRecentSignIn } from '../portal/ownLogin.ts'
import { appsPolicy } from './policy.ts'
import * as schema from './schema.ts'
import { goesOn, scopesIn, typesAsked } from './scopes.ts'
import { holdState, keepState, type Payload, stateOf } from './state.ts'
import { decidedAlready, noRequest } from './words.ts'

/*
 * What an app asks of a patient, and their word on it. The OpenID provider keeps the question and waits; what is answered here is what
 * it goes on with, so that one transaction holds the consent, its record and the answer.
 */

interface Question {
  payload: Payload
  client: { id: string; name: string; publisher: string }
  scopes: string[]
  continueAt: string
  /** Seconds since 1970. */
  exp: number
}

/** Kept by the browser that brought the question: who was sent its address by somebody else allows them nothing. */
const broughtBy = ({ cookie }: Ctx, uid: string): boolean =>
  (cookie ?? '').split(/;\s*/).includes(`_interaction=${uid}`)

/** @throws NotFound alike for none, an old one and another browser's */
async function questionOf(db: Kysely<Tables>, ctx: Ctx, uid: string): Promise<Question> {
  const kept = broughtBy(ctx, uid) ? await stateOf(db, ctx.desk, 'Interaction', uid) : undefined
  const { client_id, scope } = (kept?.payload.params ?? {}) as Record<string, string | undefined>
  const client =
    client_id &&
    (await db
      .selectFrom('app')
      .select(['id', 'name', 'publisher'])
      .where('id', '=', client_id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst())
  if (!kept || !client) throw new NotFound(noRequest)
  return {
    payload: kept.payload,
    client,
    scopes: scopesIn(scope),
    // Below our own name whatever the request said of its host.
    continueAt: new URL(String(kept.payload.returnTo)).pathname,
    exp: Number(kept.payload.exp),
  }
}

const common = { watch: 'nothing', tag: 'Apps', needs: 'patient', once: false, params: schema.asked } as const

export const showRequest = openView({
  unrecorded: 'It shows what an app asks for, and nothing of anybody.',
  at: 'GET /portal/v1/app-requests/{uid}',
  summary: 'What an app asks to read',
  tag: 'Apps',
  needs: 'patient',
  params: schema.asked,
  reply: schema.request,
  async show(ctx, { uid }) {
    const db = ctx.desk.db.read
    const [{ client, scopes, payload, continueAt }, policy] = await Promise.all([
      questionOf(db, ctx, uid),
      readPolicy(db, appsPolicy),
    ])
    return {
      reply: {
        name: client.name,
        publisher: client.publisher,
        types: typesAsked(scopes),
        days: goesOn(scopes) ? policy.appAllowedDays : null,
        minutes: policy.appAccessMinutes,
        continueAt: payload.result ? continueAt : null,
      },
    }
  },
})

/** What the provider goes on with. */
async function answer(
  db: Kysely<Tables>,
  ctx: PatientCtx,
  uid: string,
  { payload, exp }: Question,
  result: object,
) {
  if (payload.result) throw new Conflict(decidedAlready)
  const seconds = Math.max(1, exp - Math.floor(ctx.now().getTime() / 1000))
  await keepState(db, ctx.desk, 'Interaction', uid, { ...payload, result }, seconds)
}

/**
 * Right after a sign-in, and told at every address: what an app is allowed lasts for months, and whoever found a session left open
 * would have their own app read for as long (2026-11-27).
 */
export const allowApp = act({
  ...common,
  name: 'portal.app-allowed',
  letter: 'C',
  words: {
    en: 'Allowed an app to read the health record',
    es: 'Permitió a una aplicación leer el expediente de salud',
  },
  verb: { en: 'Allow', es: 'Permitir' },
  at: 'POST /portal/v1/app-requests/{uid}/allow',
  body: schema.allowing,
  reply: schema.goOn,
  async do(trx, ctx, _found, { uid, for: grant }) {
    await holdState(trx, ctx.desk, 'Interaction', uid)
    await requireRecentSignIn(trx, ctx)
    const question = await questionOf(trx, ctx, uid)
    const { client, scopes, continueAt } = question
    const of = await holdFor(trx, ctx, grant, 'full')
    const { appAllowedDays, appAccessMinutes, appAskMinutes } = await readPolicy(trx, appsPolicy)
    const now = ctx.now()
    const ends_at = goesOn(scopes)
      ? daysAfter(now, appAllowedDays)
      : new Date(now.getTime() + (appAccessMinutes + appAskMinutes) * 60_000).toISOString()
    const [id, grantId] = [newId(), newToken()]
    await trx
      .insertInto('app_access')
      .values({
        id,
        app_id: client.id,
        account_id: ctx.actor.id,
        patient_id: of.patient.id,
        grant_hash: hashToken(grantId),
        scopes: scopes.join(' '),
        allowed_at: now.toISOString(),
        ends_at,
        ended_at: null,
        ended_by: null,
      })
      .execute()
    const [iat, exp] = [now, new Date(ends_at)].map((at) => Math.floor(at.getTime() / 1000)) as [
      number,
      number,
    ]
    const consent = { iat, exp, kind: 'Grant', accountId: ctx.actor.id, clientId: client.id }
    const openid = { scope: scopes.join(' ') }
    await keepState(trx, ctx.desk, 'Grant', grantId, { ...consent, openid }, exp - iat)
    const login = { accountId: ctx.actor.id, remember: false }
    await answer(trx, ctx, uid, question, { login, consent: { grantId } })
    // Who holds somebody else's session for a minute could leave an app behind that reads on.
    await notifyOwnerOf(trx, ctx, ctx.actor.patientId, 'app-allowed', { values: { app: client.name } })
    return {
      reply: { continueAt },
      about: { ...of.about, object: { type: 'app-access', id } },
      detail: { ...of.detail, app: client.id, appName: client.name, scopes },
      after: deliverSoon,
    }
  },
})

export const refuseApp = act({
  ...common,
  name: 'portal.app-refused',
  letter: 'U',
  words: { en: 'Did not allow an app to read', es: 'No permitió que una aplicación leyera' },
  verb: { en: 'Do not allow', es: 'No permitir' },
  at: 'POST /portal/v1/app-requests/{uid}/refuse',
  reply: schema.goOn,
  async do(trx, ctx, _found, { uid }) {
    await holdState(trx, ctx.desk, 'Interaction', uid)
    const question = await questionOf(trx, ctx, uid)
    const { client, continueAt } = question
    await answer(trx, ctx, uid, question, {
      error: 'access_denied',
      error_description: 'the patient did not allow it',
    })
    return {
      reply: { continueAt },
      about: { patientIds: [ctx.actor.patientId], object: { type: 'app', id: client.id } },
      detail: { appName: client.name },
    }
  },
})
