import { transact } from '../../db/transact.ts'
import type { Ctx } from '../../http/context.ts'
import { Conflict, Invalid } from '../../http/errors.ts'
import { record } from '../record.ts'
import { checkpointText } from './checkpoint.ts'
import { originOf, readHead, rememberCheckpoint, signerOf } from './head.ts'

export const epochReasons = ['restored-backup', 'new-key'] as const

/**
 * Lets the log go on after an older backup was restored, or with a new signing key, under a new name: no checkpoint of
 * the new name can contradict one of the old. What was sealed stays where it is, and the first event of the epoch names
 * the head it came from.
 */
export async function beginEpoch(ctx: Ctx, reason: string): Promise<{ origin: string; verifierKey: string }> {
  if (!epochReasons.includes(reason as never))
    throw new Invalid({ '--reason': `must be one of ${epochReasons.join(', ')}` })
  const { desk } = ctx
  const begun = await transact(desk.db, async (trx) => {
    const head = await readHead(trx)
    if (!head) throw new Conflict('Nothing is sealed yet: there is no epoch to follow.')
    const epoch = head.epoch + 1
    const signer = signerOf(desk, originOf(desk, epoch))
    const root = head.frontier.root()
    const checkpoint = signer.sign(checkpointText({ origin: signer.origin, size: head.size, root }))
    const now = ctx.now().toISOString()
    await trx
      .insertInto('audit_epoch')
      .values({
        epoch,
        origin: signer.origin,
        verifier_key: signer.verifierKey,
        first_leaf: head.size,
        began_at: now,
      })
      .execute()
    await trx.updateTable('audit_head').set({ epoch, checkpoint, sealed_at: now }).execute()
    await record(trx, ctx, 'audit.epoch-began', {
      purpose: reason,
      detail: { origin: head.origin, size: head.size, root, verifierKey: head.verifierKey },
    })
    return { origin: signer.origin, verifierKey: signer.verifierKey, checkpoint }
  })
  rememberCheckpoint(desk, begun.checkpoint)
  return { origin: begun.origin, verifierKey: begun.verifierKey }
}
