import type { z } from '@hono/zod-openapi'
import type { Done } from '../acts/act.ts'
import type { HappeningKind } from '../acts/happening.ts'
import { hashPassword, passwordFault } from '../core/access/passwords.ts'
import { accessPolicy } from '../core/access/policy.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { Invalid } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { changeAccount } from '../logins/changeAccount.ts'
import { consumeLink, countWrongAnswer } from '../logins/links.ts'
import { notifyOwner } from '../logins/notifyOwner.ts'
import type { AccountRow } from '../logins/published.ts'
import { revokeLinks } from '../logins/revokeLinks.ts'
import { endPortalAccess } from '../logins/sessions.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { isWorthWork, refuseDeadLink } from './deadLinks.ts'
import { portalPolicy } from './policy.ts'
import * as schema from './schema.ts'
import { type Given, type OnLink, onLink, secretOf } from './target.ts'
import { deadLink, wrongBirthDate } from './words.ts'

type Asked = Given & { birthDate: string; password: string }

/** What the two acts have in common that let whoever holds a link and knows the birth date choose a password. */
export const byLink = {
  letter: 'U',
  watch: 'nothing',
  tag: 'Patient portal',
  needs: 'public',
  reply: schema.passwordSet,
  on: onLink,
  guards: { password: true },
  /** Nothing is hashed for a link that is dead or a password that nobody may have. */
  prepare: async (ctx: Ctx, input: Asked) => {
    const { passwordCharacters } = await readPolicy(ctx.desk.db.read, accessPolicy)
    const worth = await isWorthWork(ctx, secretOf(input))
    return worth && !passwordFault(input.password, passwordCharacters)
      ? hashPassword(input.password, ctx)
      : undefined
  },
} as const

/**
 * Gives the login its password. The link is used up with the change, every session ends, and each address on file hears
 * of it. A wrong birth date is counted with the answer it gets; the last one that is answered ends the link.
 */
export async function choosePassword(
  trx: Trx,
  ctx: Ctx,
  found: OnLink | undefined,
  input: Asked,
  hash: unknown,
  what: { tells: HappeningKind; failed: HappeningKind; change?: Partial<AccountRow> },
): Promise<Done<z.input<typeof schema.passwordSet>>> {
  if (!found) return refuseDeadLink(trx, ctx, secretOf(input))
  const { link, login, patient } = found
  const now = ctx.now().toISOString()
  if (input.birthDate !== patient.birth_date) {
    await countWrongAnswer(trx, link, (await readPolicy(trx, portalPolicy)).wrongBirthDatesPerLink, now)
    return {
      outcome: 'failure',
      refuse: new Invalid({ birthDate: wrongBirthDate }),
      detail: { reason: 'birth-date' },
      tells: [{ patientId: patient.id, kind: what.failed, reason: 'birth-date' }],
    }
  }
  if (typeof hash !== 'string')
    throw new Invalid({ [link.kind === 'activation' ? 'code' : 'token']: deadLink })
  await changeAccount(trx, login, {
    password_hash: hash,
    must_change_password: 0,
    failed_attempts: 0,
    status: 'active',
    ...what.change,
  })
  await consumeLink(trx, link, now)
  await revokeLinks(trx, login, now)
  await endPortalAccess(trx, ctx, login.id)
  await notifyOwner(trx, ctx, patient, 'password-changed')
  return {
    reply: { username: login.username },
    as: { type: 'patient', id: login.id, patientId: patient.id },
    fields: ['password'],
    tells: [{ patientId: patient.id, kind: what.tells }],
    after: deliverSoon,
  }
}
