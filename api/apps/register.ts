import { act, type GuardCall, type Target } from '../acts/act.ts'
import { list } from '../acts/view.ts'
import { hashToken, newToken } from '../core/access/keys.ts'
import { newId } from '../core/db/id.ts'
import { held } from '../core/db/lock.ts'
import { pageOf } from '../core/db/pageOf.ts'
import type { Tables } from '../core/db/tables.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { staffNames } from '../staff/published.ts'
import { liveAccesses } from './access.ts'
import { keysIn, notKeys } from './publicKeys.ts'
import { kindOf, linesOf } from './redirects.ts'
import * as schema from './schema.ts'
import { appRevoked, noApp, serversOnly } from './words.ts'

const common = { watch: 'nothing', tag: 'Apps', needs: 'apps.manage' } as const

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
    jwks: { en: 'Its public keys (JWKS)', es: 'Sus claves públicas (JWKS)' },
  },
  reply: schema.registered,
  // The secret is in no answer but this one.
  once: false,
  async do(trx, ctx, _found, { name, publisher, redirectUris, proves, jwks }) {
    const id = newId()
    const uris = linesOf(redirectUris)
    // What comes back to a phone is no server, and keeps nothing.
    if (proves !== 'none' && kindOf(uris) !== 'web') throw new Invalid({ redirectUris: serversOnly })
    const keys = proves === 'key' ? keysIn(jwks ?? '') : undefined
    if (proves === 'key' && !keys) throw new Invalid({ jwks: notKeys })
    const secret = proves === 'secret' ? newToken() : null
    await trx
      .insertInto('app')
      .values({
        id,
        name,
        publisher,
        redirect_uris: JSON.stringify(uris),
        proves,
        secret_hash: secret && hashToken(secret),
        jwks: keys ? JSON.stringify(keys) : null,
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
        registeredBy: row.by,
        registeredAt: row.registered_at,
        revokedAt: row.revoked_at,
        patients: Number(row.n ?? 0),
      })),
      total,
    }
  },
})
