/** What the diagnosis says, in both languages. `{at}` is shown as the hospital's local time. */
type Texts = Record<string, { en: string; es: string }>

export const titles = {
  'known-incident': { en: 'A known outage', es: 'Una avería conocida' },
  deceased: { en: 'The patient is recorded as deceased', es: 'El paciente consta como fallecido' },
  'merged-record': { en: 'This record was merged into another', es: 'Este registro se fusionó con otro' },
  'wrong-person': { en: 'The login had gone to the wrong person', es: 'El acceso se dio a otra persona' },
  'suspected-takeover': {
    en: 'Someone else may be using the login',
    es: 'Puede que otra persona use el acceso',
  },
  disabled: { en: 'The login is disabled', es: 'El acceso está desactivado' },
  'repeated-lockouts': { en: 'Locked out again and again', es: 'Bloqueos repetidos' },
  'locked-out': { en: 'Locked after too many wrong passwords', es: 'Bloqueado por contraseñas erróneas' },
  'guardian-email': {
    en: 'A teenager’s login uses a guardian’s e-mail',
    es: 'El acceso de un adolescente usa el correo de un tutor',
  },
  'delivery-failed': { en: 'The mail could not be delivered', es: 'El correo no se pudo entregar' },
  'no-email': { en: 'No e-mail address on file', es: 'No hay correo electrónico registrado' },
  'details-mismatch': {
    en: 'Details typed do not match the record',
    es: 'Los datos escritos no coinciden con el registro',
  },
  'proofing-failed': {
    en: 'Online identity proofing failed',
    es: 'Falló la verificación de identidad en línea',
  },
  'never-finished': {
    en: 'Activation was begun and not finished',
    es: 'La activación se empezó y no se terminó',
  },
  'invitation-expired': { en: 'The invitation has expired', es: 'La invitación ha caducado' },
  'invitation-not-received': {
    en: 'The invitation was sent and not used',
    es: 'La invitación se envió y no se usó',
  },
  'second-factor-lost': { en: 'The second factor fails', es: 'Falla el segundo factor' },
  'must-choose-password': { en: 'A new password must be chosen', es: 'Hay que elegir una contraseña nueva' },
  'reset-link-expired': { en: 'The reset link expired unused', es: 'El enlace caducó sin usarse' },
  'forgotten-username': { en: 'Signs in with another username', es: 'Entra con otro nombre de usuario' },
  'forgotten-password': { en: 'The password is wrong', es: 'La contraseña es errónea' },
  'contact-changed': {
    en: 'No address on file can receive a link',
    es: 'Ninguna dirección registrada puede recibir un enlace',
  },
  'email-differs': {
    en: 'The username is an e-mail the chart does not have',
    es: 'El usuario es un correo que no consta en la ficha',
  },
  'turned-adult': {
    en: 'The patient came of age; proxy access ended',
    es: 'El paciente es mayor de edad; el acceso del representante terminó',
  },
  'teen-policy': {
    en: 'A parent’s access ended at the age limit',
    es: 'El acceso de los padres terminó por la edad',
  },
  'proxy-pending': {
    en: 'Proxy access is not confirmed yet',
    es: 'El acceso del representante está sin confirmar',
  },
  'shared-login': { en: 'Two adults share one e-mail address', es: 'Dos adultos comparten un correo' },
  'duplicate-record': { en: 'There may be a duplicate record', es: 'Puede haber un registro duplicado' },
  'wrong-portal': {
    en: 'The patient’s clinic uses another portal',
    es: 'La clínica del paciente usa otro portal',
  },
  'results-missing': { en: 'Signed in, but results are missing', es: 'Entra, pero faltan resultados' },
  'never-invited': { en: 'The patient has no login yet', es: 'El paciente aún no tiene acceso' },
  'device-or-browser': {
    en: 'Pages fail on the patient’s device',
    es: 'Las páginas fallan en el dispositivo del paciente',
  },
  'no-fault-found': { en: 'No fault found on our side', es: 'No se ve ningún fallo por nuestra parte' },
} satisfies Texts

