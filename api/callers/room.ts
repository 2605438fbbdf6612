import type { Room } from '../acts/catalogue.ts'
import { patientOf } from '../acts/named.ts'
import { countApprovals, listApprovals } from './approvals.ts'
import { confirmCallBackCode, sendCallBackCode } from './callBack.ts'
import { approveInPerson, declineApproval } from './decideApproval.ts'
import { recordSeenInPerson } from './inPerson.ts'
import { callersPolicy } from './policy.ts'
import { verifyCaller } from './verifyCaller.ts'

export const callers: Room = {
  acts: [
    verifyCaller,
    sendCallBackCode,
    confirmCallBackCode,
    recordSeenInPerson,
    approveInPerson,
    declineApproval,
  ],
  views: [countApprovals, listApprovals],
  policy: callersPolicy,
  named: {
    verification: {
      patients: patientOf((db) => db.selectFrom('verification').select('patient_id')),
    },
  },
}
