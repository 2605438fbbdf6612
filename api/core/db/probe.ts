import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type { Desk } from '../context.ts'
import type { Tables } from './tables.ts'
import { transact } from './transact.ts'

/** What a database does at a moment. */
export interface Probed {
  reads: boolean
  writes: boolean
  /** How long the write took, to the disk; none where it failed. */
  writeSeconds: number | undefined
}

/** Whoever asks waits a few seconds at most, whatever the database does. */
const mostMs = 2_000
/** Anybody may ask for readiness, as often as they like: the disk is written to once a second for all of them. */
const freshMs = 1_000

const last = new WeakMap<Desk, { at: number; probed: Promise<Probed> }>()

/** More than acts write: on a full disk a small row still finds room that the log of writes has already taken. */
const weightBytes = 96 * 1024

/** Reads, and commits a row to the disk: a disk that is full, failing, or gone takes none. */
export function probe(desk: Desk): Promise<Probed> {
  const before = last.get(desk)
  if (before && performance.now() - before.at < freshMs) return before.probed
  const probed = look(desk)
  last.set(desk, { at: performance.now(), probed })
  // That it failed is no reason not to look again: it may be back this moment.
  probed.then(({ writes }) => {
    if (!writes) last.delete(desk)
  })
  return probed
}

async function look({ db, clock }: Desk): Promise<Probed> {
  const began = performance.now()
  // Random, so that no engine makes it small.
  const weight = randomBytes(weightBytes).toString('base64')
  const row = { node: hostname(), at: clock().toISOString(), weight }
  const inTime = (work: Promise<unknown>) =>
    Promise.race([
      work.then(
        () => true,
        () => false,
      ),
      delay(mostMs, false, { ref: false }),
    ])
  const [reads, writes] = await Promise.all([
    inTime(sql`select 1`.execute(db.read)),
    inTime(
      transact(db, (trx) =>
        trx
          .insertInto('write_probe')
          .values(row)
          .onConflict((oc) => oc.column('node').doUpdateSet({ at: row.at, weight }))
          .execute(),
      ),
    ),
  ])
  return { reads, writes, writeSeconds: writes ? (performance.now() - began) / 1000 : undefined }
}

/** When a server of this database was last asked whether it is ready, and wrote; nothing where none ever was. */
export async function lastProbedAt(db: Kysely<Tables>): Promise<string | undefined> {
  const { at } = await db
    .selectFrom('write_probe')
    .select((eb) => eb.fn.max('at').as('at'))
    .executeTakeFirstOrThrow()
  return at ?? undefined
}
