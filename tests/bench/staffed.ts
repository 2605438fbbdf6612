import { countEverything } from '../../api/adoption/rollup/countAdoption.ts'
import { readConfig } from '../../api/core/config.ts'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { transact } from '../../api/core/db/transact.ts'
import { createDesk } from '../../api/createDesk.ts'
import { addStaff } from '../../api/staff/addStaff.ts'
import { makeHospital } from '../../seed/hospital.ts'
import { temporaryFolder } from '../support/templates.ts'

export const patientPassword = 'a bench password of some length'

/** A synthetic hospital on SQLite in a folder of its own, with agents who are signed in. */
export async function staffedHospital(patients: number, agents: number, { counted = true } = {}) {
  const folder = temporaryFolder()
  const desk = createDesk(readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' }))
  await migrate(desk.db)
  const system = systemCtx(desk, 'bench', newId())
  const staffIds: string[] = []
  for (let n = 0; n < agents; n++) {
    const { id } = await addStaff(system, {
      email: `agent${n}@example.test`,
      name: `Agent Bench ${n}`,
      role: 'helpdesk',
    })
    staffIds.push(id)
  }
  await makeHospital(desk, {
    patients,
    seed: 3,
    problemsOfEach: 20,
    pastCases: 2000,
    staffIds,
    now: new Date(),
    patientPassword,
  })
  if (counted) await countEverything(desk)
  // Last: a session that nobody uses ends before a large hospital is made.
  const staff: { id: string; cookie: string }[] = []
  for (const id of staffIds) {
    const cookie = await transact(desk.db, async (trx) => {
      await trx.updateTable('staff').set({ status: 'active' }).where('id', '=', id).execute()
      return desk.sessions.start(trx, id, 'complete')
    })
    staff.push({ id, cookie: cookie.split(';')[0]! })
  }
  const people = await desk.db.read
    .selectFrom('patient')
    .select(['id', 'family_name', 'given_name', 'birth_date', 'mrn', 'postal_code'])
    .limit(20_000)
    .execute()
  return { folder, desk, staff, people }
}
