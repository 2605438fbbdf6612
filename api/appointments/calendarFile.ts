import type { Language, Words } from '../core/words.ts'
import type { AppointmentRow } from './tables.ts'

/*
 * A visit as a calendar takes it (RFC 5545). Moments are UTC, so that no calendar needs to know a clinic's clocks; it says nothing
 * of what the visit is for, since calendars are shared (2026-11-27). Written here: what it takes is shorter than a package's use.
 */

const mostOctets = 75

/** RFC 5545, 3.3.11: what would end a value or a line. */
const escaped = (text: string) =>
  text.replace(/[\\;,]/g, (mark) => `\\${mark}`).replace(/\r\n|[\r\n\u2028\u2029]/g, '\\n')

/** RFC 5545, 3.1: no line is longer than 75 octets, and no character is cut in two. */
export function folded(line: string): string {
  const parts: string[] = []
  let [part, octets] = ['', 0]
  for (const character of line) {
    const more = Buffer.byteLength(character)
    if (octets + more > mostOctets) {
      parts.push(part)
      // A line that goes on begins with a space, which counts.
      part = ''
      octets = 1
    }
    part += character
    octets += more
  }
  return [...parts, part].join('\r\n ')
}

const utc = (at: string) => at.replace(/[-:]|\.\d+/g, '')

const summary: Words = { en: 'Visit at {clinic}', es: 'Visita en {clinic}' }

export function calendarFile(
  visit: Pick<AppointmentRow, 'id' | 'status' | 'starts_at' | 'ends_at' | 'sequence' | 'changed_at'>,
  { clinic, host, language }: { clinic: string; host: string; language: Language },
): string {
  const cancelled = visit.status === 'cancelled'
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Portal Desk//Visits//EN',
    `METHOD:${cancelled ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${visit.id}@${host}`,
    `DTSTAMP:${utc(visit.changed_at)}`,
    `DTSTART:${utc(visit.starts_at)}`,
    `DTEND:${utc(visit.ends_at)}`,
    `SEQUENCE:${visit.sequence}`,
    `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `SUMMARY:${escaped(summary[language].replace('{clinic}', () => clinic))}`,
    `LOCATION:${escaped(clinic)}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}
