import type { Words } from '../../core/words.ts'

/**
 * What the desk did in a case, as its patient is told, by the kind of note that each act leaves. Nothing here names anybody, an
 * address or a health matter. What is not on the list is not told: a doubt about custody may keep somebody safe who would be
 * asked about this mail (2026-11-26).
 */
export const told: Readonly<Record<string, Words>> = {
  invite: {
    en: 'We sent you an invitation to the portal.',
    es: 'Le enviamos una invitación al portal.',
  },
  'order-letter': {
    en: 'We will send you a letter to open your portal account.',
    es: 'Le enviaremos una carta para abrir su cuenta del portal.',
  },
  unlock: {
    en: 'We unlocked your portal account and sent you a link to choose a new password.',
    es: 'Desbloqueamos su cuenta del portal y le enviamos un enlace para elegir una contraseña nueva.',
  },
  'send-reset-link': {
    en: 'We sent you a link to choose a new password.',
    es: 'Le enviamos un enlace para elegir una contraseña nueva.',
  },
  'send-username': { en: 'We sent you your username.', es: 'Le enviamos su nombre de usuario.' },
  'end-sessions': {
    en: 'We signed your account out on every device.',
    es: 'Cerramos su sesión en todos los dispositivos.',
  },
  'reset-second-factor': {
    en: 'We removed the second step of your sign-in, so that you can set it up anew.',
    es: 'Quitamos el segundo paso de su inicio de sesión para que pueda configurarlo de nuevo.',
  },
  'view-as-patient': {
    en: 'With your consent, we looked at what you see in the portal.',
    es: 'Con su consentimiento, vimos lo que usted ve en el portal.',
  },
  disable: { en: 'We disabled your portal account.', es: 'Desactivamos su cuenta del portal.' },
  enable: { en: 'We enabled your portal account again.', es: 'Volvimos a activar su cuenta del portal.' },
  'change-email': {
    en: 'We wrote down a new email for you.',
    es: 'Anotamos un correo electrónico nuevo para usted.',
  },
  'change-phone': {
    en: 'We wrote down a new phone number for you.',
    es: 'Anotamos un teléfono nuevo para usted.',
  },
  'change-address': {
    en: 'We wrote down a new home address for you.',
    es: 'Anotamos un domicilio nuevo para usted.',
  },
  'withdraw-contact-change': {
    en: 'We stopped the change of contact that was waiting.',
    es: 'Detuvimos el cambio de contacto que estaba en espera.',
  },
  'grant-proxy': {
    en: 'We gave someone access to act for you, as you asked.',
    es: 'Dimos acceso a alguien para representarle, como pidió.',
  },
  'change-proxy': {
    en: 'We changed what someone who acts for you can see.',
    es: 'Cambiamos lo que puede ver alguien que le representa.',
  },
  'end-proxy': {
    en: 'We ended the access of someone who acted for you.',
    es: 'Terminamos el acceso de alguien que le representaba.',
  },
  'ask-correction': {
    en: 'We asked our medical records office to check a correction.',
    es: 'Pedimos a nuestra oficina de expedientes médicos que revise una corrección.',
  },
}

export const nothingChanged: Words = {
  en: 'We answered your question. Nothing was changed.',
  es: 'Respondimos a su pregunta. No se cambió nada.',
}
