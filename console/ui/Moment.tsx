import { useLocaleState } from 'react-admin'

/** A moment in the reader's own zone, to the minute, with the exact time in UTC at hand. */
export function Moment({ at }: { at: string | null | undefined }) {
  const [locale] = useLocaleState()
  if (!at) return <>–</>
  const shown = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(at),
  )
  return (
    <time dateTime={at} title={at}>
      {shown}
    </time>
  )
}
