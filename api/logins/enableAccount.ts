import type { z } from 'zod'
import type { StaffCtx } from '../core/context.ts'
import { transactOnce } from '../core/db/transact.ts'
import { Conflict } from '../core/errors.ts'
import { authorizeAct } from './authorizeAct.ts'
import { finishAct } from './finishAct.ts'
import { addPortalEvent, changeAccount } from './queries.ts'
import type { enableBody } from './schema.ts'

/** Opens a disabled login again, for someone seen in person; the old password no longer opens it. */
export async function enableAccount(
  ctx: StaffCtx,
  patientId: string,
  { reason, ...input }: z.output<typeof enableBody>,
) {
  const allowed = await authorizeAct(ctx, { patientId, act: 'enable', ...input })
  const { account } = allowed
  return transactOnce(ctx, async (trx) => {
    if (account?.status !== 'disabled') throw new Conflict('The login is not disabled.')
    if (allowed.patient.deceased_at)
      throw new Conflict('The patient is recorded as deceased. Records must correct that first.')
    const change = {
      status: account.activated_at ? 'active' : 'invited',
      status_reason: null,
      must_change_password: account.activated_at ? 1 : 0,
      failed_attempts: 0,
    } as const
    if (!(await changeAccount(trx, account, change)))
      throw new Conflict('The login changed meanwhile; reload.')
    await addPortalEvent(trx, ctx, patientId, 'enabled', reason)
    return finishAct(
      trx,
      ctx,
      allowed,
      { ...account, ...change, version: account.version + 1 },
      {
        act: 'enable',
        action: 'account.enabled',
        reason,
        fields: ['status', 'mustChangePassword'],
      },
    )
  })
}
