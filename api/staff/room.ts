import type { Room } from '../acts/catalogue.ts'
import { changePassword } from './account/changePassword.ts'
import { chooseAlerts } from './account/chooseAlerts.ts'
import { endOtherSessions, endSession } from './account/endSessions.ts'
import { renewRecoveryCodes } from './account/renewRecoveryCodes.ts'
import { showMyAccount } from './account/showMyAccount.ts'
import { staffAdded } from './addStaff.ts'
import { staffBound } from './bound.ts'
import { signInsBound } from './boundSignIns.ts'
import { disableStaff, enableStaff } from './changeStatus.ts'
import { askClinic } from './clinics/askClinic.ts'
import { approveClinic, declineClinic } from './clinics/decideClinic.ts'
import { listClinicRequests } from './clinics/listClinicRequests.ts'
import { listClinics } from './clinics/listClinics.ts'
import { employmentEnded } from './endEmployment.ts'
import { endTheirSessions } from './endTheirSessions.ts'
import { choosePassword, confirmEnrolment } from './enrol.ts'
import { askAddition, askEnrolment } from './enrolment/askEnrolment.ts'
import { approveEnrolment, declineEnrolment } from './enrolment/decideEnrolment.ts'
import { listEnrolments } from './enrolment/listEnrolments.ts'
import { listStaff } from './listStaff.ts'
import { addPasskey } from './passkeys/addPasskey.ts'
import { askPasskey } from './passkeys/askPasskey.ts'
import { beginPasskey } from './passkeys/beginPasskey.ts'
import { removePasskey } from './passkeys/removePasskey.ts'
import { staffPolicy } from './policy.ts'
import { showSession } from './presentSession.ts'
import { proveSecondFactor } from './proveSecondFactor.ts'
import { recordsImported } from './records/importRecords.ts'
import { beginReview } from './review/beginReview.ts'
import { decideAccess } from './review/decideAccess.ts'
import { finishReview } from './review/finishReview.ts'
import { listReviews, showReview } from './review/showReview.ts'
import { askRole } from './roles/askRole.ts'
import { approveRole, declineRole } from './roles/decideRole.ts'
import { listRequests } from './roles/listRequests.ts'
import { showStaff } from './showStaff.ts'
import { checkPassword } from './signIn.ts'
import { signOut } from './signOut.ts'

export const staff: Room = {
  acts: [
    choosePassword,
    confirmEnrolment,
    checkPassword,
    askPasskey,
    proveSecondFactor,
    signOut,
    changePassword,
    renewRecoveryCodes,
    beginPasskey,
    addPasskey,
    removePasskey,
    endSession,
    endOtherSessions,
    chooseAlerts,
    disableStaff,
    enableStaff,
    endTheirSessions,
    askClinic,
    approveClinic,
    declineClinic,
    askAddition,
    askEnrolment,
    approveEnrolment,
    declineEnrolment,
    askRole,
    approveRole,
    declineRole,
    beginReview,
    decideAccess,
    finishReview,
  ],
  views: [
    showSession,
    showMyAccount,
    listStaff,
    listClinics,
    showStaff,
    listRequests,
    listEnrolments,
    listClinicRequests,
    listReviews,
    showReview,
  ],
  actions: [staffAdded, recordsImported, employmentEnded],
  policy: staffPolicy,
  bound: [...staffBound, ...signInsBound],
}
