import { expect, it } from 'vitest'
import { systemCtx } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { createPatients } from '../../api/patients/createPatients.ts'
import { houseForTests } from '../support/harness.ts'

const house = houseForTests()

it('many people at once come in whole, where some of them have no contact too', async () => {
  for (const many of [3, 100, 250, 300]) {
    const records = Array.from({ length: many }, (_, n) => ({
      ...{ mrnIssuer: 'urn:test:hospital', mrn: `${many}-${n}`, familyName: 'Many', givenName: `No ${n}` },
      ...{ identifiers: [], otherNames: [], birthDate: '1961-02-03', sex: 'female' },
      contacts: n % 3 === 0 ? [] : [{ system: 'email' as const, value: `many.${many}.${n}@example.test` }],
    }))
    const ids = await transact(house.desk.db, (trx) =>
      createPatients(trx, systemCtx(house.desk, 'test', 'test'), records),
    )
    const theirs = (await house.rows('contact_point')).filter(({ patient_id }) => ids.includes(patient_id))
    expect(theirs).toHaveLength(many - Math.ceil(many / 3))
  }
})
