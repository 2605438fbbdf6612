import type { Room } from '../acts/catalogue.ts'
import { activate } from './activate.ts'
import { resetRequested } from './answerForgotten.ts'
import { checkLink } from './checkLink.ts'
import { loginLocked } from './countWrongPassword.ts'
import { forgotPassword } from './forgotPassword.ts'
import { portalPolicy } from './policy.ts'
import { resetPassword } from './resetPassword.ts'
import { beginFactor, removeFactor, setFactor } from './secondFactor.ts'
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
  ],
  views: [showMe],
  actions: [resetRequested, loginLocked],
  policy: portalPolicy,
}
