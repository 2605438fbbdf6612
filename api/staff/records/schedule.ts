/** Working hours: for each weekday, Monday first, the minute of the day work begins and ends; null is a free day. */
export type Schedule = readonly (readonly [from: number, to: number] | null)[]

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/**
 * Reads hours as personnel offices write them: `mon-fri 08:00-16:30; sat 09:00-12:00`. An end before its beginning is
 * the next day's. Returns undefined when it is none.
 */
export function readSchedule(text: string): Schedule | undefined {
  const week: ([number, number] | null)[] = days.map(() => null)
  for (const part of text
    .toLowerCase()
    .split(';')
    .map((one) => one.trim())) {
    const m = /^([a-z]{3})(?:-([a-z]{3}))? (\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(part)
    if (!m) return undefined
    const [first, last] = [days.indexOf(m[1]!), days.indexOf(m[2] ?? m[1]!)]
    const from = Number(m[3]) * 60 + Number(m[4])
    const until = Number(m[5]) * 60 + Number(m[6])
    if (first < 0 || last < first || from >= 1440 || until > 1440 || from === until) return undefined
    for (let day = first; day <= last; day++) week[day] = [from, until < from ? until + 1440 : until]
  }
  return week
}

/** Whether a minute of the week lies within working hours, or up to `grace` minutes beside them. */
export function worksAt(schedule: Schedule, minuteOfWeek: number, grace: number): boolean {
  const day = Math.floor(minuteOfWeek / 1440)
  const minute = minuteOfWeek % 1440
  const within = (hours: Schedule[number] | undefined, at: number) =>
    hours != null && at >= hours[0] - grace && at <= hours[1] + grace
  return (
    within(schedule[day], minute) ||
    within(schedule[(day + 6) % 7], minute + 1440) ||
    within(schedule[(day + 1) % 7], minute - 1440)
  )
}
