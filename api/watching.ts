import { statfsSync, statSync } from 'node:fs'
import { feedsOf } from './audit/feed/feedLog.ts'
import { readHead, rememberedCheckpoint } from './audit/seal/head.ts'
import { lastVerified } from './audit/seal/lastVerified.ts'
import { countWaiting, waitingEvents } from './audit/seal/queries.ts'
import { refuseToExtend } from './audit/seal/refuse.ts'
import { indexable } from './audit/search/keys.ts'
import { backupState, canDrill } from './backup/published.ts'
import { requireOwnKeys } from './core/access/ownKeys.ts'
import type { Desk } from './core/context.ts'
import { sqliteFile } from './core/db/open.ts'
import { probe } from './core/db/probe.ts'
import type { Readiness, Reading } from './core/http/health.ts'
import { outboxState } from './mail/published.ts'

/** How long the oldest event waits to be sealed, in seconds; 0 where none does. */
async function sealingBehind({ db, clock }: Desk): Promise<number> {
  const [oldest] = await waitingEvents(db.read, 1).execute()
  if (!oldest) return 0
  return Math.max(0, (clock().getTime() - Date.parse(indexable(oldest.body).at)) / 1000)
}

/** What several numbers of a scrape are taken from is read once for all that ask at the same time. */
function together<T>(read: (desk: Desk) => Promise<T>): (desk: Desk) => Promise<T> {
  const asked = new WeakMap<Desk, Promise<T>>()
  return (desk) => {
    const answer = asked.get(desk) ?? read(desk).finally(() => asked.delete(desk))
    asked.set(desk, answer)
    return answer
  }
}

const backups = together(backupState)
const outbox = together((desk) => outboxState(desk.db.read))

/** What is asked of a file that may not be there. */
const bytesOf = (file: string | undefined) =>
  file === undefined ? undefined : statSync(file, { throwIfNoEntry: false })?.size

const flag = (is: boolean) => (is ? 1 : 0)

/**
 * What whoever watches the desk at night has to know, each a number of `/metrics`; what cannot be read at the moment is left
 * out. The names are those of `docs/deploy/alerts.yml` and `docs/deploy/grafana.json`.
 */
