import { useSearchParams } from 'react-router'
import { hospitalZone } from '../core/session.ts'
import type { Asked } from './api.ts'

const monthOf = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
const textOf = (month: number) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`

export const tabs = ['overview', 'funnel', 'retention', 'places', 'equity', 'features', 'support'] as const
export type Tab = (typeof tabs)[number]
export const comparisons = ['none', 'before', 'year'] as const

/** Which dashboard is open and what it is asked; kept in the address, so that it can be sent to a colleague. */
export function useQuestion() {
  const [params, setParams] = useSearchParams()
  const now = new Intl.DateTimeFormat('en-CA', { timeZone: hospitalZone() }).format(new Date()).slice(0, 7)
  const to = params.get('to') ?? now
  const from = params.get('from') ?? textOf(monthOf(to) - 11)
  const compared = (params.get('against') ?? 'none') as (typeof comparisons)[number]
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
  const tab = (params.get('tab') ?? 'overview') as Tab
  return { tab, period, against, compared, params, set }
}
export type AskedQuestion = ReturnType<typeof useQuestion>
