import type { Room } from '../acts/catalogue.ts'
import { patientOf } from '../acts/named.ts'
import { askRefill, cancelRefill, listRefills } from './ask.ts'
import { finishRefill, grantRefill, refuseRefill } from './decide.ts'
import { listInboxRefills, showInboxRefill } from './inbox.ts'
import { refillsPage } from './page.ts'
import { refillsPolicy } from './policy.ts'
import { showRefillResponse } from './response.ts'

export const refills: Room = {
  acts: [askRefill, cancelRefill, grantRefill, refuseRefill, finishRefill],
  views: [listRefills, listInboxRefills, showInboxRefill, showRefillResponse],
  pages: [refillsPage],
  policy: refillsPolicy,
  named: {
    'clinic-refill': {
      type: 'refill',
      patients: patientOf((db) => db.selectFrom('refill_request').select('patient_id')),
    },
  },
}
