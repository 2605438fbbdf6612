import type { Room } from '../acts/catalogue.ts'
import { mailFailed, mailSent, textFailed, textSent } from './deliverMail.ts'
import { textDelivered, textUndelivered } from './deliveryReports.ts'
import { mailPolicy } from './policy.ts'

export const mail: Room = {
  actions: [mailSent, mailFailed, textSent, textFailed, textDelivered, textUndelivered],
  policy: mailPolicy,
}
