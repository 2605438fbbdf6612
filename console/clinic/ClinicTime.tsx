import { useLocaleState } from 'react-admin'

/** A moment by a clinic's own clocks, which may not be the hospital's; it says which. */
export function ClinicTime({ at, zone }: { at: string; zone: string }) {
  const [locale] = useLocaleState()
  const text = new Intl.DateTimeFormat(locale === 'es' ? 'es-US' : 'en-US', {
    timeZone: zone,
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(at))
  return <time dateTime={at}>{text}</time>
}
