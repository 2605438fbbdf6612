import { newId } from '../../../api/core/db/id.ts'
import type { Tables } from '../../../api/core/db/tables.ts'
import type { AskedOfTwo } from '../../../api/staff/tables.ts'
import type { House } from '../../support/harness.ts'
import type { Example } from '../stage.ts'

/* What one asks about a colleague, and another decides. */

type Table = 'role_request' | 'enrolment_request' | 'clinic_request'
const longAgo = '2020-01-01T00:00:00.000Z'

/** A request that waits, about an account at version 2. @returns its id */
export async function waits<T extends Table>(
  house: House,
  table: T,
  what: Omit<Tables[T], keyof AskedOfTwo> & Pick<AskedOfTwo, 'staff_id' | 'asked_by'>,
): Promise<string> {
  const id = newId()
  await house.owner.write
    .insertInto(table as Table)
    .values({
      id,
      staff_version: 2,
      asked_at: house.desk.clock().toISOString(),
      decision: null,
      decided_by: null,
      decided_at: null,
      ...what,
    } as never)
    .execute()
  return id
}

/** A second person's word, and what stands in its way. */
export const deciding =
  (
    table: Table,
    verb: 'approve' | 'decline',
    ask: (house: House, staffId: string, askedBy: string) => Promise<string>,
  ): Example =>
  async (house, cast) => {
    const other = await house.signIn('helpdesk')
    const asker = await house.signIn('administrator')
    const by = cast['privacy-officer']
    const id = await ask(house, other.id, asker.id)
    const request = (change: Partial<AskedOfTwo>) =>
      house.owner.write.updateTable(table).set(change).where('id', '=', id).execute()
    const staff = (who: string, change: Partial<Tables['staff']>) =>
      house.owner.write.updateTable('staff').set(change).where('id', '=', who).execute()
    return {
      by,
      path: `/api/${table.replace('_', '-')}s/${id}/${verb}`,
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
