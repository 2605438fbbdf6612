import type { Trend } from '../core/figureMethods.ts'
import { useWords } from '../core/words/useWords.ts'
import { useFormat } from './format.ts'

const day = 86_400_000

/** The last month of a period where it is not over yet: a month that is running is never compared with a whole one. */
export function runningMonth({ period, over }: Pick<Trend, 'period' | 'over'>): string | undefined {
  const next = new Date(Date.parse(`${over}T00:00:00Z`) + day).toISOString()
  return next.slice(0, 7) <= period.to ? period.to : undefined
}

/** What a chart says of the week that is not over. */
export function useRunningWeek({ running }: { running: string | null }): string[] {
  const say = useWords()
  const format = useFormat()
  return running ? [say('desk.adoption.runningWeek', { week: format.day(running) })] : []
}
