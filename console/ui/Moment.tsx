import { useLocaleState } from 'react-admin'
import { hospitalZone } from '../providers/auth.ts'

/** A moment as the hospital's clocks show it, to the minute, with the exact time in UTC at hand. */
export function Moment({ at }: { at: string | null | undefined }) {
  const [locale] = useLocaleState()
  if (!at) return <>–</>
  const shown = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: hospitalZone(),
  }).format(new Date(at))
  return (
    <time dateTime={at} title={at}>
      {shown}
    </time>
  )
}
