import { useSearchParams } from 'react-router'
import { longestMonths } from '../../api/adoption/lists.ts'
import type { Asked } from '../core/figureMethods.ts'
import { hospitalZone } from '../core/session.ts'

const monthOf = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
const textOf = (month: number) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
const written = /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/

export const tabs = ['overview', 'funnel', 'retention', 'places', 'equity', 'features', 'support'] as const
export type Tab = (typeof tabs)[number]
export const comparisons = ['none', 'before', 'year'] as const
export type Compared = (typeof comparisons)[number]

/** The month it is now on the hospital's calendar. */
export const thisMonth = () =>
  new Intl.DateTimeFormat('en-CA', { timeZone: hospitalZone() }).format(new Date()).slice(0, 7)

/** A month so many after another. */
export const monthsAfter = (month: string, n: number) => textOf(monthOf(month) + n)

/** One of a closed list, or its first. */
const oneOf = <T extends string>(list: readonly T[], value: string | null): T =>
  list.find((one) => one === value) ?? list[0]!

/**
 * Which dashboard is open and what it is asked; kept in the address, so that it can be sent to a colleague. What an
 * address says that cannot be asked, such as months to come, is read as the nearest that can.
 */
export function useQuestion() {
  const [params, setParams] = useSearchParams()
  const now = thisMonth()
  const month = (name: string, usual: string, latest: string) => {
    const value = params.get(name)
    if (!value || !written.test(value)) return usual
    return value > latest ? latest : value
  }
  const to = month('to', now, now)
  const asked = month('from', textOf(monthOf(to) - 11), to)
  const from = monthOf(to) - monthOf(asked) < longestMonths ? asked : textOf(monthOf(to) - longestMonths + 1)
  const compared = oneOf(comparisons, params.get('against'))
  const length = monthOf(to) - monthOf(from) + 1
  const start = { none: undefined, before: monthOf(from) - length, year: monthOf(from) - 12 }[compared]
  const set = (change: Record<string, string | undefined>) =>
    setParams(
      (old) => {
        for (const [name, value] of Object.entries(change))
          if (value === undefined || value === '') old.delete(name)
          else old.set(name, value)
        return old
      },
      { replace: true },
    )
  const period: Asked = { from, to, segment: params.get('segment') ?? undefined }
  const against = start === undefined ? undefined : textOf(start)
  return { tab: oneOf(tabs, params.get('tab')), period, against, compared, params, set }
}
export type AskedQuestion = ReturnType<typeof useQuestion>
