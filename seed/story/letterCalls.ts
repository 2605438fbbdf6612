import type { CaseRow } from '../../api/cases/tables.ts'
import { ageOn, dayMs, hourMs } from '../../api/core/calendar.ts'
import { wholeAddress } from '../../api/patients/trustedChannel.ts'
import { type Calendar, minuteMs } from './calendar.ts'
import { CaseFile, type Desk } from './caseFile.ts'
import type { Person } from './portal.ts'
import type { Agent } from './roster.ts'

/** Calls of patients without a login who are to have a letter; what is done for them is done by the product's own acts. */
export interface LetterCalls {
  calls: { row: CaseRow; verificationId: string; agent: Agent; at: number }[]
  printedAt: number
  postedAt: number
}

const inBatch = 3

/** Whether somebody may ring for a letter: of age, living, at an address, with no login. One without a mailbox is taken first. */
export const wantsLetter = ({ account, patient }: Person, calendar: Calendar): boolean =>
  account === undefined &&
  patient.deceased_at === null &&
  patient.inactive_since === null &&
  patient.replaced_by === null &&
  wholeAddress(patient) &&
  ageOn(patient.birth_date, calendar.text(calendar.dayOf(calendar.now))) >= 18

/** Three rang about five days ago; the letters were printed on the next working day, and one more rang an hour after. */
export function ringForLetters(desk: Desk, people: readonly Person[], records: Agent): LetterCalls {
  const { calendar, roster } = desk
  const chosen = [...people]
    .sort((a, b) => Number(a.email !== undefined) - Number(b.email !== undefined))
    .slice(0, inBatch + 1)
  const last = chosen.length > 1 ? chosen.pop() : undefined
  const wanted = calendar.now - 5 * dayMs
  const calls = chosen.map((person, i) => ring(desk, person, wanted + i * 35 * minuteMs))
  const latest = Math.max(wanted, ...calls.map(({ at }) => at))
  let day = calendar.dayOf(latest) + 1
  while ([0, 6].includes(calendar.weekday(day))) day++
  const printedAt = calendar.startOf(day) + 13.5 * hourMs
  const postedAt = printedAt + hourMs
  for (const at of [printedAt, postedAt]) roster.worked(records, at)
  if (last) calls.push(ring(desk, last, printedAt + 70 * minuteMs))
  return { calls, printedAt, postedAt }
}

function ring(desk: Desk, person: Person, wanted: number): LetterCalls['calls'][number] {
  const { random, roster } = desk
  const { agent, at } = roster.taker(wanted, person.patient)
  const file = new CaseFile(desk, person, agent, at, 'no-email', 'invitation')
  const t = at + random.int(60, 150) * 1000
  const verificationId = file.verify(t, true)
  return { row: file.row, verificationId, agent, at: t + random.int(60, 200) * 1000 }
}
