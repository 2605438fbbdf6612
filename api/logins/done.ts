import type { z } from '@hono/zod-openapi'
import type { Done } from '../acts/act.ts'
import type { HappeningKind } from '../acts/happening.ts'
import { addCaseNote } from '../cases/note.ts'
import type { StaffCtx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { idParam } from '../core/http/schema.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import * as schema from './schema.ts'
import type { AccountRow } from './tables.ts'
import { type OnLogin, onLogin } from './target.ts'

/** What all acts on a login have in common. */
export const onLogins = {
  tag: 'Portal accounts',
  needs: 'accounts.act',
  params: idParam,
  reply: schema.actDone,
  on: onLogin,
} as const

interface What {
  act: z.output<typeof schema.actDone>['act']
  reason: string
  tells: HappeningKind
  fields?: readonly string[]
  mail?: { id: string; channel: string }
  sessionsEnded?: number
}

/** The end of an act on a login: the reason as typed goes to the case's own notes, since it may name people. */
export async function done(
  trx: Trx,
  ctx: StaffCtx,
  { supportCase, patient, tier }: OnLogin,
  login: AccountRow,
  { act, reason, tells, fields, mail, sessionsEnded }: What,
): Promise<Done<z.input<typeof schema.actDone>>> {
  await addCaseNote(trx, ctx, supportCase.id, act, reason)
  return {
    reply: {
      act,
      at: ctx.now().toISOString(),
      account: { id: login.id, status: login.status, version: login.version },
      mail: mail ?? null,
      sessionsEnded: sessionsEnded ?? 0,
    },
    about: { object: { type: 'portal-account', id: login.id } },
    fields,
    detail: { tier, ...(sessionsEnded !== undefined && { sessionsEnded }) },
    tells: [
      { patientId: patient.id, kind: tells, ...(act === 'disable' || act === 'enable' ? { reason } : {}) },
    ],
    ...(mail && { after: deliverSoon }),
  }
}
