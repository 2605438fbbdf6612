import { openView } from '../acts/view.ts'
import { readPolicy } from '../core/policy.ts'
import { backupPolicy } from './policy.ts'
import { newestRows } from './queries.ts'
import { backupsShown } from './schema.ts'
import { backupState } from './state.ts'

const most = 60

/** What would be lost and how long it would take, as measured, and what the last backups and drills came to. */
export const showBackups = openView({
  at: 'GET /api/backups',
  summary: 'How the database is backed up: age, drills, and what they took',
  tag: 'Backups',
  needs: 'settings.manage',
  unrecorded: 'the state of the backups, nothing of anybody',
  reply: backupsShown,
  async show({ desk }) {
    const db = desk.db.read
    const [state, rows, { backupEveryHours }] = await Promise.all([
      backupState(desk),
      newestRows(db, most),
      readPolicy(db, backupPolicy),
    ])
    const moments = rows
      .filter(({ kind, state }) => kind === 'backup' && state === 'done')
      .map(({ at }) => Date.parse(at))
    const gaps = moments.slice(1).map((at, i) => (moments[i]! - at) / 1000)
    return {
      reply: {
        ...state,
        everyHours: backupEveryHours,
        longestGapSeconds: gaps.length > 0 ? Math.round(Math.max(...gaps)) : null,
        rows: rows.map(({ id, kind, state, at, file, bytes, took_ms, events, problem }) => ({
          id,
          kind,
          state,
          at,
          file,
          bytes,
          seconds: took_ms === null ? null : took_ms / 1000,
          events,
          problem,
        })),
      },
    }
  },
})
