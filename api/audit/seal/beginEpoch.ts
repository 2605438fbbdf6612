import type { Ctx } from '../../core/context.ts'
import { transact } from '../../core/db/transact.ts'
import { Conflict, Invalid } from '../../core/errors.ts'
import { fill } from '../../core/words.ts'
import type { Action } from '../action.ts'
import { record } from '../record.ts'
import { noEpoch, oneOfReasons } from '../words.ts'
import { enterEpoch, epochOf, readHead, rememberCheckpoint, rememberedCheckpoint, signerOf } from './head.ts'
import { Frontier } from './merkle.ts'
import { refuseAltered } from './refuse.ts'

export const newKey = 'new-key'
export const epochReasons = ['restored-backup', newKey] as const

export const epochBegan: Action = {
  name: 'audit.epoch-began',
  letter: 'C',
  words: {
    en: 'Began a new epoch of the audit log',
    es: 'Inició una época nueva del registro de auditoría',
  },
  watch: 'nothing',
}

/**
 * Lets the log go on after an older backup was restored, or with a new signing key, under a new name: no checkpoint of
 * the new name can contradict one of the old, not even of a name that went with the database. What was sealed stays
 * where it is, and the first event of the epoch names the head it came from and the last this node had signed.
 */
export async function beginEpoch(ctx: Ctx, reason: string): Promise<{ origin: string; verifierKey: string }> {
  if (!epochReasons.includes(reason as never))
    throw new Invalid({ '--reason': fill(oneOfReasons, { reasons: epochReasons.join(', ') }) })
  const { desk } = ctx
  const begun = await transact(desk.db, async (trx) => {
    const head = await readHead(trx)
    if (head)
      refuseAltered(head, reason === newKey ? head.verifierKey : signerOf(desk, head.origin).verifierKey)
    const last = rememberedCheckpoint(desk)
    if (!head && !last) throw new Conflict(noEpoch)
    const epoch = Math.max(head?.epoch ?? 0, last ? epochOf(last.origin) : 0) + 1
    const next = await enterEpoch(desk, trx, epoch, head?.frontier ?? new Frontier())
    await record(trx, ctx, epochBegan, {
      purpose: reason,
      detail: {
        size: next.size,
        root: next.frontier.root(),
        ...(head && { origin: head.origin, verifierKey: head.verifierKey }),
        ...(last && { lastOrigin: last.origin, lastSize: last.size, lastRoot: last.root }),
      },
    })
    return next
  })
  rememberCheckpoint(desk, begun.checkpoint)
  return { origin: begun.origin, verifierKey: begun.verifierKey }
}