export const remedies: Texts = {
  'wait-for-incident': {
    en: 'Tell the caller; attach the call to the incident',
    es: 'Informar y anotar la llamada en la avería',
  },
  'refer-release-of-information': {
    en: 'Refer the family to release of information',
    es: 'Remitir a la familia a entrega de información',
  },
  'open-surviving-record': {
    en: 'Open the surviving record; records links the login',
    es: 'Abrir el registro superviviente',
  },
  'hand-to-privacy': { en: 'Hand over to the privacy officer', es: 'Pasar al responsable de privacidad' },
  disable: {
    en: 'Disable the login and hand over to privacy',
    es: 'Desactivar el acceso y avisar a privacidad',
  },
  enable: {
    en: 'Enable, once seen in person and approved',
    es: 'Activar, tras verse en persona y aprobarse',
  },
  unlock: { en: 'Unlock; a reset link is sent', es: 'Desbloquear; se envía un enlace' },
  'correct-contact': { en: 'Correct the contact on file', es: 'Corregir el contacto registrado' },
  'correct-registration': {
    en: 'Registration compares and corrects the record',
    es: 'Registro compara y corrige la ficha',
  },
  'prove-in-person': { en: 'Prove identity in person', es: 'Probar la identidad en persona' },
  invite: { en: 'Send an invitation', es: 'Enviar una invitación' },
  'reset-second-factor': {
    en: 'Reset the second factor, with approval',
    es: 'Restablecer el segundo factor, con aprobación',
  },
  'send-reset-link': { en: 'Send a reset link', es: 'Enviar un enlace de restablecimiento' },
  'tell-username-hint': {
    en: 'Remind the caller which address the username is',
    es: 'Recordar qué correo es el usuario',
  },
  'patient-own-login': {
    en: 'Invite the patient to a login of their own',
    es: 'Invitar al paciente a su propio acceso',
  },
  'explain-age-policy': {
    en: 'Explain the age policy; offer limited access',
    es: 'Explicar la norma de edad',
  },
  'remind-proxy': { en: 'Tell the proxy what is still to do', es: 'Explicar al representante qué falta' },
  'offer-proxy-access': {
    en: 'Offer proxy access and an address each',
    es: 'Ofrecer acceso de representante y un correo propio',
  },
  'refer-duplicate': {
    en: 'Flag both records; never merge here',
    es: 'Señalar ambos registros; no fusionar aquí',
  },
  'redirect-portal': { en: 'Point the caller to the right portal', es: 'Indicar el portal correcto' },
  'route-to-clinic': { en: 'Route to the clinic or records', es: 'Derivar a la clínica o a archivos' },
  'guide-device': { en: 'Try another browser or device', es: 'Probar otro navegador o dispositivo' },
  'check-address-and-username': {
    en: 'Check the site address and the username with the caller',
    es: 'Comprobar la dirección y el usuario',
  },
}

