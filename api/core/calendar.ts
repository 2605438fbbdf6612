/** The hospital's calendar day of a moment, YYYY-MM-DD. */
export const hospitalDay = (at: Date, zone: string): string => dayWriter(zone)(at)

const writers = new Map<string, (at: Date) => string>()

/** The same for many moments: making a formatter costs a thousand times what using it does, so each is made once. */
export function dayWriter(zone: string): (at: Date) => string {
  let write = writers.get(zone)
  if (!write) {
    const format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    write = (at) => format.format(at)
    writers.set(zone, write)
  }
  return write
}

/** Whole years between a birth date and a day, both YYYY-MM-DD. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** Seconds until the hospital's day ends. */
export function secondsToMidnight(now: Date, zone: string): number {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  const [h, m, s] = clock.format(now).split(':').map(Number) as [number, number, number]
  return 86_400 - (h * 3600 + m * 60 + s)
}
