import type { Room } from '../acts/catalogue.ts'
import { askForPasskey } from './askForPasskey.ts'
import { checkSecondFactor } from './checkSecondFactor.ts'
import { changeAddress, changeEmail, changePhone } from './contact/askChange.ts'
import { changeLapsed, changeUnreadable, contactChanged } from './contact/takeEffect.ts'
import { withdrawChange } from './contact/withdrawChange.ts'
import { answerCorrection } from './corrections/answerCorrection.ts'
import { askCorrection } from './corrections/askCorrection.ts'
import { diagnose } from './diagnose.ts'
import { disable } from './disable.ts'
import { enable } from './enable.ts'
import { endSessions } from './endSessions.ts'
import { invite } from './invite.ts'
import { passedToTeen } from './passToTeens.ts'
import { loginsPolicy } from './policy.ts'
import { allowProxy } from './proxies/allowProxy.ts'
import { changeProxy, endProxy } from './proxies/changeProxy.ts'
import { doubtCustody, settleCustody } from './proxies/doubts.ts'
import { endByRecords } from './proxies/endByRecords.ts'
import { grantProxy } from './proxies/grantProxy.ts'
import { proxyByAge } from './proxies/keepAges.ts'
import { resetSecondFactor } from './resetSecondFactor.ts'
import { riskPolicy } from './risk/policy.ts'
import { sendResetLink } from './sendResetLink.ts'
import { sendUsername } from './sendUsername.ts'
import { sendSummary } from './summary/sendSummary.ts'
import { undecided } from './undecided.ts'
import { unlock } from './unlock.ts'

export const logins: Room = {
  acts: [
    invite,
    unlock,
    sendResetLink,
    sendUsername,
    sendSummary,
    endSessions,
    disable,
    enable,
    resetSecondFactor,
    changeEmail,
    changePhone,
    changeAddress,
    withdrawChange,
    grantProxy,
    changeProxy,
    endProxy,
    allowProxy,
    doubtCustody,
    settleCustody,
    endByRecords,
    askCorrection,
    answerCorrection,
    checkSecondFactor,
    askForPasskey,
  ],
  views: [diagnose],
  actions: [contactChanged, changeLapsed, changeUnreadable, proxyByAge, passedToTeen],
  policy: { ...loginsPolicy, ...riskPolicy },
  undecided,
}
