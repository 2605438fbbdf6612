import type { Action } from '../audit/action.ts'
import { type AuditEntry, record } from '../audit/record.ts'
import { allows, type Permission } from '../core/access/permissions.ts'
import type { Ctx } from '../core/context.ts'
import { transact } from '../core/db/transact.ts'
import { type AppError, Forbidden, TooMany } from '../core/errors.ts'
import { said } from '../core/words.ts'
import type { About, Access } from './act.ts'
import { isFirstRefusal } from './limits.ts'

export const refused: Action = {
  name: 'access.denied',
  letter: 'E',
  words: { en: 'Was denied access', es: 'Se le negó el acceso' },
  watch: 'nothing',
}

/** Throws Forbidden, and records the denial, unless the signed-in staff member's role holds the permission. */
export async function permit(ctx: Ctx, permission: Permission): Promise<void> {
  if (ctx.actor.type === 'staff' && allows(ctx.actor.role, permission)) return
  await write(ctx, { outcome: 'denied', patientIds: [], detail: { permission, missing: [] } })
  throw new Forbidden(
    said(
      'no-permission',
      `Your role does not include “${permission}”.`,
      `Su función no incluye «${permission}».`,
    ),
  )
}

/**
 * Records what an act, or a view, was refused for, with the patient it was about, in a transaction of its own, since the
 * act's was undone. What a rule of access or a limit refused is a denial, of a limit once a block; what did not fit the state of
 * things is a failure.
 */
export async function recordRefusal(
  ctx: Ctx,
  act: { name: string; needs: Access },
  about: About,
  error: AppError,
): Promise<void> {
  if (error instanceof TooMany && !isFirstRefusal(ctx, act, about, error)) return
  const { code, missing, errors } = error.extra
  await write(ctx, {
    ...about,
    outcome: error.status === 403 || error.status === 429 ? 'denied' : 'failure',
    fields: errors && Object.keys(errors),
    detail: {
      act: act.name,
      permission: act.needs,
      ...(code !== undefined && { refused: code }),
      missing: (missing ?? []).map((m) => m.code),
    },
  })
}

// A refusal has a transaction of its own, so that it outlives the refused request.
const write = (ctx: Ctx, entry: AuditEntry): Promise<void> =>
  transact(ctx.desk.db, (trx) => record(trx, ctx, refused, entry))
