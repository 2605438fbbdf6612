import { hospitalZone } from './session.ts'
import { formatter, useFormat } from './useFormat.ts'

/**
 * A moment as the hospital's clocks show it, to the minute; `as` says it as people do or leaves only the time of day.
 * The exact time with its zone is at hand.
 */
export function Moment({
  at,
  as = 'moment',
  locale,
}: {
  at: string | null | undefined
  as?: 'moment' | 'exact' | 'relative' | 'clock' | 'day'
  locale?: string
}) {
  const own = useFormat()
  if (!at) return <>–</>
  const format = locale ? formatter(locale, hospitalZone()) : own
  return (
    <time dateTime={at} title={format.exact(at)}>
      {format[as](at)}
    </time>
  )
}
