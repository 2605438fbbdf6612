/** What the diagnosis says, in both languages. `{at}` is shown as the hospital's local time. */
type Texts = Record<string, { en: string; es: string }>

export const titles = {
  'known-incident': { en: 'A known outage', es: 'Una interrupción conocida del servicio' },
  deceased: { en: 'The patient is recorded as deceased', es: 'El paciente consta como fallecido' },
  'merged-record': {
    en: 'This record was merged or retired',
    es: 'Este expediente se fusionó con otro o se retiró',
  },
  'wrong-person': {
    en: 'The wrong person was given access',
    es: 'Se dio acceso a otra persona',
  },
  'suspected-takeover': {
    en: 'Someone else may be using the account',
    es: 'Puede que otra persona use la cuenta',
  },
  disabled: { en: 'The account is disabled', es: 'La cuenta está desactivada' },
  'repeated-lockouts': { en: 'Locked out repeatedly', es: 'La cuenta se bloquea una y otra vez' },
  'locked-out': {
    en: 'Locked after too many wrong passwords',
    es: 'Cuenta bloqueada por contraseñas erróneas',
  },
  'guardian-email': {
    en: 'A teenager’s account uses a parent’s or guardian’s email',
    es: 'La cuenta de un adolescente usa el correo de su madre, padre o tutor',
  },
  'delivery-failed': { en: 'The email could not be delivered', es: 'El correo no se pudo entregar' },
  'no-email': { en: 'No email address on file', es: 'No hay correo electrónico registrado' },
  'details-mismatch': {
    en: 'What the patient typed does not match the record',
    es: 'Lo que escribió el paciente no coincide con el expediente',
  },
  'proofing-failed': {
    en: 'Online identity proofing failed',
    es: 'Falló la verificación de identidad en línea',
  },
  'never-finished': {
    en: 'Activation was started but not finished',
    es: 'La activación se empezó y no se terminó',
  },
  'invitation-expired': { en: 'The invitation does not work any more', es: 'La invitación ya no sirve' },
  'invitation-not-received': {
    en: 'The invitation was not used',
    es: 'La invitación no se usó',
  },
  'second-factor-lost': { en: 'The second factor does not work', es: 'No funciona el segundo factor' },
  'must-choose-password': { en: 'A new password must be chosen', es: 'Hay que elegir una contraseña nueva' },
  'reset-link-expired': {
    en: 'The password reset link does not work any more',
    es: 'El enlace para cambiar la contraseña ya no sirve',
  },
  'forgotten-username': {
    en: 'The patient tries another username',
    es: 'El paciente prueba con otro nombre de usuario',
  },
  'forgotten-password': { en: 'The password is wrong', es: 'La contraseña es errónea' },
  'contact-changed': {
    en: 'No address on file can receive a link',
    es: 'Ninguna dirección registrada puede recibir un enlace',
  },
  'email-differs': {
    en: 'The username is an email address that is not on file',
    es: 'El nombre de usuario es un correo que no está registrado',
  },
  'turned-adult': {
    en: 'The patient became an adult; proxy access ended',
    es: 'El paciente ya es mayor de edad; terminó el acceso del representante',
  },
  'teen-policy': {
    en: 'The age policy limits a parent’s access',
    es: 'La política de edad limita el acceso de los padres',
  },
  'proxy-pending': {
    en: 'Proxy access is not confirmed yet',
    es: 'El acceso del representante está sin confirmar',
  },
  'shared-login': {
    en: 'Two adults share one email address',
    es: 'Dos adultos comparten un correo electrónico',
  },
  'duplicate-record': { en: 'There may be a duplicate record', es: 'Puede haber un expediente duplicado' },
  'wrong-portal': {
    en: 'The patient’s clinic uses another portal',
    es: 'La clínica del paciente usa otro portal',
  },
  'results-missing': {
    en: 'Can sign in, but results are missing',
    es: 'Puede iniciar sesión, pero faltan resultados',
  },
  'message-not-answered': {
    en: 'Can sign in, but a message is not answered',
    es: 'Puede iniciar sesión, pero un mensaje está sin contestar',
  },
  'cannot-book': {
    en: 'Can sign in, but could not book a visit',
    es: 'Puede iniciar sesión, pero no pudo reservar una visita',
  },
  'never-invited': {
    en: 'The patient has no portal account yet',
    es: 'El paciente aún no tiene cuenta del portal',
  },
  'device-or-browser': {
    en: 'Pages do not load on the patient’s device',
    es: 'Las páginas no cargan en el dispositivo del paciente',
  },
  'no-fault-found': {
    en: 'No problem found on our side',
    es: 'No se encontró ningún problema de nuestra parte',
  },
} satisfies Texts

