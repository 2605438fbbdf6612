import type { CaseRow } from '../cases/published.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { Invalid } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { guardiansPhones } from '../patients/guardiansContacts.ts'
import { patientsPolicy } from '../patients/policy.ts'
import type { ContactPointRow, PatientRow } from '../patients/published.ts'
import { channelsToProve } from '../patients/sharedContacts.ts'
import { distrust } from '../patients/trustedChannel.ts'
import { channelGuardians, channelShared, channelTooNew } from '../patients/words.ts'
import { notOnFile, takesNoCode } from './words.ts'

const saidOf = { ...takesNoCode, 'too-new': channelTooNew, shared: channelShared }

/** The contact an agent chose for what lets nobody in by itself, by e-mail or text. @throws Invalid that says why it takes none */
export async function chosenChannel(
  trx: Trx,
  ctx: Ctx,
  { patient, supportCase }: { patient: PatientRow; supportCase: CaseRow },
  channelId: string,
): Promise<ContactPointRow> {
  const channel = (await channelsToProve(trx, patient.id)).find((one) => one.id === channelId)
  if (!channel) throw new Invalid({ channelId: notOnFile })
  const policy = await readPolicy(trx, patientsPolicy)
  const texts = ctx.desk.config.sms && policy.homeCountry
  const why = distrust(channel, patient, { now: ctx.now(), opened: supportCase.opened_at, texts }, policy)
  if (why) throw new Invalid({ channelId: saidOf[why] })
  if ((await guardiansPhones(trx, patient, ctx.now()))(channel))
    throw new Invalid({ channelId: channelGuardians })
  return channel
}