export const readings: readonly Reading[] = [
  {
    name: 'desk_ready',
    help: 'Whether the database reads and writes: 1, else 0',
    read: async (desk) => {
      const { reads, writes } = await probe(desk)
      return flag(reads && writes)
    },
  },
  {
    name: 'desk_write_seconds',
    help: 'Time of the last probe that was written to the disk',
    read: async (desk) => (await probe(desk)).writeSeconds,
  },
  {
    name: 'desk_clock_ahead_seconds',
    help: "How far this node's clock is ahead of PostgreSQL's",
    read: async (desk) => desk.clocks.aheadSeconds,
  },
  {
    name: 'audit_oldest_pending_seconds',
    help: 'How long the oldest event has waited to be sealed; 0 when none waits',
    read: sealingBehind,
  },
  {
    name: 'audit_pending_events',
    help: 'Events that wait to be sealed',
    read: (desk) => countWaiting(desk.db.read),
  },
  {
    name: 'audit_seal_refused',
    help: 'Whether sealing is refused (another key, an altered head, an older database): 1, else 0',
    async read(desk) {
      const head = await readHead(desk.db.read)
      try {
        refuseToExtend(desk, head)
        return 0
      } catch {
        return 1
      }
    },
  },
  {
    name: 'audit_sealed_events',
    help: 'Events sealed, as this node remembers the newest checkpoint',
    read: async (desk) => rememberedCheckpoint(desk)?.size,
  },
  {
    name: 'audit_verification_age_seconds',
    help: 'Time since the log was last verified',
    async read(desk) {
      const last = lastVerified(desk)
      return last && (desk.clock().getTime() - Date.parse(last.at)) / 1000
    },
  },
  {
    name: 'audit_verification_failed',
    help: 'Whether the last verification found the log altered: 1, else 0',
    async read(desk) {
      const last = lastVerified(desk)
      return last && flag(!last.ok)
    },
  },
  {
    name: 'audit_feed_behind_events',
    help: 'Sealed events that have not reached the receiver of the log that is furthest behind',
    async read(desk) {
      const [head, rows] = [await readHead(desk.db.read), await feedsOf(desk)]
      return Math.max(0, ...rows.map((row) => (head?.size ?? 0) - row.next_leaf))
    },
  },
  {
    name: 'audit_feed_failing',
    help: 'Receivers of the log that did not take the last attempt',
    read: async (desk) => (await feedsOf(desk)).filter((row) => row.tries > 0).length,
  },
  {
    name: 'mail_waiting',
    help: 'Mails and texts that wait to be sent',
    read: async (desk) => (await outbox(desk)).waiting,
  },
  {
    name: 'mail_oldest_waiting_seconds',
    help: 'How long the oldest of them has waited; 0 when none waits',
    async read(desk) {
      const { oldestAt } = await outbox(desk)
      return oldestAt === null ? 0 : Math.max(0, (desk.clock().getTime() - Date.parse(oldestAt)) / 1000)
    },
  },
  {
    name: 'data_disk_free_bytes',
    help: 'Space left for this user on the disk of DATA_DIR',
    read: async ({ config }) => {
      const { bavail, bsize } = statfsSync(config.dataDir)
      return bavail * bsize
    },
  },
  {
    name: 'data_disk_bytes',
    help: 'Size of the disk of DATA_DIR',
    read: async ({ config }) => {
      const { blocks, bsize } = statfsSync(config.dataDir)
      return blocks * bsize
    },
  },
  {
    name: 'database_bytes',
    help: 'Size of the SQLite file',
    read: async ({ config }) => bytesOf(sqliteFile(config.databaseUrl)),
  },
  {
    name: 'database_wal_bytes',
    help: 'Size of the write-ahead log beside it',
    read: async ({ config }) => {
      const file = sqliteFile(config.databaseUrl)
      return file === undefined ? undefined : bytesOf(`${file}-wal`)
    },
  },
  {
    name: 'backup_configured',
    help: 'Whether the server makes backups: 1, else 0',
    read: async ({ config }) => flag(config.backups !== undefined),
  },
  {
    name: 'backup_drill_configured',
    help: 'Whether a place is set to restore backups to by way of trial (BACKUP_SCRATCH_URL on PostgreSQL): 1, else 0',
    read: async (desk) => flag(desk.config.backups !== undefined && canDrill(desk)),
  },
  {
    name: 'backup_age_seconds',
    help: 'Age of what the newest good backup holds: what would be lost with the disk',
    read: async (desk) => (await backups(desk)).ageSeconds ?? undefined,
  },
  {
    name: 'backup_late',
    help: 'Whether a backup that is due is not there: 1, else 0',
    read: async (desk) => flag(['late', 'none'].includes((await backups(desk)).state)),
  },
  {
    name: 'backup_failed',
    help: 'Whether the last backup or drill failed: 1, else 0',
    read: async (desk) => flag((await backups(desk)).problem !== null),
  },
  {
    name: 'backup_drill_late',
    help: 'Whether a drill that is due is not there, or failed: 1, else 0',
    read: async (desk) => flag(['late', 'failed'].includes((await backups(desk)).drill)),
  },
  {
    name: 'backup_restore_seconds',
    help: 'What restoring took in the last good drill, with the log verified',
    read: async (desk) => (await backups(desk)).restoreSeconds ?? undefined,
  },
]

/**
 * Whether traffic should come here. That sealing is behind is said and not a reason: it is so on every node, and to send
 * everybody away would help nobody (2026-11-26).
 */
export async function readiness(desk: Desk): Promise<Readiness> {
  const { reads, writes } = await probe(desk)
  if (!reads) return { ready: false, problem: 'no-answer' }
  if (!writes) return { ready: false, problem: 'no-writes' }
  try {
    await requireOwnKeys(desk)
  } catch {
    return { ready: false, problem: 'keys' }
  }
  return { ready: true, oldestPendingSeconds: Math.round(await sealingBehind(desk)) }
}
