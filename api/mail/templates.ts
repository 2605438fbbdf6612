import type { Language } from '../core/words.ts'

export type Template =
  | 'activation'
  | 'reset'
  | 'call-back-code'
  | 'password-changed'
  | 'login-locked'
  | 'login-disabled'
  | 'break-glass-used'

interface Text {
  subject: string
  body: string
}

/*
 * Mails carry no name, no number and nothing about health: a mailbox may be shared, and a mail may go astray. Both
 * languages say the same, sentence by sentence.
 */
export const texts: Record<Template, { en: Text; es: Text }> = {
  activation: {
    en: {
      subject: 'Your patient portal invitation',
      body: 'You have been invited to the patient portal of {hospital}.\n\nOpen this link and choose a password. It works for {lifetime}. You will be asked for your date of birth.\n\n{link}\n\nIf you did not expect this e-mail, you do not need to do anything.',
    },
    es: {
      subject: 'Su invitación al portal del paciente',
      body: 'Le invitamos al portal del paciente de {hospital}.\n\nAbra este enlace y elija una contraseña. Sirve durante {lifetime}. Se le pedirá su fecha de nacimiento.\n\n{link}\n\nSi no esperaba este correo, no tiene que hacer nada.',
    },
  },
  reset: {
    en: {
      subject: 'Choose a new password',
      body: 'A new password was requested at the patient portal of {hospital}.\n\nOpen this link and choose one. It works for {lifetime}. You will be asked for your date of birth.\n\n{link}\n\nIf this was not you, ignore this e-mail and do not share the link. Please tell us if it happens again.',
    },
    es: {
      subject: 'Elija una contraseña nueva',
      body: 'Se pidió una contraseña nueva en el portal del paciente de {hospital}.\n\nAbra este enlace y elija una. Sirve durante {lifetime}. Se le pedirá su fecha de nacimiento.\n\n{link}\n\nSi no fue usted, ignore este correo y no comparta el enlace. Avísenos si vuelve a ocurrir.',
    },
  },
  'call-back-code': {
    en: {
      subject: 'Your code for the call with us',
      body: 'Read this code to the person on the phone:\n\n{code}\n\nIt works for {lifetime}. If you are not on the phone with the helpdesk of {hospital}, someone else may be: tell nobody this code and call us.',
    },
    es: {
      subject: 'Su código para la llamada con nosotros',
      body: 'Lea este código a la persona al teléfono:\n\n{code}\n\nSirve durante {lifetime}. Si usted no está al teléfono con el servicio de ayuda de {hospital}, puede que otra persona lo esté: no diga este código a nadie y llámenos.',
    },
  },
  'password-changed': {
    en: {
      subject: 'Your portal password was changed',
      body: 'The password of your login at the patient portal of {hospital} was just chosen or changed.\n\nIf this was not you, call the helpdesk at once.',
    },
    es: {
      subject: 'Se cambió su contraseña del portal',
      body: 'La contraseña de su acceso al portal del paciente de {hospital} se acaba de elegir o cambiar.\n\nSi no fue usted, llame enseguida al servicio de ayuda.',
    },
  },
  'login-locked': {
    en: {
      subject: 'Your portal login is locked',
      body: 'A new password was requested at the patient portal of {hospital}, but the login is locked after too many wrong passwords.\n\nCall the helpdesk: they will check that it is you and send a new link.',
    },
    es: {
      subject: 'Su acceso al portal está bloqueado',
      body: 'Se pidió una contraseña nueva en el portal del paciente de {hospital}, pero el acceso está bloqueado tras demasiadas contraseñas erróneas.\n\nLlame al servicio de ayuda: comprobarán que es usted y enviarán un enlace nuevo.',
    },
  },
  'login-disabled': {
    en: {
      subject: 'Your portal login was closed',
      body: 'Your login at the patient portal of {hospital} was just closed by our staff.\n\nIf you did not ask for this, call the helpdesk: they will check that it is you and open it again.',
    },
    es: {
      subject: 'Se cerró su acceso al portal',
      body: 'El personal de {hospital} acaba de cerrar su acceso al portal del paciente.\n\nSi usted no lo pidió, llame al servicio de ayuda: comprobarán que es usted y volverán a abrirlo.',
    },
  },
  'break-glass-used': {
    en: {
      subject: 'Emergency access to a record',
      body: 'A staff member of {hospital} opened a patient’s record in an emergency, without the usual permission.\n\nAn alert waits for your review:\n\n{link}',
    },
    es: {
      subject: 'Acceso de emergencia a un expediente',
      body: 'Un miembro del personal de {hospital} abrió el expediente de un paciente en una emergencia, sin el permiso habitual.\n\nHay una alerta pendiente de su revisión:\n\n{link}',
    },
  },
}

/** The subject and body of a mail in the reader's language. `minutes` is how long what it carries works. */
export function writeMail(
  template: Template,
  spoken: string | null,
  { minutes, values }: { minutes: number; values: Readonly<Record<string, string>> },
): Text {
  const language = /^(es|spa)/i.test(spoken ?? '') ? 'es' : 'en'
  const { subject, body } = texts[template][language]
  const all: Record<string, string> = { lifetime: inWords(language, minutes), ...values }
  return { subject, body: body.replace(/\{(\w+)\}/g, (_, name: string) => all[name] ?? '') }
}

/** “24 hours”, “1 hora”, “90 minutes”. */
function inWords(language: Language, minutes: number): string {
  const [amount, unit] = minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute']
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(amount)
}