export const remedies: Texts = {
  'wait-for-incident': {
    en: 'Tell the caller about the outage',
    es: 'Informar de la interrupción a quien llama',
  },
  'refer-release-of-information': {
    en: 'Refer the family to release of information',
    es: 'Remitir a la familia a la oficina de expedientes médicos',
  },
  'open-surviving-record': {
    en: 'Open the surviving record; medical records links the account',
    es: 'Abrir el expediente vigente; expedientes médicos enlaza la cuenta',
  },
  'hand-to-privacy': {
    en: 'Transfer to the privacy officer',
    es: 'Transferir al responsable de privacidad',
  },
  disable: {
    en: 'Disable the account and transfer to privacy',
    es: 'Desactivar la cuenta y transferir a privacidad',
  },
  enable: {
    en: 'Enable the account, once seen in person and approved',
    es: 'Activar la cuenta, tras acudir en persona y con aprobación',
  },
  unlock: {
    en: 'Unlock the account and send a password reset link',
    es: 'Desbloquear la cuenta y enviar un enlace para cambiar la contraseña',
  },
  'correct-contact': {
    en: 'Change the email on file',
    es: 'Cambiar el correo registrado',
  },
  'correct-registration': {
    en: 'Have registration check and correct the record',
    es: 'Pedir a registro que revise y corrija el expediente',
  },
  'prove-in-person': {
    en: 'Have the patient prove their identity in person',
    es: 'Pedir al paciente que demuestre su identidad en persona',
  },
  invite: { en: 'Send an invitation', es: 'Enviar una invitación' },
  'order-letter': { en: 'Send an activation letter', es: 'Enviar una carta de activación' },
  'reset-second-factor': {
    en: 'Reset the second factor',
    es: 'Restablecer el segundo factor',
  },
  'send-reset-link': {
    en: 'Send a password reset link',
    es: 'Enviar un enlace para cambiar la contraseña',
  },
  'send-username': {
    en: 'Send a reminder of the username',
    es: 'Enviar un recordatorio del nombre de usuario',
  },
  'patient-own-login': {
    en: 'Invite the patient to an account of their own',
    es: 'Invitar al paciente a tener su propia cuenta',
  },
  'explain-age-policy': {
    en: 'Explain the age policy; offer limited access',
    es: 'Explicar la norma de edad y ofrecer acceso limitado',
  },
  'explain-adulthood': {
    en: 'Explain that only the patient can give access now',
    es: 'Explicar que ahora solo el paciente puede dar acceso',
  },
  'remind-proxy': {
    en: 'Tell the proxy what is still missing',
    es: 'Explicar al representante qué falta',
  },
  'offer-proxy-access': {
    en: 'Grant proxy access; each needs an email of their own',
    es: 'Conceder acceso de representante; cada uno necesita su correo',
  },
  'refer-duplicate': {
    en: 'Flag both records for medical records; they are not merged here',
    es: 'Señalar ambos a expedientes médicos; aquí no se fusionan',
  },
  'redirect-portal': {
    en: 'Direct the caller to the right portal',
    es: 'Indicar a quien llama el portal correcto',
  },
  'route-to-clinic': {
    en: 'Transfer to the clinic or medical records',
    es: 'Transferir a la clínica o a expedientes médicos',
  },
  'guide-device': {
    en: 'Have the caller try another browser or device',
    es: 'Pedir a quien llama que pruebe otro navegador o dispositivo',
  },
  'check-address-and-username': {
    en: 'Check the website address and the username with the caller',
    es: 'Comprobar con quien llama la dirección del sitio y el nombre de usuario',
  },
}