export const evidenceTexts: Texts = {
  incident: { en: '“{title}” since {at}.', es: '«{title}» desde {at}.' },
  deceased: { en: 'Recorded as deceased on {at}.', es: 'Consta como fallecido el {at}.' },
  merged: {
    en: 'Its number now belongs to another record.',
    es: 'Su número pertenece ahora a otro registro.',
  },
  inactive: {
    en: 'The hospital’s system has put this record out of use.',
    es: 'El sistema del hospital retiró este expediente.',
  },
  disabledWrongPerson: {
    en: 'Disabled because the wrong person had been given access.',
    es: 'Desactivado porque tenía acceso otra persona.',
  },
  disabledTakeover: {
    en: 'Disabled on suspicion of a takeover.',
    es: 'Desactivado por sospecha de usurpación.',
  },
  reportedNotMe: {
    en: 'The patient said “this was not me” on {at}.',
    es: 'El paciente dijo «no fui yo» el {at}.',
  },
  failuresThenReset: {
    en: '{n} wrong passwords, then a reset on {at}, all from an address not seen before.',
    es: '{n} contraseñas erróneas y un restablecimiento el {at}, todo desde una dirección nueva.',
  },
  'disabled.patient-request': {
    en: 'Disabled at the patient’s request.',
    es: 'Desactivado a petición del paciente.',
  },
  'disabled.deceased': {
    en: 'Disabled because the patient was reported deceased.',
    es: 'Desactivado por fallecimiento comunicado.',
  },
  'disabled.duplicate': { en: 'Disabled as a duplicate login.', es: 'Desactivado por acceso duplicado.' },
  'disabled.shared-login': {
    en: 'Disabled because the login was shared.',
    es: 'Desactivado por compartirse el acceso.',
  },
  'disabled.unknown': { en: 'Disabled; no reason is recorded.', es: 'Desactivado; no consta el motivo.' },
  locksInDays: { en: 'Locked {n} times in {days} days.', es: 'Bloqueado {n} veces en {days} días.' },
  addresses: {
    en: 'Failed attempts came from {n} network addresses.',
    es: 'Los intentos vinieron de {n} direcciones de red.',
  },
  lockedAt: {
    en: 'Locked on {at} after {n} wrong passwords in a row.',
    es: 'Bloqueado el {at} tras {n} contraseñas erróneas seguidas.',
  },
  teenOnGuardianEmail: {
    en: 'The patient is {age}, and the address belongs to someone with proxy access.',
    es: 'El paciente tiene {age} años y el correo es de un representante.',
  },
  mailBounced: {
    en: 'The last link bounced on {at}: the address does not exist or refuses mail.',
    es: 'El último enlace rebotó el {at}: la dirección no existe o rechaza correo.',
  },
  mailFailed: {
    en: 'The link mailed on {at} could not be handed over before it expired.',
    es: 'El enlace del {at} no pudo entregarse antes de caducar.',
  },
  addressBounces: {
    en: 'The address on file bounces since {at}.',
    es: 'La dirección registrada rebota desde el {at}.',
  },
  noEmail: {
    en: 'There is no e-mail address to send a link to.',
    es: 'No hay correo al que enviar un enlace.',
  },
  birthDateMismatch: {
    en: '{n} attempts with another birth date than the record’s, last on {at}.',
    es: '{n} intentos con otra fecha de nacimiento, el último el {at}.',
  },
  proofingFailed: {
    en: 'Identity proofing failed {n} times, last on {at}.',
    es: 'La verificación falló {n} veces, la última el {at}.',
  },
  activationStarted: {
    en: 'The link was opened on {at}, and no password was chosen.',
    es: 'El enlace se abrió el {at} sin elegir contraseña.',
  },
  codeExpired: { en: 'The last code expired on {at}.', es: 'El último código caducó el {at}.' },
  noLiveCode: { en: 'There is no code that still works.', es: 'No hay ningún código vigente.' },
  mailSentUnused: {
    en: 'Handed to the mail server on {at}; the link still works. It may be in the spam folder.',
    es: 'Entregado al servidor el {at}; el enlace sirve todavía. Puede estar en spam.',
  },
  mailWaiting: { en: 'The mail is waiting to be sent.', es: 'El correo está a la espera de enviarse.' },
  secondFactorFailed: {
    en: '{n} wrong second-factor codes, last on {at}.',
    es: '{n} códigos erróneos de segundo factor, el último el {at}.',
  },
  resetLinkWaiting: {
    en: 'A reset link was sent and works until {at}.',
    es: 'Se envió un enlace que sirve hasta el {at}.',
  },
  mustChange: {
    en: 'The old password was withdrawn, and no link is open.',
    es: 'La contraseña anterior se retiró y no hay enlace vigente.',
  },
  resetLinkExpired: {
    en: 'The last reset link ended unused on {at}.',
    es: 'El último enlace terminó sin usarse el {at}.',
  },
  otherUsername: {
    en: '{n} sign-ins with an address on file that is not the username, last on {at}.',
    es: '{n} intentos con un correo que no es el usuario, el último el {at}.',
  },
  wrongPassword: {
    en: '{n} wrong passwords since the last sign-in, last on {at}.',
    es: '{n} contraseñas erróneas desde la última entrada, la última el {at}.',
  },
  resetButNoChannel: {
    en: 'A reset was asked for on {at}, and no address on file can receive it.',
    es: 'Se pidió restablecer el {at} y ninguna dirección puede recibirlo.',
  },
  emailDiffers: {
    en: 'The login’s address and the chart’s differ.',
    es: 'El correo del acceso y el de la ficha difieren.',
  },
  proxyEndedAdult: {
    en: 'Proxy access ended on {at}, when the patient came of age.',
    es: 'El acceso del representante terminó el {at}, al ser mayor de edad.',
  },
  proxyEndedTeen: {
    en: 'Full proxy access ends at {age}; it ended on {at}.',
    es: 'El acceso completo termina a los {age}; terminó el {at}.',
  },
  proxyWaitsRecords: {
    en: 'Asked for on {at}; records has still to approve it.',
    es: 'Pedido el {at}; archivos aún debe aprobarlo.',
  },
  proxyWaitsBirthDate: {
    en: 'Granted on {at}; the proxy has still to confirm the patient’s birth date.',
    es: 'Concedido el {at}; falta que confirme la fecha de nacimiento.',
  },
  sharedEmail: {
    en: 'Another adult patient has the same e-mail address and no proxy access.',
    es: 'Otro adulto tiene el mismo correo y no es representante.',
  },
  twins: {
    en: '{n} other records have this name and birth date.',
    es: '{n} registros más tienen este nombre y fecha de nacimiento.',
  },
  otherPortal: {
    en: 'All visits were at clinics that use “{name}”.',
    es: 'Todas las visitas fueron en clínicas que usan «{name}».',
  },
  resultsCase: {
    en: 'The open case is about results, and the login works.',
    es: 'El caso abierto es por resultados y el acceso funciona.',
  },
  noLogin: { en: 'No invitation was ever sent.', es: 'Nunca se envió una invitación.' },
  pageError: { en: 'A page failed to load on {at}.', es: 'Una página falló el {at}.' },
  lastSignIn: { en: 'Last signed in on {at}.', es: 'Última entrada el {at}.' },
  nothing: { en: 'Nothing recorded speaks against signing in.', es: 'Nada registrado impide entrar.' },
}
