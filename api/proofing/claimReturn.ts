import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import { aboutCase } from '../cases/target.ts'
import type { Ctx } from '../core/context.ts'
import { transact } from '../core/db/transact.ts'
import type { Secrets } from './provider.ts'
import { changeProofing, holdLive, type Key } from './queries.ts'

export const returned: Action = {
  name: 'portal.proofing-returned',
  letter: 'E',
  words: {
    en: 'Brought back an answer of the outside identity service, to be checked',
    es: 'Trajo una respuesta del servicio externo de identidad, por comprobar',
  },
  watch: 'nothing',
}

/**
 * Takes what is needed to ask the provider about somebody who came back, so that nobody else has it: of those who come at once,
 * on however many nodes, one. It is a transaction of its own, which is over before the provider is asked (2026-11-26).
 * @returns the secrets of the way there; or that they were taken before; or that no such way is open
 */
export const claimReturn = (ctx: Ctx, key: Key): Promise<{ secrets: Secrets } | { is: 'claimed' | 'dead' }> =>
  transact(ctx.desk.db, async (trx) => {
    const found = await holdLive(trx, ctx, key)
    if (!found) return { is: 'dead' }
    const { row, supportCase } = found
    if (!row.secrets) return { is: 'claimed' }
    await changeProofing(trx, row.verification_id, { secrets: null })
    await record(trx, ctx, returned, {
      ...aboutCase(supportCase),
      object: { type: 'verification', id: row.verification_id },
    })
    return { secrets: JSON.parse(ctx.desk.keys.open(row.secrets)) as Secrets }
  })
