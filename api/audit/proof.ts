import type { Keys } from '../core/access/keys.ts'
import type { Desk } from '../core/context.ts'
import { insertRows } from '../core/db/insertRows.ts'
import { type Trx, transact } from '../core/db/transact.ts'
import type { Action } from './action.ts'

export const eventRefused: Action = {
  name: 'audit.event-refused',
  letter: 'E',
  words: {
    en: 'Refused to seal an event that the desk did not write as it stands',
    es: 'Se negó a sellar un suceso que la mesa no escribió tal como está',
  },
  watch: 'nothing',
}

/**
 * What only who holds the desk's key can say of an event: without it, a row that somebody put into the database by hand would be
 * sealed under whatever name and time it gives (2026-11-26).
 */
export const proofOf = (keys: Pick<Keys, 'mac'>, { id, body }: { id: string; body: string }): string =>
  keys.mac('audit-event', `${id} ${body}`)

export const insertPending = insertRows('audit_pending', ['event_id', 'proof'])

/** Which migration brought proofs: what waited before it has none. */
const broughtProofs = '2026-11-26T22-00_event_proof'

/**
 * Vouches for what waited when proofs came, once: whoever updates had no better word for it.
 * @param applied the migrations that the update applied
 */
export async function proveWaiting(desk: Desk, applied: readonly string[]): Promise<void> {
  if (!applied.includes(broughtProofs)) return
  await transact(desk.db, async (trx) => {
    const rows = await unproven(trx)
    await trx.deleteFrom('audit_pending').where('proof', 'is', null).execute()
    await insertPending(
      trx,
      rows.map((row) => ({ event_id: row.id, proof: proofOf(desk.keys, row) })),
    )
  })
}

const unproven = (trx: Trx) =>
  trx
    .selectFrom('audit_pending as p')
    .innerJoin('audit_event as e', 'e.id', 'p.event_id')
    .select(['e.id', 'e.body'])
    .where('p.proof', 'is', null)
    .execute()
