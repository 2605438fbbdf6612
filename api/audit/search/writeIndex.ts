import { insertRows } from '../../core/db/insertRows.ts'
import type { Trx } from '../../core/db/transact.ts'
import type { AuditEvent } from '../event.ts'
import type { AuditSearchRow } from '../tables.ts'
import { type Kind, kindOf, kindText, searchRow } from './keys.ts'

export const insertSearch = insertRows('audit_search', [
  'leaf_index',
  'at',
  'kind',
  'actor',
  'ip',
  'session',
  'support_case',
  'request',
])
export const insertPatients = insertRows('audit_patient', ['patient', 'at', 'leaf_index', 'kind', 'actor'])

/** The index row of an event; `kinds` holds the numbers known so far and learns new ones. */
export const indexRow = async (
  trx: Trx,
  kinds: Map<string, number>,
  event: AuditEvent,
  leafIndex: number,
): Promise<AuditSearchRow> => searchRow(event, await numberOf(trx, kinds, kindOf(event)), leafIndex)

async function numberOf(trx: Trx, kinds: Map<string, number>, kind: Kind): Promise<number> {
  const text = kindText(kind)
  if (!kinds.has(text))
    for (const row of await trx.selectFrom('audit_kind').selectAll().execute())
      kinds.set(kindText(row), row.kind)
  let number = kinds.get(text)
  if (number === undefined) {
    number = kinds.size + 1
    await trx
      .insertInto('audit_kind')
      .values({ kind: number, ...kind })
      .execute()
    kinds.set(text, number)
  }
  return number
}
