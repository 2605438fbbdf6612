import { act } from '../acts/act.ts'
import { view } from '../acts/view.ts'
import { NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { endPortalSessions, endSessionOf, liveSessions } from '../logins/sessions.ts'
import * as schema from './schema.ts'
import { noSession } from './words.ts'

const common = { watch: 'nothing', tag: 'Patient portal', needs: 'patient' } as const
const about = ({ id, patientId }: { id: string; patientId: string }) => ({
  patientIds: [patientId],
  object: { type: 'portal-account', id },
})

/** Where somebody is signed in: what a stranger's session would stand among. */
export const listSessions = view({
  ...common,
  name: 'portal.sessions-read',
  letter: 'R',
  words: { en: 'Looked at where they are signed in', es: 'Consultó dónde tiene la sesión iniciada' },
  at: 'GET /portal/v1/sessions',
  summary: 'Where you are signed in',
  reply: schema.sessions,
  async show(ctx) {
    const rows = await liveSessions(ctx, ctx.actor.id)
    return {
      reply: {
        sessions: rows.map((row) => ({
          id: row.sid,
          device: row.device ?? null,
          address: row.ip ?? null,
          startedAt: row.created_at,
          lastSeenAt: row.last_seen_at,
          endsAt: row.expires_at,
          current: row.sid === ctx.actor.sid,
        })),
      },
      seen: about(ctx.actor),
    }
  },
})

/** Ends one, from the next request on; ending a session takes no sign-in of minutes ago, since it only closes. */
export const endMySession = act({
  ...common,
  name: 'portal.session-ended',
  letter: 'E',
  words: { en: 'Ended a session of theirs', es: 'Cerró una de sus sesiones' },
  verb: { en: 'Sign out there', es: 'Cerrar esa sesión' },
  at: 'DELETE /portal/v1/sessions/{id}',
  params: idParam,
  reply: schema.nothing,
  async do(trx, { actor }, _found, { id }) {
    // Nobody learns whether others have one of that id.
    if (!(await endSessionOf(trx, actor.id, id))) throw new NotFound(noSession)
    return {
      reply: {},
      about: about(actor),
      tells: [{ patientId: actor.patientId, kind: 'signed-out' }],
    }
  },
})

export const endOtherSessions = act({
  ...common,
  name: 'portal.sessions-ended',
  letter: 'E',
  words: { en: 'Ended all their other sessions', es: 'Cerró todas sus demás sesiones' },
  verb: { en: 'Sign out everywhere else', es: 'Cerrar las demás sesiones' },
  at: 'POST /portal/v1/sessions/end-others',
  reply: schema.sessionsEnded,
  async do(trx, { actor }) {
    const ended = await endPortalSessions(trx, actor.id, actor.sid)
    return { reply: { ended }, about: about(actor), detail: { sessionsEnded: ended } }
  },
})
