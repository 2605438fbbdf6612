import type { Keys } from '../core/access/keys.ts'
import type { Desk } from '../core/context.ts'
import { insertRows } from '../core/db/insertRows.ts'
import { migrate } from '../core/db/migrate.ts'
import { migrations } from '../core/db/schemaState.ts'
import type { Trx } from '../core/db/transact.ts'
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
 * Brings the schema up to date, and vouches for what waited when proofs came, once: whoever updates had no better word for it. It is
 * done in that migration's own transaction: an update that was broken off behind it goes on there and never comes by it again, so that
 * honest events were called inserted for ever (2026-11-28).
 * @returns the names applied
 * @throws as migrate
 */
export const updateSchema = ({ db, keys }: Pick<Desk, 'db' | 'keys'>): Promise<string[]> =>
  migrate(db, migrations(), async (trx, { name }) => {
    if (name !== broughtProofs) return
    const rows = await unproven(trx)
    await trx.deleteFrom('audit_pending').where('proof', 'is', null).execute()
    await insertPending(
      trx,
      rows.map((row) => ({ event_id: row.id, proof: proofOf(keys, row) })),
    )
  })

const unproven = (trx: Trx) =>
  trx
    .selectFrom('audit_pending as p')
    .innerJoin('audit_event as e', 'e.id', 'p.event_id')
    .select(['e.id', 'e.body'])
    .where('p.proof', 'is', null)
    .execute()
