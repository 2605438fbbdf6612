import { describe, expect, it } from 'vitest'
import { calendarFile } from '../../api/appointments/calendarFile.ts'
import { timesOf } from '../../api/appointments/times.ts'
import { dayPlus, hospitalDay } from '../../api/core/calendar.ts'

/* Every day of a leap year, by the clocks of three places: an hour of summer time, half an hour of it in the south, and none. */

const minutes = 30
const days = Array.from({ length: 366 }, (_, n) => dayPlus('2028-01-01', n))
const places = [
  // [zone, when clocks jump, when they show times twice, times of each of these days]
  ['America/New_York', '2028-03-12', '2028-11-05', 46, 50],
  ['Australia/Lord_Howe', '2028-10-01', '2028-04-02', 47, 49],
  ['America/Phoenix', undefined, undefined, 48, 48],
] as const

describe.each(places)('times for visits in %s', (zone, jump, twice, fewer, more) => {
  const wall = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  })
  const shown = (at: string) => wall.format(new Date(at)).split(', ') as [day: string, time: string]
  const ofDay = (day: string) => timesOf(zone, { day, from: '00:00', until: '24:00', minutes })
  const whole = days.map((day) => [day, ofDay(day)] as const)

  it('fill each day of its own and no other, as many as it is long', () => {
    expect(days.at(-1)).toBe('2028-12-31')
    const odd = whole.filter(
      ([day, times]) => times.length !== (day === jump ? fewer : day === twice ? more : 48),
    )
    expect(odd).toEqual([])
    const elsewhere = whole.flatMap(([day, times]) =>
      times.filter(
        ({ starts_at }) => shown(starts_at)[0] !== day || hospitalDay(new Date(starts_at), zone) !== day,
      ),
    )
    expect(elsewhere).toEqual([])
  })

  it('follow each other without gap or overlap from one year to the next, through leap day and changes of clocks', () => {
    const all = whole.flatMap(([, times]) => times)
    const ends = all.map(({ ends_at }) => ends_at)
    expect(all.slice(1).map(({ starts_at }) => starts_at)).toEqual(ends.slice(0, -1))
    const long = all.filter((one) => Date.parse(one.ends_at) - Date.parse(one.starts_at) !== minutes * 60_000)
    expect(long).toEqual([])
    expect(Date.parse(ends.at(-1)!) - Date.parse(all[0]!.starts_at)).toBe(366 * 86_400_000)
  })

  it('are at nine by the clocks on the wall on every day, and so in the calendar file', () => {
    for (const day of days) {
      const [nine] = timesOf(zone, { day, from: '09:00', until: '10:00', minutes })
      expect([day, ...shown(nine!.starts_at)]).toEqual([day, day, '09:00'])
      const visit = { ...nine!, id: 'x', status: 'booked' as const, sequence: 0, changed_at: nine!.starts_at }
      const file = calendarFile(visit, { clinic: 'Elm', host: 'portal.test', language: 'en' })
      const [, y, mo, d, h, mi] = /DTSTART:(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)00Z/.exec(file)!
      expect(shown(`${y}-${mo}-${d}T${h}:${mi}:00Z`)).toEqual([day, '09:00'])
    }
  })
})