export const evidenceTexts: Texts = {
  incident: { en: '“{title}” since {at}.', es: '«{title}» desde {at}.' },
  deceased: { en: 'Recorded as deceased on {at}.', es: 'Consta como fallecido el {at}.' },
  merged: {
    en: 'Its MRN now belongs to another record.',
    es: 'Su número pertenece ahora a otro expediente.',
  },
  inactive: {
    en: 'The hospital’s system has retired this record.',
    es: 'El sistema del hospital retiró este expediente.',
  },
  disabledWrongPerson: {
    en: 'Disabled because the wrong person had been given access.',
    es: 'Desactivada porque tenía acceso otra persona.',
  },
  disabledTakeover: {
    en: 'Disabled because someone else may have been using it.',
    es: 'Desactivada porque puede que la usara otra persona.',
  },
  reportedNotMe: {
    en: 'The patient said “this was not me” on {at}.',
    es: 'El paciente dijo «no fui yo» el {at}.',
  },
  failuresThenReset: {
    en: 'Wrong passwords: {n}. Then a password reset on {at}, all from a network address not seen before.',
    es: 'Contraseñas erróneas: {n}. Después, un cambio de contraseña el {at}, todo desde una dirección de red nueva.',
  },
  'disabled.patient-request': {
    en: 'Disabled at the patient’s request.',
    es: 'Desactivada a petición del paciente.',
  },
  'disabled.deceased': {
    en: 'Disabled because the patient was reported deceased.',
    es: 'Desactivada porque se comunicó el fallecimiento.',
  },
  'disabled.duplicate': {
    en: 'Disabled as a duplicate account.',
    es: 'Desactivada por ser una cuenta duplicada.',
  },
  'disabled.moved': {
    en: 'Disabled because the patient moved to another hospital.',
    es: 'Desactivada porque el paciente se cambió a otro hospital.',
  },
  'disabled.shared-login': {
    en: 'Disabled because the account was shared.',
    es: 'Desactivada porque se compartía.',
  },
  'disabled.unknown': { en: 'Disabled; no reason is recorded.', es: 'Desactivada; no consta el motivo.' },
  locksInDays: {
    en: 'Times locked in {days:day|days}: {n}.',
    es: 'Veces bloqueada en {days:día|días}: {n}.',
  },
  addresses: {
    en: 'Network addresses the failed attempts came from: {n}.',
    es: 'Direcciones de red de los intentos fallidos: {n}.',
  },
  lockedAt: {
    en: 'Locked on {at}. Wrong passwords in a row: {n}.',
    es: 'Bloqueada el {at}. Contraseñas erróneas seguidas: {n}.',
  },
  lockedNotMe: {
    en: 'Locked on {at}, when the patient answered a notice: this was not me.',
    es: 'Bloqueada el {at}, cuando el paciente respondió a un aviso: no fui yo.',
  },
  teenOnGuardianEmail: {
    en: 'The patient is {age}, and the address belongs to someone with proxy access.',
    es: 'El paciente tiene {age} años y el correo es de un representante.',
  },
  mailBounced: {
    en: 'The last email bounced on {at}: the address does not exist or refuses email.',
    es: 'El último correo se devolvió el {at}: la dirección no existe o rechaza correo.',
  },
  mailFailed: {
    en: 'The email of {at} could not be delivered.',
    es: 'El correo del {at} no se pudo entregar.',
  },
  textNotDelivered: {
    en: 'The text message of {at} was not delivered to the phone on file.',
    es: 'El mensaje de texto del {at} no se entregó en el teléfono registrado.',
  },
  addressBounces: {
    en: 'Email to the address on file has bounced since {at}.',
    es: 'La dirección registrada devuelve el correo desde el {at}.',
  },
  noEmail: {
    en: 'There is no email address to send a link to.',
    es: 'No hay correo electrónico al que enviar un enlace.',
  },
  birthDateMismatch: {
    en: 'Attempts with a date of birth other than the one on file: {n}, last on {at}.',
    es: 'Intentos con una fecha de nacimiento distinta de la registrada: {n}, el último el {at}.',
  },
  proofingFailed: {
    en: 'Failed identity proofing attempts: {n}, last on {at}.',
    es: 'Verificaciones de identidad fallidas: {n}, la última el {at}.',
  },
  activationStarted: {
    en: 'The link was opened on {at}, and no password was chosen.',
    es: 'El enlace se abrió el {at} sin elegir contraseña.',
  },
  codeExpired: { en: 'The last invitation expired on {at}.', es: 'La última invitación venció el {at}.' },
  codeWithdrawn: {
    en: 'The last invitation was withdrawn on {at}, before it was used.',
    es: 'La última invitación se retiró el {at}, sin haberse usado.',
  },
  letterUnused: {
    en: 'It went by post: the letter was printed on {at}. Its code works until {until}.',
    es: 'Fue por correo postal: la carta se imprimió el {at}. Su código sirve hasta el {until}.',
  },
  recoveryCodesLeft: {
    en: 'Recovery codes left: {n}. One of them signs in where a code is asked for.',
    es: 'Códigos de recuperación sin usar: {n}. Con uno se inicia sesión donde se pide un código.',
  },
  proxyHasNoLogin: {
    en: 'Granted on {at}; the proxy has no portal account that works, to confirm it with. Invite them from their own record.',
    es: 'Se concedió el {at}; el representante no tiene una cuenta del portal que funcione para confirmarlo. Invítele desde su propio expediente.',
  },
  resetLinkWithdrawn: {
    en: 'The last password reset link was withdrawn on {at}, before it was used.',
    es: 'El último enlace se retiró el {at}, sin haberse usado.',
  },
  noLiveCode: { en: 'There is no invitation that still works.', es: 'No hay ninguna invitación vigente.' },
  mailSentUnused: {
    en: 'Sent on {at}; whether it arrived is not known. The link still works. It may be in the spam folder.',
    es: 'Se envió el {at}; no se sabe si llegó. El enlace sirve todavía. Puede estar en la carpeta de correo no deseado.',
  },
  mailWaiting: { en: 'The email is waiting to be sent.', es: 'El correo está en espera de enviarse.' },
  secondFactorFailed: {
    en: 'Wrong codes from the second factor: {n}, last on {at}.',
    es: 'Códigos erróneos de segundo factor: {n}, el último el {at}.',
  },
  codesNotUsed: {
    en: 'Codes to sign in sent and not used: {n}, last on {at}. If the patient did not ask for them, someone else knows the password.',
    es: 'Códigos para iniciar sesión enviados y no usados: {n}, el último el {at}. Si el paciente no los pidió, otra persona conoce la contraseña.',
  },
  resetLinkWaiting: {
    en: 'A password reset link was created and works until {at}.',
    es: 'Se creó un enlace para cambiar la contraseña que sirve hasta el {at}.',
  },
  mustChange: {
    en: 'The old password no longer works, and there is no link that does.',
    es: 'La contraseña anterior ya no sirve y no hay un enlace vigente.',
  },
  becameTeen: {
    en: 'The account is the patient’s own since age {age}; the password chosen before ended on {at}.',
    es: 'La cuenta es del propio paciente desde los {age} años; la contraseña de antes terminó el {at}.',
  },
  resetLinkExpired: {
    en: 'The last password reset link expired on {at} without being used.',
    es: 'El último enlace venció el {at} sin usarse.',
  },
  otherUsername: {
    en: 'Sign-in attempts with an email address on file that is not the username: {n}, last on {at}.',
    es: 'Intentos con un correo registrado que no es el nombre de usuario: {n}, el último el {at}.',
  },
  wrongPassword: {
    en: 'Wrong passwords since the last sign-in: {n}, last on {at}.',
    es: 'Contraseñas erróneas desde el último inicio de sesión: {n}, la última el {at}.',
  },
  resetButNoChannel: {
    en: 'A password reset was requested on {at}, and no address on file can receive the link.',
    es: 'Se pidió cambiar la contraseña el {at} y ninguna dirección registrada puede recibir el enlace.',
  },
  emailDiffers: {
    en: 'The account and the patient’s record have different email addresses.',
    es: 'La cuenta y el expediente tienen correos distintos.',
  },
  proxyEndedAdult: {
    en: 'Proxy access ended on {at}, when the patient became an adult.',
    es: 'El acceso del representante terminó el {at}, cuando el paciente cumplió la mayoría de edad.',
  },
  proxyEndedTeen: {
    en: 'Full proxy access ends at age {age}; it ended on {at}.',
    es: 'El acceso completo del representante termina a los {age} años; terminó el {at}.',
  },
  proxyLimitedTeen: {
    en: 'From age {age} a parent sees part of the record; only the teenager can grant more.',
    es: 'Desde los {age} años los padres ven una parte del expediente; solo el adolescente puede conceder más.',
  },
  proxyWaitsDesk: {
    en: 'Requested by the patient in the portal on {at}; the help desk still has to grant it.',
    es: 'El paciente lo pidió en el portal el {at}; la mesa de ayuda aún debe concederlo.',
  },
  proxyWaitsRecords: {
    en: 'Requested on {at}; medical records still has to approve it.',
    es: 'Se pidió el {at}; expedientes médicos aún debe aprobarlo.',
  },
  proxyWaitsBirthDate: {
    en: 'Granted on {at}; the proxy still has to confirm the patient’s date of birth.',
    es: 'Se concedió el {at}; el representante aún debe confirmar la fecha de nacimiento del paciente.',
  },
  sharedEmail: {
    en: 'Another adult patient has the same email address and no proxy access.',
    es: 'Otro paciente adulto tiene el mismo correo y no es representante.',
  },
  twins: {
    en: 'Other records with this name and date of birth: {n}.',
    es: 'Otros expedientes con este nombre y fecha de nacimiento: {n}.',
  },
  otherPortal: {
    en: 'All visits were at clinics that use “{name}”.',
    es: 'Todas las visitas fueron en clínicas que usan «{name}».',
  },
  resultsCase: {
    en: 'The open case is about results, and the account works.',
    es: 'El caso abierto es por resultados y la cuenta funciona.',
  },
  resultsCame: {
    en: 'Results last reached the portal’s record {at}.',
    es: 'Los últimos resultados llegaron al expediente del portal {at}.',
  },
  resultsNone: {
    en: 'No result ever reached the portal’s record.',
    es: 'Ningún resultado ha llegado al expediente del portal.',
  },
  messageOverdue: {
    en: 'A message sent on {at} was due to be answered by {due}.',
    es: 'Un mensaje enviado el {at} debía contestarse antes del {due}.',
  },
  visitsAtLimit: {
    en: 'Visits booked: {n}, as many as one patient can have at once.',
    es: 'Visitas reservadas: {n}, tantas como un paciente puede tener a la vez.',
  },
  waitsForVisit: {
    en: 'On a wait list since {at}; no time has become free yet.',
    es: 'En una lista de espera desde el {at}; aún no ha quedado libre ninguna hora.',
  },
  offerLapsed: {
    en: 'A time was kept from the wait list and not taken by {at}.',
    es: 'Se guardó una hora de la lista de espera y no se aceptó antes del {at}.',
  },
  letterAsked: {
    en: 'An activation letter was asked for on {at}; it has not been printed.',
    es: 'Se pidió una carta de activación el {at}; no se ha impreso.',
  },
  noLogin: { en: 'No invitation was ever sent.', es: 'Nunca se envió una invitación.' },
  pageError: { en: 'A page failed to load on {at}.', es: 'Una página no cargó el {at}.' },
  lastSignIn: { en: 'Last signed in on {at}.', es: 'Último inicio de sesión: {at}.' },
  nothing: {
    en: 'Nothing on record keeps the patient from signing in.',
    es: 'Nada registrado impide al paciente iniciar sesión.',
  },
}
