import type { Room } from '../acts/catalogue.ts'
import { patientOf } from '../acts/named.ts'
import { accountPages } from './accountPages.ts'
import { activate } from './activate.ts'
import { resetRequested } from './answerForgotten.ts'
import { beginView, endView } from './asPatient/beginView.ts'
import { showAsPatient } from './asPatient/showAsPatient.ts'
import { portalBound } from './bound.ts'
import { checkLink } from './checkLink.ts'
import { closeOwnLogin } from './closeOwnLogin.ts'
import { loginLocked } from './countWrongPassword.ts'
import { forgotPassword } from './forgotPassword.ts'
import { endMySession, endOtherSessions, listSessions } from './mySessions.ts'
import { notMe } from './notMe.ts'
import { pageFailed } from './pageFailed.ts'
import { askToConfirm, askToSignIn, beginPasskey } from './passkeys/askPasskey.ts'
import { confirmCall } from './passkeys/confirmCall.ts'
import { addPasskey, listPasskeys, removePasskey } from './passkeys/myPasskeys.ts'
import { signInByPasskey } from './passkeys/signInByPasskey.ts'
import { portalPolicy } from './policy.ts'
import { setPreferences, showProfile } from './preferences/profile.ts'
import { profilePage } from './preferences/profilePage.ts'
import { acceptProxy } from './proxies/acceptProxy.ts'
import { askForProxy, endMyProxy, listProxies } from './proxies/myProxies.ts'
import { proxyPage } from './proxies/proxyPage.ts'
import { resetPassword } from './resetPassword.ts'
import { beginFactor, removeFactor, renewRecoveryCodes, setFactor } from './secondFactor.ts'
import { sendFactorCode, showFactor } from './sentCodes.ts'
import { showMe } from './showMe.ts'
import { signIn } from './signIn.ts'
import { signOut } from './signOut.ts'

export const portal: Room = {
  acts: [
    signIn,
    signOut,
    checkLink,
    activate,
    forgotPassword,
    resetPassword,
    beginFactor,
    setFactor,
    removeFactor,
    sendFactorCode,
    renewRecoveryCodes,
    endMySession,
    endOtherSessions,
    addPasskey,
    removePasskey,
    signInByPasskey,
    confirmCall,
    closeOwnLogin,
    notMe,
    setPreferences,
    pageFailed,
    askForProxy,
    acceptProxy,
    endMyProxy,
    beginView,
    endView,
  ],
  views: [
    showAsPatient,
    showMe,
    showProfile,
    listProxies,
    listPasskeys,
    listSessions,
    showFactor,
    beginPasskey,
    askToSignIn,
    askToConfirm,
  ],
  pages: [profilePage, proxyPage, ...accountPages],
  actions: [resetRequested, loginLocked],
  policy: portalPolicy,
  bound: portalBound,
  named: {
    'portal-view': {
      type: 'patient-view',
      patients: patientOf((db) => db.selectFrom('patient_view').select('patient_id')),
    },
  },
}
