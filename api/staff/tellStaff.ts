import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { readPolicy } from '../core/policy.ts'
import { type Language, regional } from '../core/words.ts'
import { enqueueMail } from '../mail/enqueueMail.ts'
import type { Template } from '../mail/mailTexts.ts'
import type { StaffRow } from './tables.ts'

/**
 * Tells a staff member by mail what happened to their account, when and from where, in their language; with a change, so that
 * they are told if and only if it stands. Deliver soon afterwards.
 */
export async function tellStaff(
  trx: Trx,
  ctx: Ctx,
  { email, language }: Pick<StaffRow, 'email' | 'language'>,
  template: Extract<Template, `staff-${string}`>,
  values: Readonly<Record<string, string>> = {},
  expiresAt?: string,
): Promise<void> {
  const { timeZone } = await readPolicy(trx)
  const spoken: Language = language === 'es' ? 'es' : 'en'
  const clock = new Intl.DateTimeFormat(regional[spoken], { dateStyle: 'long', timeStyle: 'long', timeZone })
  await enqueueMail(trx, ctx, {
    template,
    patientId: null,
    contact: { id: null, value: email },
    language: spoken,
    expiresAt,
    values: {
      when: clock.format(ctx.now()),
      network: ctx.ip ?? '–',
      link: `${ctx.desk.config.publicUrl}/#/me`,
      ...values,
    },
  })
}
