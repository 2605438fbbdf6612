import type { PolicyOf } from '../core/policy.ts'
import type { patientsPolicy } from './policy.ts'
import type { ContactPointRow, PatientRow } from './tables.ts'

/** Why a code or a link may not go to a contact. */
export type Distrust = 'takes-none' | 'too-new'

/**
 * The one rule of where a code, a link or a letter may go: to what was on file before the call, and for longer than the
 * hospital's delay, since whoever changes a contact first and asks for a link next is how logins are taken (HC3, April
 * 2024). What came with the record itself is as old as the record. Who was seen in person may have put it there today.
 * @param opened when the case was opened the call belongs to, where there is one
 * @returns why not; nothing for a channel that is trusted.
 */
export function distrust(
  channel: ContactPointRow,
  patient: Pick<PatientRow, 'created_at'>,
  at: { now: Date; opened?: string; seenInPerson?: boolean },
  { channelDelayHours }: Pick<PolicyOf<typeof patientsPolicy>, 'channelDelayHours'>,
): Distrust | undefined {
  if (channel.system !== 'email' || channel.bounced_at) return 'takes-none'
  if (at.seenInPerson || channel.on_file_since === patient.created_at) return undefined
  const oldEnough = new Date(at.now.getTime() - channelDelayHours * 3_600_000).toISOString()
  const before = at.opened !== undefined && at.opened < oldEnough ? at.opened : oldEnough
  return channel.on_file_since < before ? undefined : 'too-new'
}
