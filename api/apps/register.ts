import { act, type GuardCall, type Target } from '../acts/act.ts'
import { list } from '../acts/view.ts'
import { hashToken, newToken } from '../core/access/keys.ts'
import { hourMs } from '../core/calendar.ts'
import { newId } from '../core/db/id.ts'
import { held } from '../core/db/lock.ts'
import { pageOf } from '../core/db/pageOf.ts'
import type { Tables } from '../core/db/tables.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import { staffNames } from '../staff/published.ts'
import { liveAccesses } from './access.ts'
import { appsPolicy } from './policy.ts'
import { keysIn, notKeys } from './publicKeys.ts'
import { kindOf, linesOf } from './redirects.ts'
import * as schema from './schema.ts'
import { appRevoked, noApp, nothingToChange, oneOrOther, serversOnly } from './words.ts'

const common = { watch: 'nothing', tag: 'Apps', needs: 'apps.manage' } as const

const keyLabels = {
  jwks: { en: 'Its public keys (JWKS)', es: 'Sus claves públicas (JWKS)' },
  jwksUri: { en: 'Or where it publishes them', es: 'O dónde las publica' },
}

type Given = { jwks?: string | undefined; jwksUri?: string | undefined }

/** What an app shows from now on, as it is kept; a new secret is seen here alone. @throws Invalid where its keys are none, or said twice */
function shownBy(proves: Tables['app']['proves'], { jwks, jwksUri }: Given) {
  const ofKey = proves === 'key'
  if (ofKey && jwks && jwksUri) throw new Invalid({ jwksUri: oneOrOther })
  const keys = ofKey && !jwksUri ? keysIn(jwks ?? '') : undefined
  if (ofKey && !jwksUri && !keys) throw new Invalid({ jwks: notKeys })
  const secret = proves === 'secret' ? newToken() : null
  return {
    secret,
    row: {
      secret_hash: secret && hashToken(secret),
      jwks: keys ? JSON.stringify(keys) : null,
      jwks_uri: (ofKey && jwksUri) || null,
    },
  }
}

/** Lets patients allow an app to read. What it is called stands on the page on which they do; it is not changed afterwards. */
export const registerApp = act({
  ...common,
  name: 'app.registered',
  letter: 'C',
  words: { en: 'Registered an app for patients', es: 'Registró una aplicación para pacientes' },
  verb: { en: 'Register an app', es: 'Registrar una aplicación' },
  at: 'POST /api/apps',
  fresh: true,
  status: 201,
  body: schema.registering,
  labels: {
    name: { en: 'Name of the app', es: 'Nombre de la aplicación' },
    publisher: { en: 'Who publishes it', es: 'Quién la publica' },
    redirectUris: { en: 'Addresses it comes back to', es: 'Direcciones a las que vuelve' },
    proves: { en: 'How it proves that it is that app', es: 'Cómo demuestra que es esa aplicación' },
    ...keyLabels,
  },
  reply: schema.registered,
  // The secret is in no answer but this one.
  once: false,
  async do(trx, ctx, _found, { name, publisher, redirectUris, proves, ...given }) {
    const id = newId()
    const uris = linesOf(redirectUris)
    // What comes back to a phone is no server, and keeps nothing.
    if (proves !== 'none' && kindOf(uris) !== 'web') throw new Invalid({ redirectUris: serversOnly })
    const { secret, row } = shownBy(proves, given)
    await trx
      .insertInto('app')
      .values({
        id,
        name,
        publisher,
        redirect_uris: JSON.stringify(uris),
        proves,
        ...row,
        old_secret_hash: null,
        old_jwks: null,
        old_until: null,
        registered_by: ctx.actor.id,
        registered_at: ctx.now().toISOString(),
        revoked_by: null,
        revoked_at: null,
      })
      .execute()
    return {
      reply: { id, secret },
      about: { object: { type: 'app', id } },
      fields: ['app'],
      detail: { proves },
    }
  },
})

const onApp = {
  async load(trx, ctx, { id }: { id: string }) {
    const named = trx.selectFrom('app').selectAll().where('id', '=', id)
    const row = await held(ctx.desk.db, named).executeTakeFirst()
    if (!row) throw new NotFound(noApp)
    return row
  },
  about: ({ id }) => ({ object: { type: 'app', id } }),
  guards: {
    registered: ({ found }: GuardCall<Tables['app'], { id: string }>, _wanted: true) =>
      found.revoked_at === null ? undefined : new Conflict(appRevoked),
  },
} satisfies Target<{ id: string }, Tables['app']>

/**
 * Gives an app a new secret, or takes new keys of it. What it showed before counts for some hours more, so that its makers change over
 * without a gap, unless it is to end at once. What was published at an address does not go on beside pasted keys: those hold both.
 */
