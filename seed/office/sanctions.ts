import type { Desk } from '../../api/core/context.ts'
import {
  carryOutSanction,
  recordSanction,
  sanctionFromAlert,
} from '../../api/privacy/sanctions/keepSanctions.ts'
import type { AlertRow } from '../../api/privacy/tables.ts'
import { act } from '../perform.ts'
import type { Calendar } from '../story/calendar.ts'
import { asStaff, type Office } from './people.ts'
import { type Deed, workday } from './timeline.ts'

/** A sanction that was decided after an audit of the front desk, and carried out. */
export function sanctionDeeds(
  desk: Desk,
  calendar: Calendar,
  { officer }: Office,
  own: readonly string[],
): Deed[] {
  const { dayOf, text } = calendar
  const decided = workday(calendar, 82, '15:05')
  const carriedOut = workday(calendar, 71, '15:05')
  let sanctionId: string
  return [
    {
      at: decided,
      async do() {
        const staff = await desk.db.read
          .selectFrom('staff')
          .select(['id', 'email'])
          .where('role', '=', 'helpdesk')
          .orderBy('email')
          .execute()
        const whom = staff.find(({ id }) => !own.includes(id)) ?? staff[0]!
        const { id } = await act(desk, recordSanction, asStaff(officer), decided, {
          email: whom.email,
          kind: 'training',
          decidedOn: text(dayOf(decided)),
          decidedBy: 'Human resources',
          description:
            'A screen was left open at the front desk twice within a month. Privacy training to be repeated.',
        })
        sanctionId = id
      },
    },
    {
      at: carriedOut,
      do: () =>
        act(desk, carryOutSanction, asStaff(officer), carriedOut, {
          id: sanctionId,
          on: text(dayOf(carriedOut)),
        }),
    },
  ]
}

/** What followed from an alert: human resources decided, and it is to be carried out. */
export const sanctionAfter = (
  desk: Desk,
  { officer, second }: Office,
  { id, staff_id }: AlertRow,
  at: number,
): Deed => ({
  at,
  do: () =>
    act(desk, sanctionFromAlert, asStaff(staff_id === officer.id ? second : officer), at, {
      id,
      kind: 'written-warning',
      decidedOn: new Date(at).toISOString().slice(0, 10),
      decidedBy: 'Human resources',
      description: 'Opened the record of somebody close to them without a case.',
    }),
})
