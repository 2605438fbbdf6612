import { act } from '../acts/act.ts'
import { view } from '../acts/view.ts'
import { NotFound, NotSignedIn } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { accountById } from '../logins/published.ts'
import { endAccess, liveAccesses, readsFor, standsBehind } from './access.ts'
import * as schema from './schema.ts'
import { typesAsked } from './scopes.ts'
import { noAccess } from './words.ts'

const common = { watch: 'nothing', tag: 'Apps', needs: 'patient' } as const

export const listMyApps = view({
  ...common,
  name: 'portal.apps-read',
  letter: 'R',
  words: { en: 'Looked at the apps they allowed', es: 'Consultó las aplicaciones que permitió' },
  at: 'GET /portal/v1/apps',
  summary: 'Apps you allowed to read, newest first',
  reply: schema.mine,
  async show(ctx) {
    const { desk, actor } = ctx
    const account = await accountById(desk.db.read, actor.id)
    if (!account) throw new NotSignedIn()
    const rows = await liveAccesses(desk.db.read, ctx.now().toISOString())
      .where('a.account_id', '=', actor.id)
      .orderBy('a.allowed_at', 'desc')
      .execute()
    const stand = await Promise.all(
      rows.map(
        async (row) =>
          standsBehind(account, row.allowed_at) && (await readsFor(desk.db.read, actor.patientId, row)),
      ),
    )
    return {
      reply: rows
        .filter((_, i) => stand[i])
        .map((row) => ({
          id: row.id,
          name: row.name,
          publisher: row.publisher,
          types: typesAsked(row.scopes.split(' ')),
          allowedAt: row.allowed_at,
          endsAt: row.ends_at,
          self: row.patient_id === actor.patientId,
        })),
      seen: { patientIds: [actor.patientId], object: { type: 'portal-account', id: actor.id } },
    }
  },
})

/** From the next request on its tokens open nothing. */
export const endMyApp = act({
  ...common,
  name: 'portal.app-ended',
  letter: 'D',
  words: { en: 'Ended what they had allowed an app', es: 'Puso fin a lo que permitió a una aplicación' },
  verb: { en: 'End the access of this app', es: 'Terminar el acceso de esta aplicación' },
  at: 'DELETE /portal/v1/apps/{id}',
  params: idParam,
  reply: schema.nothing,
  async do(trx, ctx, _found, { id }) {
    const own = await trx
      .selectFrom('app_access')
      .select('grant_hash')
      .where('id', '=', id)
      .where('account_id', '=', ctx.actor.id)
      .executeTakeFirst()
    const ended = own && (await endAccess(trx, ctx, own.grant_hash, 'patient'))
    // Nobody learns what others allowed; and what ended is none of theirs any more.
    if (!ended) throw new NotFound(noAccess)
    return {
      reply: {},
      about: {
        patientIds: [...new Set([ended.patient_id, ctx.actor.patientId])],
        object: { type: 'app-access', id },
      },
      detail: { app: ended.app_id },
    }
  },
})
