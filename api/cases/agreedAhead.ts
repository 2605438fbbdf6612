import { dayMs } from '../core/calendar.ts'
import type { Said } from '../core/words.ts'
import type { CasesPolicy } from './policy.ts'
import { notInFuture, tooFarAhead } from './words.ts'

/** What is wrong with a moment that was agreed with a patient, if anything is. */
export function agreedAhead({ callBackDays }: CasesPolicy, now: Date, moment: string): Said | undefined {
  const ahead = Date.parse(moment) - now.getTime()
  if (ahead <= 0) return notInFuture
  return ahead > callBackDays * dayMs ? tooFarAhead(callBackDays) : undefined
}
