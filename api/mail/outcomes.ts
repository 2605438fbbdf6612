import type { Action } from '../audit/action.ts'

/** Mails go to patients, and to staff: the event names the patient where there is one. */
export const mailSent: Action = {
  name: 'mail.sent',
  letter: 'E',
  words: { en: 'Sent an email', es: 'Envió un correo electrónico' },
  watch: 'nothing',
}
export const mailFailed: Action = {
  name: 'mail.failed',
  letter: 'E',
  words: { en: 'Could not deliver an email', es: 'No pudo entregar un correo electrónico' },
  watch: 'nothing',
}
export const textSent: Action = {
  name: 'text.sent',
  letter: 'E',
  words: { en: 'Sent a text message', es: 'Envió un mensaje de texto' },
  watch: 'nothing',
}
export const textFailed: Action = {
  name: 'text.failed',
  letter: 'E',
  words: { en: 'Could not deliver a text message', es: 'No pudo entregar un mensaje de texto' },
  watch: 'nothing',
}
