import type { Room } from '../acts/catalogue.ts'
import { mailFailed, mailSent } from './deliverMail.ts'

export const mail: Room = { actions: [mailSent, mailFailed] }
