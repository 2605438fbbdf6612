import type { Room } from '../acts/catalogue.ts'
import { textDelivered, textUndelivered } from './deliveryReports.ts'
import { mailFailed, mailSent, textFailed, textSent } from './outcomes.ts'
import { mailPolicy } from './policy.ts'
import { mailReturned } from './returnedMail.ts'

export const mail: Room = {
  actions: [mailSent, mailFailed, mailReturned, textSent, textFailed, textDelivered, textUndelivered],
  policy: mailPolicy,
}
