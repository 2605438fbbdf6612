import type { Desk } from '../../api/core/context.ts'
import { approveMacro } from '../../api/knowledge/macros/decideMacro.ts'
import { writeMacro } from '../../api/knowledge/macros/writeMacro.ts'
import { act } from '../perform.ts'
import { type Calendar, minuteMs } from '../story/calendar.ts'
import { asStaff, type Office } from './people.ts'
import { type Deed, workday } from './timeline.ts'

const macros = [
  {
    category: 'forgotten-password',
    title: 'Reset link sent',
    body: 'Caller verified. Reset link sent to the email on file; told that it works for one hour. Case {caseNumber}, {date}.',
    ago: 62,
    approved: true,
  },
  {
    category: null,
    title: 'Transferred, call back agreed',
    body: 'Transferred to {queue}. Caller knows that we call back and at which number. {agent}, {date}.',
    ago: 40,
    approved: true,
  },
  {
    category: 'invitation',
    title: 'Activation letter on its way',
    body: 'No email of their own. Activation letter asked for; told that it takes about a week and to keep the birth date at hand. Case {caseNumber}.',
    ago: 1,
    approved: false,
  },
] as const

/** The supervisor writes texts for notes; an officer approved two of them, and the last one waits. */
export const macroDeeds = (desk: Desk, calendar: Calendar, { supervisor, officer }: Office): Deed[] =>
  macros.map(({ ago, approved, ...words }) => ({
    at: workday(calendar, ago, '14:05'),
    async do(at) {
      const { id } = await act(desk, writeMacro, asStaff(supervisor), at, { language: 'en', ...words })
      if (approved) await act(desk, approveMacro, asStaff(officer), at + 50 * minuteMs, { id })
    },
  }))
