import { sql } from 'kysely'
import type { Desk } from '../context.ts'

/** This node's clock beside the database's: what each node writes down, the others read by theirs. */
export interface Clocks {
  /** By how much this node's is ahead, in seconds, as it was seen last; none where there is one clock only, or nothing was seen. */
  aheadSeconds?: number
  /** Whether that is more than nodes may be apart: then this one ends nobody's session and keeps none alive. */
  isOff: boolean
}

const mostApartSeconds = 5

/**
 * Compares the clocks, and says so in the log where they begin to be apart, or agree again. Of nodes whose clocks differ, the one
 * that is ahead takes everybody for idle; so it decides nothing that the others could not take back (2026-11-27).
 */
export async function watchClock(desk: Desk): Promise<void> {
  const { db, clock, clocks, log } = desk
  if (db.engine === 'sqlite') return
  const before = clock().getTime()
  const { rows } = await sql<{ ms: number }>`
    select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`.execute(db.read)
  const after = clock().getTime()
  const ahead = (before + after) / 2 - rows[0]!.ms
  // The answer was made at some moment between the two.
  const surely = Math.abs(ahead) - (after - before) / 2
  const isOff = surely > mostApartSeconds * 1000
  clocks.aheadSeconds = Math.round(ahead / 100) / 10
  if (isOff === clocks.isOff) return
  clocks.isOff = isOff
  if (isOff) log.error({ aheadSeconds: clocks.aheadSeconds }, 'the clock of this node is not the database’s')
  else log.info({ aheadSeconds: clocks.aheadSeconds }, 'the clock of this node is the database’s again')
}
