import type { Kysely } from 'kysely'
import { type Desk, systemCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import type { Tables } from '../../core/db/tables.ts'
import { transact } from '../../core/db/transact.ts'
import type { Action } from '../action.ts'
import { record } from '../record.ts'
import { readHead } from '../seal/head.ts'
import type { AuditFeedRow } from '../tables.ts'
import { sendSyslog, syslogMessages } from './syslog.ts'
import { postEvents } from './webhook.ts'

export const feedFailed: Action = {
  name: 'audit.feed-failed',
  letter: 'E',
  words: {
    en: 'Could not hand the audit log on to its receiver',
    es: 'No pudo entregar el registro de auditoría a su receptor',
  },
  watch: 'nothing',
}
export const feedResumed: Action = {
  name: 'audit.feed-resumed',
  letter: 'E',
  words: {
    en: 'Handed the audit log on to its receiver again',
    es: 'Volvió a entregar el registro de auditoría a su receptor',
  },
  watch: 'nothing',
}

/** Some events of the log in its order, the first with its number; `body` is null where an event was purged. */
export interface Batch {
  origin: string
  first: number
  events: { id: string; leafHash: string; body: string | null }[]
}

interface Way {
  target: string
  /** Returns once the receiver has them all. */
  send(batch: Batch): Promise<void>
}

const atOnce = 1_000
const mostRounds = 20
/** Longer than any attempt takes: who ended amid one is followed by another node after this. */
const leaseMs = 60_000
const firstPauseMs = 2_000
const longestPauseMs = 5 * 60_000

function waysOf(desk: Desk): Way[] {
  const { webhook, syslog } = desk.config.audit
  const host = new URL(desk.config.publicUrl).hostname
  return [
    ...(webhook
      ? [
          {
            // What stands behind `?` may be a secret of the receiver's.
            target: `webhook ${webhook.url.replace(/[?#].*$/, '')}`,
            send: (batch: Batch) => postEvents(webhook, batch, desk.clock()),
          },
        ]
      : []),
    ...(syslog
      ? [
          {
            target: `syslog ${syslog.host}:${syslog.port}`,
            send: (batch: Batch) =>
              sendSyslog(syslog, syslogMessages(batch, syslog.format, host, desk.catalogue.actions)),
          },
        ]
      : []),
  ]
}

/** How far the log has gone to the receivers that are set now. */
export async function feedsOf(desk: Desk): Promise<AuditFeedRow[]> {
  const targets = waysOf(desk).map(({ target }) => target)
  if (targets.length === 0) return []
  return desk.db.read.selectFrom('audit_feed').selectAll().where('target', 'in', targets).execute()
}

/**
 * Hands on what was sealed since, to each receiver in the order of the log. Its place moves only once the receiver has the events,
 * so that none is left out, whatever ends in between; after a failure some may come twice, and an event's id tells. A receiver that
 * is new begins with what comes: what was before is for an export (2026-11-27).
 */
export async function feedLog(desk: Desk): Promise<void> {
  await Promise.all(waysOf(desk).map((way) => feed(desk, way)))
}

async function feed(desk: Desk, way: Way): Promise<void> {
  for (let round = 0; round < mostRounds; round++) {
    const head = await readHead(desk.db.read)
    if (!head) return
    const place = await placeOf(desk, way.target, head.size)
    if (place.next_leaf >= head.size || !(await claim(desk, place))) return
    const batch: Batch = {
      origin: head.origin,
      first: place.next_leaf,
      events: await eventsFrom(desk, place.next_leaf, head.size),
    }
    try {
      await way.send(batch)
    } catch (error) {
      await failed(desk, place, error as NodeJS.ErrnoException)
      return
    }
    await went(desk, place, batch.first + batch.events.length)
  }
}

async function placeOf(desk: Desk, target: string, size: number): Promise<AuditFeedRow> {
  const read = (db: Kysely<Tables>) =>
    db.selectFrom('audit_feed').selectAll().where('target', '=', target).executeTakeFirst()
  const known = await read(desk.db.read)
  if (known) return known
  return transact(desk.db, async (trx) => {
    await trx
      .insertInto('audit_feed')
      .values({ target, next_leaf: size, tries: 0 } as AuditFeedRow)
      .onConflict((oc) => oc.column('target').doNothing())
      .execute()
    return (await read(trx))!
  })
}

/** Takes the receiver for this node, unless another has it or it is to be left alone for now. */
async function claim(desk: Desk, { target, next_leaf }: AuditFeedRow): Promise<boolean> {
  const now = desk.clock()
  const { numUpdatedRows } = await transact(desk.db, (trx) =>
    trx
      .updateTable('audit_feed')
      .set({ busy_until: new Date(now.getTime() + leaseMs).toISOString() })
      .where('target', '=', target)
      .where('next_leaf', '=', next_leaf)
      .where((eb) => eb.or([eb('busy_until', 'is', null), eb('busy_until', '<=', now.toISOString())]))
      .where((eb) => eb.or([eb('retry_at', 'is', null), eb('retry_at', '<=', now.toISOString())]))
      .executeTakeFirst(),
  )
  return numUpdatedRows === 1n
}

async function eventsFrom(desk: Desk, from: number, size: number): Promise<Batch['events']> {
  const rows = await desk.db.readCold
    .selectFrom('audit_leaf as l')
    .leftJoin('audit_event as e', 'e.id', 'l.event_id')
    .select(['l.event_id', 'l.leaf_hash', 'e.body'])
    .where('l.leaf_index', '>=', from)
    .where('l.leaf_index', '<', Math.min(size, from + atOnce))
    .orderBy('l.leaf_index')
    .execute()
  return rows.map((row) => ({ id: row.event_id, leafHash: row.leaf_hash, body: row.body }))
}

function went(desk: Desk, { target, next_leaf, tries }: AuditFeedRow, next: number): Promise<void> {
  return transact(desk.db, async (trx) => {
    await trx
      .updateTable('audit_feed')
      .set({
        next_leaf: next,
        tries: 0,
        busy_until: null,
        retry_at: null,
        failed_at: null,
        error: null,
        sent_at: desk.clock().toISOString(),
      })
      .where('target', '=', target)
      .where('next_leaf', '=', next_leaf)
      .execute()
    if (tries > 0) await record(trx, ctxOf(desk), feedResumed, { detail: { target, tries } })
  })
}

function failed(desk: Desk, { target, tries }: AuditFeedRow, error: NodeJS.ErrnoException): Promise<void> {
  const why = error.code ?? (error.name === 'TimeoutError' ? 'no answer in time' : error.message)
  desk.log.error({ job: 'audit-feed', error: why }, 'the audit log could not be handed on')
  const now = desk.clock()
  const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(tries, 20))
  return transact(desk.db, async (trx) => {
    await trx
      .updateTable('audit_feed')
      .set({
        tries: tries + 1,
        busy_until: null,
        retry_at: new Date(now.getTime() + pauseMs).toISOString(),
        failed_at: now.toISOString(),
        error: why,
      })
      .where('target', '=', target)
      .execute()
    // Once for each time it breaks off, not for each attempt.
    if (tries === 0)
      await record(trx, ctxOf(desk), feedFailed, { outcome: 'failure', detail: { target, why } })
  })
}

const ctxOf = (desk: Desk) => systemCtx(desk, 'audit-feed', newId())
