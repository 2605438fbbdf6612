import type { Room } from '../acts/catalogue.ts'
import { patientOf, whoseIn } from '../acts/named.ts'
import { answerAccounting } from './accounting/answerAccounting.ts'
import { listAccountings, showAccounting } from './accounting/listAccountings.ts'
import { extendAccounting, requestAccounting, withdrawAccounting } from './accounting/requestAccounting.ts'
import { addToReview } from './activity/addToReview.ts'
import { beginReview } from './activity/beginReview.ts'
import { judgeAccess } from './activity/judgeAccess.ts'
import { listReviews } from './activity/listReviews.ts'
import { showReview } from './activity/showReview.ts'
import { signReview } from './activity/signReview.ts'
import { logFound } from './alerts/alertLog.ts'
import { assessAlert } from './alerts/assessAlert.ts'
import { assignAlert } from './alerts/assignAlert.ts'
import { listAlerts } from './alerts/listAlerts.ts'
import { noteAlert } from './alerts/noteAlert.ts'
import { showAlert } from './alerts/showAlert.ts'
import { showOverview } from './alerts/showOverview.ts'
import { signAlert } from './alerts/signAlert.ts'
import { newestAltered, protectionBroken } from './alerts/watchProtection.ts'
import { privacyBound } from './bound.ts'
import { breachesBound } from './boundBreaches.ts'
import { registersBound } from './boundRegisters.ts'
import { alertNotified } from './breaches/changeBreach.ts'
import { returnNotice, withdrawNotice } from './breaches/correctNotices.ts'
import { addAffected, describeBreach, draftLetter, removeAffected } from './breaches/describeBreach.ts'
import { enterDisclosures } from './breaches/enterDisclosures.ts'
import { listBreaches } from './breaches/listBreaches.ts'
import { lettersPage, listMyNotices } from './breaches/myNotices.ts'
import { openBreach } from './breaches/openBreach.ts'
import { emailReturned } from './breaches/returnedEmails.ts'
import { postNotices, printNotices, recordNotice, recordPublicNotice } from './breaches/sendNotices.ts'
import { mostShown, showBreach, showLetters } from './breaches/showBreach.ts'
import {
  addToBreach,
  assessBreach,
  countersignBreach,
  delayBreach,
  signBreach,
} from './breaches/signBreach.ts'
import { accountForPatient } from './disclosures/accountForPatient.ts'
import { recordDisclosure } from './disclosures/recordDisclosure.ts'
import { suspendDisclosure } from './disclosures/suspendDisclosure.ts'
import { withdrawDisclosure } from './disclosures/withdrawDisclosure.ts'
import { openEmergencyAccess } from './emergency/openEmergencyAccess.ts'
import { answerInquiry, showInquiry } from './inquiries/answerInquiry.ts'
import { askInquiry } from './inquiries/askInquiry.ts'
import { alertRaised } from './monitor/raiseAlerts.ts'
import { dayScored } from './monitor/watchAccess.ts'
import { privacyPolicy } from './policy.ts'
import { askRuleChange, changeRuleAlone } from './rules/askRuleChange.ts'
import { confirmRuleChange, declineRuleChange } from './rules/decideRuleChange.ts'
import { ruleLapsed } from './rules/lapseRules.ts'
import { listRules } from './rules/listRules.ts'
import {
  carryOutSanction,
  recordSanction,
  sanctionFromAlert,
  withdrawSanction,
} from './sanctions/keepSanctions.ts'
import { listSanctions } from './sanctions/listSanctions.ts'
import { endWatch } from './watched/endWatch.ts'
import { listWatched } from './watched/listWatched.ts'
import { watchRecord } from './watched/watchRecord.ts'

export const privacy: Room = {
  acts: [
    assignAlert,
    noteAlert,
    askInquiry,
    answerInquiry,
    assessAlert,
    signAlert,
    recordSanction,
    sanctionFromAlert,
    carryOutSanction,
    withdrawSanction,
    addToReview,
    openBreach,
    describeBreach,
    addAffected,
    removeAffected,
    assessBreach,
    signBreach,
    countersignBreach,
    draftLetter,
    delayBreach,
    printNotices,
    postNotices,
    recordNotice,
    recordPublicNotice,
    returnNotice,
    withdrawNotice,
    addToBreach,
    enterDisclosures,
    beginReview,
    judgeAccess,
    signReview,
    watchRecord,
    endWatch,
    askRuleChange,
    changeRuleAlone,
    confirmRuleChange,
    declineRuleChange,
    openEmergencyAccess,
    recordDisclosure,
    withdrawDisclosure,
    suspendDisclosure,
    requestAccounting,
    extendAccounting,
    answerAccounting,
    withdrawAccounting,
  ],
  views: [
    showOverview,
    listAlerts,
    showAlert,
    showInquiry,
    listSanctions,
    listBreaches,
    showBreach,
    showLetters,
    listReviews,
    showReview,
    listWatched,
    listRules,
    accountForPatient,
    listAccountings,
    showAccounting,
    listMyNotices,
  ],
  pages: [lettersPage],
  actions: [
    protectionBroken,
    newestAltered,
    alertRaised,
    logFound,
    alertNotified,
    emailReturned,
    dayScored,
    ruleLapsed,
  ],
  policy: privacyPolicy,
  bound: [...privacyBound, ...registersBound, ...breachesBound],
  named: {
    'privacy-alert': {
      patients: patientOf((db) => db.selectFrom('privacy_alert').select('patient_id')),
    },
    'accounting-request': {
      patients: patientOf((db) => db.selectFrom('accounting_request').select('patient_id')),
    },
    disclosure: {
      patients: patientOf((db) => db.selectFrom('disclosure').select('patient_id')),
    },
    'watched-record': {
      patients: patientOf((db) => db.selectFrom('watched_patient').select('patient_id')),
    },
    breach: {
      patients: (db, id) =>
        whoseIn(
          db
            .selectFrom('breach_patient')
            .select('patient_id')
            .where('breach_id', '=', id)
            .limit(mostShown)
            .execute(),
        ),
    },
  },
}
