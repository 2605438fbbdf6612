import { record } from '../../api/audit/record.ts'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { transact } from '../../api/core/db/transact.ts'
import { confirmEnrolment } from '../../api/staff/enrol.ts'
import type { House, Person } from './harness.ts'

/** Signs somebody in with the event of an enrollment that the shortcut of tests leaves out. */
export async function enrolled(house: House, ...who: Parameters<House['signIn']>): Promise<Person> {
  const person = await house.signIn(...who)
  await transact(house.desk.db, (trx) =>
    record(trx, systemCtx(house.desk, 'test', newId()), confirmEnrolment, {
      object: { type: 'staff', id: person.id },
    }),
  )
  return person
}
