import type { Role } from '../../core/access/permissions.ts'
import { dayMs } from '../../core/calendar.ts'
import type { Ctx } from '../../core/context.ts'
import type { Trx } from '../../core/db/transact.ts'
import { readPolicy } from '../../core/policy.ts'
import { enqueueMail, type Letter } from '../../mail/enqueueMail.ts'
import { mailAddressesOf } from '../../staff/published.ts'
import { privacyPolicy } from '../policy.ts'

/** Writes to every privacy officer, or to these roles, of what may not wait until somebody looks, with the page of the console it is on. */
export async function tellOfficers(
  trx: Trx,
  ctx: Ctx,
  { template, language }: Pick<Letter, 'template' | 'language'>,
  page: string,
  to: readonly Role[] = ['privacy-officer'],
): Promise<void> {
  const { emergencyNoticeDays } = await readPolicy(trx, privacyPolicy)
  const addresses = (await Promise.all(to.map((role) => mailAddressesOf(trx, role)))).flat()
  for (const email of addresses)
    await enqueueMail(trx, ctx, {
      template,
      patientId: null,
      contact: { id: null, value: email },
      caseId: null,
      language,
      expiresAt: new Date(ctx.now().getTime() + emergencyNoticeDays * dayMs).toISOString(),
      values: { link: `${ctx.desk.config.publicUrl}/#/${page}` },
    })
}
