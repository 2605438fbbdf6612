import { newId } from '../../../api/core/db/id.ts'
import type { Tables } from '../../../api/core/db/tables.ts'
import type { House } from '../../support/harness.ts'
import type { Example, Stage } from '../stage.ts'

/* Enrolments that two people give a third, and the sessions of a colleague. */

const longAgo = '2020-01-01T00:00:00.000Z'

/** An enrolment that waits. */
async function aRequest(house: House, staffId: string, askedBy: string): Promise<string> {
  const id = newId()
  await house.owner.write
    .insertInto('enrolment_request')
    .values({
      id,
      staff_id: staffId,
      kind: 'again',
      reason: 'new-device',
      recognised: 'in-person',
      staff_version: 2,
      asked_by: askedBy,
      asked_at: house.desk.clock().toISOString(),
      decision: null,
      decided_by: null,
      decided_at: null,
    })
    .execute()
  return id
}

const decide =
  (verb: 'approve' | 'decline'): Example =>
  async (house, cast) => {
    const other = await house.signIn('helpdesk')
    const asker = await house.signIn('administrator')
    const by = cast['privacy-officer']
    const id = await aRequest(house, other.id, asker.id)
    const request = (change: Partial<Tables['enrolment_request']>) =>
      house.owner.write.updateTable('enrolment_request').set(change).where('id', '=', id).execute()
    const staff = (who: string, change: Partial<Tables['staff']>) =>
      house.owner.write.updateTable('staff').set(change).where('id', '=', who).execute()
    return {
      by,
      path: `/api/enrolment-requests/${id}/${verb}`,
      breaks: {
        notAbout: () => request({ staff_id: by.id }),
        notAsker: () => request({ asked_by: by.id }),
        undecided: () => request({ decision: 'declined', decided_at: longAgo }),
        inTime: () => request({ asked_at: longAgo }),
        askerStands: () => staff(asker.id, { role: 'manager' }),
        unchanged: () => staff(other.id, { version: 3 }),
      },
    }
  }

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
