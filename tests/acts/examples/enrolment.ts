import { newId } from '../../../api/core/db/id.ts'
import type { House } from '../../support/harness.ts'
import type { Example, Stage } from '../stage.ts'
import { deciding, waits } from './requests.ts'

/* Enrolments that two people give a third, and the sessions of a colleague. */

/** An enrolment that waits. */
const aRequest = (house: House, staffId: string, askedBy: string) =>
  waits(house, 'enrolment_request', {
    staff_id: staffId,
    asked_by: askedBy,
    kind: 'again',
    reason: 'new-device',
    recognised: 'in-person',
  })

const decide = (verb: 'approve' | 'decline') => deciding('enrolment_request', verb, aRequest)

/** An act of an administrator on a colleague at `version` 2; `more` are the guards beside those that all have. */
const onColleague =
  (
    verb: string,
    body: object,
    more: (house: House, id: string, by: string) => NonNullable<Stage['breaks']> = () => ({}),
  ): Example =>
  async (house, cast) => {
    const other = await house.signIn('helpdesk')
    const by = cast.administrator
    const stage: Stage = {
      by,
      path: `/api/staff/${other.id}/${verb}`,
      body: { ...body, version: 2 },
      breaks: {
        notMyself: async () => {
          stage.path = `/api/staff/${by.id}/${verb}`
        },
        version: () =>
          house.owner.write.updateTable('staff').set({ version: 99 }).where('id', '=', other.id).execute(),
        ...more(house, other.id, by.id),
      },
    }
    return stage
  }

export const enrolmentExamples: Readonly<Record<string, Example>> = {
  'staff.addition-asked': async (_house, cast) => ({
    by: cast.administrator,
    path: '/api/staff',
    body: { name: 'New Colleague', email: `new-${newId()}@desk.test`, role: 'helpdesk' },
  }),
  'staff.enrolment-asked': onColleague(
    'enrolment-requests',
    { reason: 'lost-second-factor', recognised: 'in-person' },
    (house, id, by) => ({
      notDisabled: () =>
        house.owner.write.updateTable('staff').set({ status: 'disabled' }).where('id', '=', id).execute(),
      noneWaits: () => aRequest(house, id, by),
    }),
  ),
  'staff.enrolment-approved': decide('approve'),
  'staff.enrolment-declined': decide('decline'),
  'staff.sessions-ended': onColleague('end-sessions', {}),
}
