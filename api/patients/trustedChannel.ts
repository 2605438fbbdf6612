import { hourMs } from '../core/calendar.ts'
import { dialable } from '../core/phone.ts'
import type { PolicyOf } from '../core/policy.ts'
import type { patientsPolicy } from './policy.ts'
import type { Channel } from './sharedContacts.ts'
import type { ContactPointRow, PatientRow } from './tables.ts'

/** Why a code or a link may not go to a contact. */
export type Distrust = NotReachable | 'shared' | 'too-new'
export type NotReachable = (typeof notReachable)[number]
export const notReachable = ['bounced', 'no-texts', 'no-gateway'] as const
/** Why a contact takes nothing that proves or lets in, however long it is on file. */
export const takesNothing = [...notReachable, 'shared', 'guardians'] as const

/**
 * Why nothing can be sent to a contact, however long it is on file.
 * @param texts the home country, where what is to be sent goes by text message too and there is a gateway that takes it
 */
export function unreachable(
  channel: Pick<ContactPointRow, 'system' | 'value' | 'bounced_at' | 'takes_texts'>,
  texts: string | undefined,
): NotReachable | undefined {
  if (channel.system === 'phone') {
    if (!channel.takes_texts) return 'no-texts'
    if (texts === undefined) return 'no-gateway'
    if (!dialable(channel.value, texts)) return 'no-texts'
  }
  return channel.bounced_at ? 'bounced' : undefined
}

/**
 * The one rule of where a code, a link or a letter may go: to what was on file before the call, and for longer than the
 * hospital's delay, since whoever changes a contact first and asks for a link next is how logins are taken (HC3, April
 * 2024). What came with the record itself is as old as the record. Who was seen in person may have put it there today; but one
 * of many people takes nothing, since others read what is sent there (2026-11-27).
 * @param opened when the case was opened the call belongs to, where there is one
 * @param at.texts the home country, where it goes by text message too: a code does where there is a gateway, a link only by e-mail
 * @returns why not; nothing for a channel that is trusted.
 */
export function distrust(
  channel: Channel,
  patient: Pick<PatientRow, 'created_at'>,
  at: { now: Date; opened?: string; seenInPerson?: boolean; texts?: string },
  { channelDelayHours }: Pick<PolicyOf<typeof patientsPolicy>, 'channelDelayHours'>,
): Distrust | undefined {
  const why = unreachable(channel, at.texts)
  if (why) return why
  if (channel.shared) return 'shared'
  if (at.seenInPerson || channel.on_file_since === patient.created_at) return undefined
  return longEnough(channel.on_file_since, at, { channelDelayHours }) ? undefined : 'too-new'
}

/** Whether something was there before the call and for longer than the delay, each by itself. */
export function longEnough(
  since: string,
  at: { now: Date; opened?: string },
  { channelDelayHours }: Pick<PolicyOf<typeof patientsPolicy>, 'channelDelayHours'>,
): boolean {
  const oldEnough = new Date(at.now.getTime() - channelDelayHours * hourMs).toISOString()
  const before = at.opened !== undefined && at.opened < oldEnough ? at.opened : oldEnough
  return since < before
}

type Address = Pick<PatientRow, 'street' | 'city' | 'state' | 'postal_code'>

/** Whether the post could find it. */
export const wholeAddress = ({ street, city, state, postal_code }: Address): boolean =>
  Boolean(street && city && state && postal_code)

/** The same rule for a letter: a whole address, on file for long enough. @returns whether it is trusted */
export function trustedAddress(
  patient: Address & Pick<PatientRow, 'address_since'>,
  at: { now: Date; opened?: string; seenInPerson?: boolean },
  policy: Pick<PolicyOf<typeof patientsPolicy>, 'channelDelayHours'>,
): boolean {
  const since = patient.address_since
  if (!wholeAddress(patient)) return false
  return at.seenInPerson || !since || longEnough(since, at, policy)
}
