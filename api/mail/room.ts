import type { Room } from '../acts/catalogue.ts'
import { mailFailed, mailSent } from './deliverMail.ts'
import { mailPolicy } from './policy.ts'

export const mail: Room = { actions: [mailSent, mailFailed], policy: mailPolicy }
