import { describe, expect, it } from 'vitest'
import { calendarFile, folded } from '../../api/appointments/calendarFile.ts'
import { timesOf } from '../../api/appointments/times.ts'

const from = (zone: string, day: string, from: string, until: string, minutes = 60) =>
  timesOf(zone, { day, from, until, minutes }).map(({ starts_at }) => starts_at.slice(0, 16))

describe('times of a day', () => {
  it('are by the clinic’s clocks, summer and winter', () => {
    expect(from('America/New_York', '2027-01-12', '09:00', '10:00')).toEqual(['2027-01-12T14:00'])
    expect(from('America/New_York', '2027-07-12', '09:00', '10:00')).toEqual(['2027-07-12T13:00'])
    expect(from('America/Phoenix', '2027-07-12', '09:00', '10:00')).toEqual(['2027-07-12T16:00'])
    expect(from('Asia/Kathmandu', '2027-07-12', '09:00', '10:00')).toEqual(['2027-07-12T03:15'])
    expect(from('Pacific/Kiritimati', '2027-07-12', '09:00', '10:00')).toEqual(['2027-07-11T19:00'])
  })

  it('are none in the hour that clocks jump over, and all in the hour they show twice', () => {
    // 02:00 is 03:00 on 2027-03-14; 02:00 is 01:00 again on 2027-11-07.
    expect(from('America/New_York', '2027-03-14', '01:00', '04:00')).toEqual([
      '2027-03-14T06:00',
      '2027-03-14T07:00',
    ])
    expect(from('America/New_York', '2027-11-07', '01:00', '03:00')).toEqual([
      '2027-11-07T05:00',
      '2027-11-07T06:00',
      '2027-11-07T07:00',
    ])
  })

  it('reach midnight, and are there on a leap day', () => {
    expect(from('America/Chicago', '2028-02-29', '22:00', '23:30', 45)).toEqual([
      '2028-03-01T04:00',
      '2028-03-01T04:45',
    ])
  })

  it('are none where the last is before the first', () => {
    expect(from('UTC', '2027-01-12', '11:00', '09:00')).toEqual([])
  })
})

describe('a calendar file', () => {
  const visit = {
    id: '019a9c50-7b1e-7000-9c1f-1b2d3c4e5f60',
    status: 'booked' as const,
    starts_at: '2027-03-14T14:30:00.000Z',
    ends_at: '2027-03-14T15:00:00.000Z',
    sequence: 2,
    changed_at: '2026-11-27T01:02:03.456Z',
  }
  const file = (clinic: string, over = {}) =>
    calendarFile({ ...visit, ...over }, { clinic, host: 'portal.test', language: 'en' })
  const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n')

  it('has moments in UTC, a name that stays and a number that grows', () => {
    expect(unfolded(file('Elm'))).toEqual(
      expect.arrayContaining([
        'UID:019a9c50-7b1e-7000-9c1f-1b2d3c4e5f60@portal.test',
        'DTSTAMP:20261127T010203Z',
        'DTSTART:20270314T143000Z',
        'SEQUENCE:2',
        'STATUS:CONFIRMED',
      ]),
    )
    expect(unfolded(file('Elm', { status: 'cancelled' }))).toEqual(
      expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED']),
    )
  })

  it('lets no name of a clinic end its line or begin another, in any line', () => {
    const text = file('Elm; Oak, \\ and\r\nDTSTART:19700101T000000Z\nEND:VEVENT\u2028x $& $1')
    const lines = unfolded(text)
    expect(lines.filter((line) => line.startsWith('DTSTART:'))).toHaveLength(1)
    expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(1)
    expect(lines).toContain(
      'LOCATION:Elm\\; Oak\\, \\\\ and\\nDTSTART:19700101T000000Z\\nEND:VEVENT\\nx $& $1',
    )
    // Nothing but CRLF breaks a line.
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  it('has no line over 75 octets, and cuts no character', () => {
    for (const text of ['x'.repeat(300), 'ñ'.repeat(200), '👩‍⚕️'.repeat(60)]) {
      const lines = folded(`SUMMARY:${text}`).split('\r\n')
      for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      expect(lines.map((line, i) => (i ? line.slice(1) : line)).join('')).toBe(`SUMMARY:${text}`)
    }
  })
})
