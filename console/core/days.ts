/** The moment a day begins by the clocks of a time zone; days are written YYYY-MM-DD. */
export const dayBegins = (day: string, zone: string): Date => momentAt(`${day}T00:00`, zone)

/** The moment at which the clocks of a time zone show what is written as YYYY-MM-DDTHH:MM. */
export function momentAt(written: string, zone: string): Date {
  const asUtc = Date.parse(`${written}Z`)
  const offset = (at: number) => {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }).formatToParts(new Date(at))
    const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
    return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - at
  }
  // Twice, for days on which the clocks change.
  const near = asUtc - offset(asUtc)
  return new Date(asUtc - offset(near))
}

export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
