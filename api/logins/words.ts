import { said } from '../core/words.ts'
import type { LoginState } from './lists.ts'

/** What an act is told of a login it does not fit. */
export const loginIs: Record<LoginState, ReturnType<typeof said>> = {
  none: said(
    'login-none',
    'The patient has no login yet. Send an invitation.',
    'El paciente aún no tiene acceso. Envíe una invitación.',
  ),
  invited: said(
    'login-invited',
    'The login is not activated yet. Send the invitation again.',
    'El acceso aún no se ha activado. Envíe otra vez la invitación.',
  ),
  active: said('login-active', 'The login is active already.', 'El acceso ya está activo.'),
  locked: said(
    'login-locked',
    'The login is locked. Unlocking it sends a reset link.',
    'El acceso está bloqueado. Desbloquearlo envía un enlace nuevo.',
  ),
  disabled: said('login-disabled', 'The login is disabled.', 'El acceso está desactivado.'),
}
export const usernameTaken = said(
  'username-taken',
  'Another patient signs in with this e-mail address. Ask registration for one of the patient’s own.',
  'Otro paciente entra con esta dirección de correo. Pida a registro una propia del paciente.',
)
export const notOnFile = said(
  'not-on-file',
  'is not a channel on file for this patient',
  'no es un medio de contacto registrado de este paciente',
)
export const noChannel = said(
  'no-channel',
  'No e-mail address on file can be reached. Registration must correct it first.',
  'Ninguna dirección de correo registrada recibe mensajes. Registro debe corregirla antes.',
)

export const missing = {
  supervisor: {
    code: 'second-person',
    message: {
      en: 'a colleague: you have closed as many logins of callers who were not verified as one person may in a day',
      es: 'un colega: usted ya cerró en un día tantos accesos de personas no verificadas como puede una sola persona',
    },
  },
  channel: {
    code: 'channel',
    message: {
      en: 'an e-mail address on file that does not bounce',
      es: 'una dirección de correo registrada que no devuelva los mensajes',
    },
  },
}
