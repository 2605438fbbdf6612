import { answerWords, correctionWords, paperWords, seenWords } from '../../api/logins/corrections/words.ts'
import { accessWords, proxyPaperWords, relationshipWords } from '../../api/logins/proxies/words.ts'
import type { Words } from '../core/words/entry.ts'

const contactAsked = {
  en: 'Asked for. Every address on file was notified; it takes effect when the waiting time is over.',
  es: 'Pedido. Se avisó a todas las direcciones registradas; se hará cuando pase el tiempo de espera.',
}

/** The words of a portal account: what can be wrong with it, and what can be done. */
export const loginsWords = {
  account: {
    none: { en: 'none yet', es: 'aún no tiene' },
    invited: { en: 'invited', es: 'con invitación' },
    active: { en: 'active', es: 'activa' },
    locked: { en: 'locked', es: 'bloqueada' },
    disabled: { en: 'disabled', es: 'desactivada' },
  },
  diagnosis: {
    title: { en: 'Why can’t they get in?', es: '¿Por qué no puede iniciar sesión?' },
    also: { en: 'Also worth knowing', es: 'También conviene saber' },
    escalate: { en: 'Transfer to: %{queue}', es: 'Transferir a: %{queue}' },
    needs: { en: 'needs %{level}', es: 'requiere el %{level}' },
    waits: {
      en: 'Nothing more to do on the desk: it is with %{queue}.',
      es: 'En la mesa no queda nada por hacer: lo tiene %{queue}.',
    },
    proveFirst: {
      en: 'Needs %{level}. Then: %{remedy}.',
      es: 'Requiere el %{level}. Después: %{remedy}.',
    },
  },
  login: {
    title: { en: 'Portal account', es: 'Cuenta del portal' },
    status: { en: 'Status', es: 'Estado' },
    username: { en: 'Username', es: 'Nombre de usuario' },
    invited: { en: 'Invited', es: 'Invitación' },
    activated: { en: 'Activated', es: 'Activación' },
    lastSignIn: { en: 'Last sign-in', es: 'Último inicio de sesión' },
    sessions: { en: 'Open sessions', es: 'Sesiones abiertas' },
    channels: { en: 'Contact on file', es: 'Contacto registrado' },
    changes: { en: 'Waiting to change', es: 'Cambio en espera' },
    unreadable: {
      en: 'cannot be read any more and will be dropped; ask for it again',
      es: 'ya no se puede leer y se descartará; hay que pedirlo otra vez',
    },
    bounces: { en: 'bounces', es: 'rechaza mensajes' },
    proxies: { en: 'Proxies', es: 'Representantes' },
    actsFor: { en: 'Acts for', es: 'Representa a' },
    actsForOne: { en: 'another patient', es: 'otro paciente' },
    mails: { en: 'Recent messages', es: 'Mensajes recientes' },
  },
  channel: {
    email: { en: 'email', es: 'correo electrónico' },
    phone: { en: 'phone', es: 'teléfono' },
    address: { en: 'address', es: 'domicilio' },
  },
  /** By which way a message left. */
  way: {
    email: { en: 'email', es: 'correo electrónico' },
    text: { en: 'text message', es: 'mensaje de texto' },
  },
  proxy: {
    pending: { en: 'pending', es: 'pendiente' },
    active: { en: 'active', es: 'activo' },
    ended: { en: 'ended', es: 'terminado' },
  },
  /** For whom pending proxy access waits. */
  proxyWaits: {
    proxy: { en: 'the proxy has to confirm it', es: 'falta que el representante lo confirme' },
    desk: { en: 'asked for in the portal; to be granted', es: 'pedido en el portal; por conceder' },
    records: { en: 'waits for medical records', es: 'espera a expedientes médicos' },
  },
  proxyAccess: accessWords,
  proxyPaper: proxyPaperWords,
  relationship: relationshipWords,
  template: {
    activation: { en: 'Invitation', es: 'Invitación' },
    reset: { en: 'Password reset link', es: 'Enlace para cambiar la contraseña' },
    'call-back-code': { en: 'Verification code', es: 'Código de verificación' },
    'identity-proofing': { en: 'Link to prove identity', es: 'Enlace para demostrar la identidad' },
    username: { en: 'Username reminder', es: 'Recordatorio del nombre de usuario' },
    'password-changed': { en: 'Notice: password changed', es: 'Aviso: contraseña cambiada' },
    'passkey-added': { en: 'Notice: passkey added', es: 'Aviso: llave de acceso añadida' },
    'passkey-removed': { en: 'Notice: passkey removed', es: 'Aviso: llave de acceso quitada' },
    'passkeys-void': { en: 'Notice: passkeys void', es: 'Aviso: llaves de acceso anuladas' },
    'passkey-copied': {
      en: 'Notice: copied passkey refused',
      es: 'Aviso: llave de acceso copiada, rechazada',
    },
    'call-confirmed': { en: 'Notice: call confirmed', es: 'Aviso: llamada confirmada' },
    'second-factor-changed': { en: 'Notice: authenticator changed', es: 'Aviso: autenticador cambiado' },
    'contact-change-asked': { en: 'Notice: contact about to change', es: 'Aviso: contacto por cambiar' },
    'contact-change-new': { en: 'Notice: named as a contact', es: 'Aviso: indicado como contacto' },
    'contact-changed': { en: 'Notice: contact changed', es: 'Aviso: contacto cambiado' },
    'proxy-granted': { en: 'Notice: proxy access granted', es: 'Aviso: representante nombrado' },
    'proxy-named': { en: 'Notice: named as a proxy', es: 'Aviso: nombrado representante' },
    'proxy-changed': { en: 'Notice: proxy access changed', es: 'Aviso: acceso de representante cambiado' },
    'call-summary': { en: 'Summary of the call', es: 'Resumen de la llamada' },
    'login-locked': { en: 'Notice: account locked', es: 'Aviso: cuenta bloqueada' },
    'login-disabled': { en: 'Notice: account disabled', es: 'Aviso: cuenta desactivada' },
  },
  mail: {
    queued: { en: 'waiting', es: 'en espera' },
    sending: { en: 'being sent', es: 'enviándose' },
    sent: { en: 'sent', es: 'enviado' },
    failed: { en: 'not sent', es: 'no enviado' },
    bounced: { en: 'bounced', es: 'rechazado' },
    undelivered: { en: 'not delivered', es: 'no entregado' },
    delivered: { en: 'delivered', es: 'entregado' },
    cancelled: { en: 'withdrawn', es: 'retirado' },
  },
  act: {
    title: { en: 'What can be done', es: 'Qué se puede hacer' },
    reason: { en: 'Reason', es: 'Motivo' },
    needs: { en: 'Needs %{level}', es: 'Requiere el %{level}' },
    theirs: {
      en: 'Needs the role that works the queue this case was transferred to',
      es: 'Requiere la función que atiende la cola a la que se transfirió este caso',
    },
    who: {
      en: 'Roles that can do something here: %{roles}.',
      es: 'Funciones que pueden hacer algo aquí: %{roles}.',
    },
  },
  /** What is mostly the reason, where there is one: an act without one begins empty. */
  reasonFor: {
    invite: { en: 'wants a portal account', es: 'quiere una cuenta del portal' },
    unlock: { en: 'locked out', es: 'cuenta bloqueada' },
    'send-reset-link': { en: 'forgot the password', es: 'olvidó la contraseña' },
    'send-username': { en: 'forgot the username', es: 'olvidó el nombre de usuario' },
    'reset-second-factor': { en: 'lost the authenticator', es: 'perdió el autenticador' },
    'change-email': { en: 'has a new email', es: 'tiene un correo nuevo' },
    'ask-correction': {
      en: 'says that the record is wrong',
      es: 'dice que el expediente está mal',
    },
    'change-phone': { en: 'has a new number', es: 'tiene un número nuevo' },
    'change-address': { en: 'moved', es: 'se mudó' },
    'grant-proxy': { en: 'wants someone to act for them', es: 'quiere que alguien le represente' },
    'change-proxy': {
      en: 'wants the proxy to see more or less',
      es: 'quiere que el representante vea más o menos',
    },
    'end-proxy': { en: 'no longer wants the proxy', es: 'ya no quiere al representante' },
    'end-sessions': {
      en: 'signed in on a shared device',
      es: 'inició sesión en un dispositivo compartido',
    },
  },
  correction: correctionWords,
  paper: paperWords,
  paperSeenBy: seenWords,
  correctionAnswer: answerWords,
  oldContact: {
    end: { en: 'Is no longer theirs', es: 'Ya no es suyo' },
    keep: { en: 'Stays on file as well', es: 'También sigue registrado' },
  },
  phoneKind: {
    mobile: { en: 'Mobile', es: 'Móvil' },
    landline: { en: 'Landline', es: 'Fijo' },
  },
  reason: {
    'patient-request': { en: 'Patient’s request', es: 'A petición del paciente' },
    'suspected-takeover': {
      en: 'Someone else may be using it (goes to privacy)',
      es: 'Puede que la use otra persona (va a privacidad)',
    },
    'wrong-person': {
      en: 'Wrong person has access (goes to privacy)',
      es: 'Tiene acceso otra persona (va a privacidad)',
    },
    deceased: { en: 'Patient deceased', es: 'Paciente fallecido' },
    duplicate: { en: 'Duplicate account', es: 'Cuenta duplicada' },
    moved: { en: 'Moved to another hospital', es: 'Se cambió a otro hospital' },
    'shared-login': { en: 'Shared account', es: 'Cuenta compartida' },
    'identity-proven': { en: 'Identity proven', es: 'Identidad demostrada' },
    'investigation-closed': { en: 'Investigation closed', es: 'Investigación cerrada' },
    'disabled-in-error': { en: 'Disabled in error', es: 'Desactivada por error' },
  },
  done: {
    other: { en: 'Done: %{verb}', es: 'Hecho: %{verb}' },
    invite: { en: 'Invitation sent to %{channel}.', es: 'Invitación enviada a %{channel}.' },
    'ask-correction': {
      en: 'Asked for: the case is with registration now.',
      es: 'Pedido: el caso está ahora en registro.',
    },
    'grant-proxy': {
      en: 'Granted. Both were notified; it begins once the proxy confirms it in the portal.',
      es: 'Concedido. Se avisó a ambos; empieza cuando el representante lo confirme en el portal.',
    },
    'doubt-custody': {
      en: 'Taken down: the case is with medical records, and nothing is granted meanwhile.',
      es: 'Anotado: el caso está en expedientes médicos, y entre tanto no se concede nada.',
    },
    'change-email': contactAsked,
    'change-phone': contactAsked,
    'change-address': contactAsked,
    'send-username': {
      en: 'Username sent to %{channel}.',
      es: 'Nombre de usuario enviado a %{channel}.',
    },
    unlock: {
      en: 'Unlocked. A password reset link went to %{channel}; the old password no longer works.',
      es: 'Desbloqueada. Se envió un enlace a %{channel}; la contraseña anterior ya no sirve.',
    },
    'send-reset-link': {
      en: 'Password reset link sent to %{channel}.',
      es: 'Enlace para cambiar la contraseña enviado a %{channel}.',
    },
    'reset-second-factor': {
      en: 'The second factor is reset, and the patient is signed out everywhere.',
      es: 'Se restableció el segundo factor y se cerraron todas las sesiones del paciente.',
    },
    'end-sessions': {
      en: 'The patient is signed out everywhere.',
      es: 'Se cerraron todas las sesiones del paciente.',
    },
    disable: { en: 'The account is disabled.', es: 'La cuenta está desactivada.' },
    enable: { en: 'The account is enabled.', es: 'La cuenta está activada.' },
  },
  event: {
    invited: { en: 'Invitation created', es: 'Invitación creada' },
    'activation-opened': { en: 'Invitation opened', es: 'Invitación abierta' },
    activated: { en: 'Account activated', es: 'Cuenta activada' },
    'activation-failed': {
      en: 'Activation refused: wrong date of birth',
      es: 'Activación rechazada: fecha de nacimiento errónea',
    },
    'reset-link-sent': { en: 'Password reset link created', es: 'Enlace para cambiar la contraseña creado' },
    'username-sent': { en: 'Username reminder created', es: 'Recordatorio del nombre de usuario creado' },
    'reset-requested': {
      en: 'Patient asked for a password reset',
      es: 'El paciente pidió cambiar la contraseña',
    },
    'reset-failed': {
      en: 'Password reset refused: wrong date of birth',
      es: 'Cambio de contraseña rechazado: fecha de nacimiento errónea',
    },
    'password-reset': { en: 'New password chosen', es: 'Contraseña nueva elegida' },
    'signed-in': { en: 'Patient signed in', es: 'El paciente inició sesión' },
    'signed-out': { en: 'Patient signed out', es: 'El paciente cerró la sesión' },
    'sign-in-failed': { en: 'Sign-in failed', es: 'Inicio de sesión fallido' },
    locked: { en: 'Account locked', es: 'Cuenta bloqueada' },
    unlocked: { en: 'Account unlocked', es: 'Cuenta desbloqueada' },
    'sessions-ended': { en: 'Sessions ended', es: 'Sesiones cerradas' },
    disabled: { en: 'Account disabled', es: 'Cuenta desactivada' },
    enabled: { en: 'Account enabled', es: 'Cuenta activada' },
    'page-error': { en: 'The portal showed an error', es: 'El portal mostró un error' },
    'proofing-failed': {
      en: 'Online identity proofing failed',
      es: 'La verificación de identidad en línea falló',
    },
    'second-factor-reset': { en: 'Second factor reset', es: 'Segundo factor restablecido' },
    'second-factor-failed': { en: 'Second factor failed', es: 'Segundo factor fallido' },
    'contact-change-asked': { en: 'Change of contact asked for', es: 'Cambio de contacto pedido' },
    'contact-change-ended': { en: 'Change of contact dropped', es: 'Cambio de contacto descartado' },
    'contact-changed': { en: 'Contact changed', es: 'Contacto cambiado' },
    'proxy-asked': { en: 'Patient asked for a proxy', es: 'El paciente pidió un representante' },
    'proxy-granted': { en: 'Proxy access granted', es: 'Acceso de representante concedido' },
    'proxy-confirmed': { en: 'Proxy confirmed the access', es: 'El representante confirmó el acceso' },
    'proxy-changed': { en: 'Proxy access changed', es: 'Acceso de representante cambiado' },
    'proxy-ended': { en: 'Proxy access ended', es: 'Acceso de representante terminado' },
    'reported-not-me': {
      en: 'Patient reported: this was not me',
      es: 'El paciente avisó: no fui yo',
    },
  },
} as const satisfies Words
