import { useLocaleState } from 'react-admin'
import { hospitalZone } from '../providers/auth.ts'

/** A moment as the hospital's clocks show it, to the minute or the second, with the exact time in UTC at hand. */
export function Moment({
  at,
  seconds = false,
  locale,
}: {
  at: string | null | undefined
  seconds?: boolean
  locale?: string
}) {
  const [own] = useLocaleState()
  if (!at) return <>–</>
  const shown = new Intl.DateTimeFormat(locale ?? own, {
    dateStyle: 'medium',
    timeStyle: seconds ? 'medium' : 'short',
    timeZone: hospitalZone(),
  }).format(new Date(at))
  return (
    <time dateTime={at} title={at}>
      {shown}
    </time>
  )
}