export const changeAppKeys = act({
  ...common,
  name: 'app.keys-changed',
  letter: 'U',
  words: {
    en: 'Changed the secret or the keys of an app for patients',
    es: 'Cambió el secreto o las claves de una aplicación para pacientes',
  },
  verb: { en: 'Change the secret or keys', es: 'Cambiar el secreto o las claves' },
  at: 'POST /api/apps/{id}/keys',
  fresh: true,
  params: idParam,
  body: schema.changing,
  labels: {
    ...keyLabels,
    atOnce: {
      en: 'The old ones end now: others may know them',
      es: 'Las anteriores dejan de valer ya: otros pueden conocerlas',
    },
  },
  reply: schema.registered,
  // The secret is in no answer but this one.
  once: false,
  on: onApp,
  guards: { registered: true },
  async do(trx, ctx, app, { id, atOnce, ...given }) {
    if (app.proves === 'none') throw new Conflict(nothingToChange)
    const { secret, row } = shownBy(app.proves, given)
    const { appKeyOverlapHours } = await readPolicy(trx, appsPolicy)
    const until = new Date(ctx.now().getTime() + appKeyOverlapHours * hourMs).toISOString()
    const goesOn = !atOnce && (app.secret_hash !== null || app.jwks !== null)
    await trx
      .updateTable('app')
      .set({
        ...row,
        old_secret_hash: goesOn ? app.secret_hash : null,
        old_jwks: goesOn ? app.jwks : null,
        old_until: goesOn ? until : null,
      })
      .where('id', '=', id)
      .execute()
    return { reply: { id, secret }, fields: [app.proves === 'key' ? 'keys' : 'secret'], detail: { atOnce } }
  },
})

/** From then on it reads nothing, whoever allowed it, and nobody can allow it. It stays revoked. */
export const revokeApp = act({
  ...common,
  name: 'app.revoked',
  letter: 'U',
  words: { en: 'Revoked an app for patients', es: 'Revocó una aplicación para pacientes' },
  verb: { en: 'Revoke the app', es: 'Revocar la aplicación' },
  at: 'POST /api/apps/{id}/revoke',
  fresh: true,
  params: idParam,
  reply: schema.revoked,
  on: onApp,
  guards: { registered: true },
  async do(trx, ctx, { id }) {
    await trx
      .updateTable('app')
      .set({ revoked_at: ctx.now().toISOString(), revoked_by: ctx.actor.id })
      .where('id', '=', id)
      .execute()
    return { reply: { id }, fields: ['app'] }
  },
})

const columns = { registeredAt: 'app.registered_at', name: 'app.name', id: 'app.id' } as const

export const listApps = list({
  name: 'app.listed',
  letter: 'R',
  words: { en: 'Looked at the apps for patients', es: 'Consultó las aplicaciones para pacientes' },
  watch: 'nothing',
  at: 'GET /api/apps',
  summary: 'List apps for patients',
  tag: 'Apps',
  needs: 'apps.manage',
  unit: 'apps',
  filter: schema.appFilter,
  sorts: ['registeredAt', 'name', 'id'],
  row: schema.appRow,
  async list(ctx, { filter, sort, range }) {
    const db = ctx.desk.db.read
    const counts = liveAccesses(db, ctx.now().toISOString())
      .clearSelect()
      .select((eb) => ['a.app_id', eb.fn.count<number>('a.account_id').distinct().as('n')])
      .groupBy('a.app_id')
    let query = db
      .selectFrom('app')
      .innerJoin(staffNames(db).as('s'), 's.id', 'app.registered_by')
      .leftJoin(counts.as('c'), 'c.app_id', 'app.id')
      .selectAll('app')
      .select(['s.name as by', 'c.n'])
    if (filter.revoked !== undefined)
      query = query.where('app.revoked_at', filter.revoked ? 'is not' : 'is', null)
    const { rows, total } = await pageOf(
      query
        .orderBy(columns[sort.field as keyof typeof columns], sort.descending ? 'desc' : 'asc')
        .orderBy('app.id'),
      range,
    )
    return {
      rows: rows.map((row) => ({
        id: row.id,
        name: row.name,
        publisher: row.publisher,
        redirectUris: JSON.parse(row.redirect_uris) as string[],
        proves: row.proves,
        keysFrom: row.jwks_uri,
        oldUntil: row.old_until !== null && row.old_until > ctx.now().toISOString() ? row.old_until : null,
        registeredBy: row.by,
        registeredAt: row.registered_at,
        revokedAt: row.revoked_at,
        patients: Number(row.n ?? 0),
      })),
      total,
    }
  },
})
