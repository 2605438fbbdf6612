import type { Kysely } from 'kysely'
import type { Desk } from '../../core/context.ts'
import type { Tables } from '../../core/db/tables.ts'
import { eventOf } from '../event.ts'
import { epochBegan, newKey } from './beginEpoch.ts'
import { epochOf, type Head, signerOf } from './head.ts'

/** What waited when an epoch began may be sealed before the event that says so. */
const mostBefore = 1_000

/**
 * The keys that the log was signed with before it went on with another, by the name it then had. An event sealed since then says which:
 * whoever would have another trusted has to alter the log, and that is found as any alteration is (2026-11-27).
 */
async function formerKeys(db: Kysely<Tables>, head: Head): Promise<Map<string, string>> {
  const epochs = await db
    .selectFrom('audit_epoch')
    .select('first_leaf')
    .where('epoch', '<=', head.epoch)
    .execute()
  const keys = new Map<string, string>()
  for (const { first_leaf } of epochs) {
    const sealed = await db
      .selectFrom('audit_leaf as l')
      .innerJoin('audit_event as e', 'e.id', 'l.event_id')
      .select('e.body')
      .where('l.leaf_index', '>=', first_leaf)
      .where('l.leaf_index', '<', Math.min(head.size, first_leaf + mostBefore))
      .orderBy('l.leaf_index')
      .execute()
    for (const { body } of sealed) {
      if (!body.includes(epochBegan.name)) continue
      const { action, purpose, detail } = eventOf(body)
      const { origin, verifierKey } = (detail ?? {}) as { origin?: string; verifierKey?: string }
      if (action !== epochBegan.name || purpose !== newKey || !origin || !verifierKey) continue
      if (epochOf(origin) < head.epoch) keys.set(origin, verifierKey)
    }
  }
  return keys
}

/** Whose signatures count on a checkpoint, by the name of the log in it. */
export type Trust = (origin: string) => string[]

/** @param others keys to trust besides our own */
export async function trustedBy(
  desk: Desk,
  head: Head | undefined,
  others: readonly string[] = [],
): Promise<Trust> {
  const former = head && (await formerKeys(desk.db.read, head))
  return (origin) => {
    const before = former?.get(origin)
    return [signerOf(desk, origin).verifierKey, ...(before === undefined ? [] : [before]), ...others]
  }
}
