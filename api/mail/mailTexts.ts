import type { Language } from '../core/words.ts'

/** The name of a mail, by which its texts are found. */
export type Template = keyof typeof texts

export interface Text {
  subject: string
  body: string
}

/*
 * Mails carry no name, no number and nothing about health: a mailbox may be shared, and a mail may go astray. Both
 * languages say the same, sentence by sentence.
 */
export const texts = {
  activation: {
    en: {
      subject: 'Your patient portal invitation',
      body: 'You have been invited to the patient portal of {hospital}.\n\nOpen this link and choose a password. It works for {lifetime}. You will be asked for your date of birth.\n\n{link}\n\nIf you did not expect this email, you do not need to do anything.',
    },
    es: {
      subject: 'Su invitación al portal del paciente',
      body: 'Le invitamos al portal del paciente de {hospital}.\n\nAbra este enlace y elija una contraseña. Sirve durante {lifetime}. Se le pedirá su fecha de nacimiento.\n\n{link}\n\nSi no esperaba este correo, no tiene que hacer nada.',
    },
  },
  reset: {
    en: {
      subject: 'Choose a new password',
      body: 'A new password was requested for the patient portal of {hospital}.\n\nOpen this link and choose one. It works for {lifetime}. You will be asked for your date of birth.\n\n{link}\n\nIf this was not you, ignore this email and do not share the link. Please tell us if it happens again.',
    },
    es: {
      subject: 'Elija una contraseña nueva',
      body: 'Se pidió una contraseña nueva en el portal del paciente de {hospital}.\n\nAbra este enlace y elija una. Sirve durante {lifetime}. Se le pedirá su fecha de nacimiento.\n\n{link}\n\nSi no fue usted, ignore este correo y no comparta el enlace. Avísenos si vuelve a ocurrir.',
    },
  },
  'call-back-code': {
    en: {
      subject: 'Your verification code',
      body: 'Read this code to the person on the phone:\n\n{code}\n\nIt works for {lifetime}. If you are not on the phone with the help desk of {hospital}, someone else may be: do not share this code with anyone, and call us.',
    },
    es: {
      subject: 'Su código de verificación',
      body: 'Lea este código a la persona al teléfono:\n\n{code}\n\nSirve durante {lifetime}. Si usted no está al teléfono con la mesa de ayuda de {hospital}, puede que otra persona lo esté: no diga este código a nadie y llámenos.',
    },
  },
  'sign-in-code': {
    en: {
      subject: 'Your code to sign in',
      body: 'Enter this code on the page of the patient portal of {hospital}:\n\n{code}\n\nIt works for {lifetime}, once. We never ask for it on the phone. If you are not signing in right now, someone else knows your password: do not share this code with anyone, and call the help desk.',
    },
    es: {
      subject: 'Su código para iniciar sesión',
      body: 'Escriba este código en la página del portal del paciente de {hospital}:\n\n{code}\n\nSirve durante {lifetime}, una vez. Nunca se lo pediremos por teléfono. Si no está iniciando sesión ahora, otra persona conoce su contraseña: no diga este código a nadie y llame a la mesa de ayuda.',
    },
  },
  'second-step-code': {
    en: {
      subject: 'Your code to change how you sign in',
      body: 'Enter this code on the page “Signing in” of the patient portal of {hospital}, to turn a second step on or off:\n\n{code}\n\nIt works for {lifetime}, once. We never ask for it on the phone. If you are not on that page right now, someone else is signed in as you: do not share this code with anyone, and call the help desk.',
    },
    es: {
      subject: 'Su código para cambiar cómo inicia sesión',
      body: 'Escriba este código en la página «Inicio de sesión» del portal del paciente de {hospital}, para activar o desactivar un segundo paso:\n\n{code}\n\nSirve durante {lifetime}, una vez. Nunca se lo pediremos por teléfono. Si no está en esa página ahora, otra persona tiene la sesión iniciada en su nombre: no diga este código a nadie y llame a la mesa de ayuda.',
    },
  },
  'letter-in-portal': {
    en: {
      subject: 'A letter waits for you in the patient portal',
      body: 'A letter from {hospital} waits for you in the patient portal. You chose to get letters there and not on paper.\n\nPlease read it soon. Sign in here:\n\n{link}\n\nTo get letters on paper again, change your choice under “My details”.',
    },
    es: {
      subject: 'Tiene una carta en el portal del paciente',
      body: 'Tiene una carta de {hospital} en el portal del paciente. Usted eligió recibir las cartas allí y no en papel.\n\nLéala pronto. Inicie sesión aquí:\n\n{link}\n\nPara volver a recibir cartas en papel, cambie su elección en «Mis datos».',
    },
  },
  'recovery-code-used': {
    en: {
      subject: 'A recovery code of yours was used',
      body: 'Someone just signed in to your account at the patient portal of {hospital} with your password and one of your recovery codes.\n\nIf this was not you, open this link right away. It locks the account and alerts our security team. You can also call the help desk.\n\n{link}',
    },
    es: {
      subject: 'Se usó uno de sus códigos de recuperación',
      body: 'Alguien acaba de iniciar sesión en su cuenta del portal del paciente de {hospital} con su contraseña y uno de sus códigos de recuperación.\n\nSi no fue usted, abra este enlace de inmediato. Bloquea la cuenta y alerta a nuestro equipo de seguridad. También puede llamar a la mesa de ayuda.\n\n{link}',
    },
  },
  'identity-proofing': {
    en: {
      subject: 'Confirm your identity',
      body: 'The help desk of {hospital} asks you to confirm your identity with a service outside the hospital.\n\nOpen this link. It works for {lifetime}, once.\n\n{link}\n\nIf you are not in touch with the help desk of {hospital}, someone else may be: do not open the link, and call us. We never ask you to forward it.',
    },
    es: {
      subject: 'Confirme su identidad',
      body: 'La mesa de ayuda de {hospital} le pide que confirme su identidad con un servicio externo al hospital.\n\nAbra este enlace. Sirve durante {lifetime}, una vez.\n\n{link}\n\nSi usted no está en contacto con la mesa de ayuda de {hospital}, puede que otra persona lo esté: no abra el enlace y llámenos. Nunca le pediremos reenviarlo.',
    },
  },
  username: {
    en: {
      subject: 'Your portal username',
      body: 'You asked the help desk of {hospital} for the username of your patient portal account. It is:\n\n{username}\n\nIf you did not ask for it, someone else may have: call the help desk. Your password is not in this email, and we never ask for it.',
    },
    es: {
      subject: 'Su nombre de usuario del portal',
      body: 'Usted pidió a la mesa de ayuda de {hospital} el nombre de usuario de su cuenta del portal del paciente. Es:\n\n{username}\n\nSi no lo pidió, puede que otra persona lo haya hecho: llame a la mesa de ayuda. Su contraseña no está en este correo y nunca se la pediremos.',
    },
  },
  'password-changed': {
    en: {
      subject: 'Your portal password was changed',
      body: 'The password of your account at the patient portal of {hospital} was just set or changed.\n\nIf this was not you, open this link right away. It locks the account and alerts our security team. You can also call the help desk.\n\n{link}',
    },
    es: {
      subject: 'Se cambió su contraseña del portal',
      body: 'La contraseña de su cuenta del portal del paciente de {hospital} se acaba de elegir o cambiar.\n\nSi no fue usted, abra este enlace de inmediato. Bloquea la cuenta y alerta a nuestro equipo de seguridad. También puede llamar a la mesa de ayuda.\n\n{link}',
    },
  },
  'second-factor-changed': {
    en: {
      subject: 'The second step of your portal sign-in was changed',
      body: 'The second step of signing in to your account at the patient portal of {hospital}, an authenticator, a code we send or your recovery codes, was just set up, replaced or removed.\n\nIf this was not you, open this link right away. It locks the account and alerts our security team. You can also call the help desk.\n\n{link}',
    },
    es: {
      subject: 'Se cambió el segundo paso de su inicio de sesión en el portal',
      body: 'El segundo paso para iniciar sesión en su cuenta del portal del paciente de {hospital}, un autenticador, un código que enviamos o sus códigos de recuperación, se acaba de configurar, reemplazar o quitar.\n\nSi no fue usted, abra este enlace de inmediato. Bloquea la cuenta y alerta a nuestro equipo de seguridad. También puede llamar a la mesa de ayuda.\n\n{link}',
    },
  },
  'passkey-added': {
    en: {
      subject: 'A passkey was added to your portal account',
      body: 'A passkey was just added to your account at the patient portal of {hospital}. With it one can sign in without a password.\n\nIf this was not you, open this link right away. It locks the account and alerts our security team. You can also call the help desk.\n\n{link}',
    },
    es: {
      subject: 'Se añadió una llave de acceso a su cuenta del portal',
      body: 'Se acaba de añadir una llave de acceso a su cuenta del portal del paciente de {hospital}. Con ella se puede iniciar sesión sin contraseña.\n\nSi no fue usted, abra este enlace de inmediato. Bloquea la cuenta y alerta a nuestro equipo de seguridad. También puede llamar a la mesa de ayuda.\n\n{link}',
    },
  },
  'app-allowed': {
    en: {
      subject: 'An app may read your health record',
      body: 'At the patient portal of {hospital} someone signed in to your account just allowed the app “{app}” to read your health record. You can see what apps may read, and end it, in the portal under Apps.\n\nIf this was not you, open this link right away. It locks the account, ends what the app may read, and alerts our security team. You can also call the help desk.\n\n{link}',
    },
    es: {
      subject: 'Una aplicación puede leer su expediente de salud',
      body: 'En el portal del paciente de {hospital}, alguien que inició sesión en su cuenta acaba de permitir a la aplicación «{app}» leer su expediente de salud. En el portal, en Aplicaciones, puede ver qué pueden leer y ponerle fin.\n\nSi no fue usted, abra este enlace de inmediato. Bloquea la cuenta, pone fin a lo que la aplicación puede leer y alerta a nuestro equipo de seguridad. También puede llamar a la mesa de ayuda.\n\n{link}',
    },
  },
  'passkey-removed': {
    en: {
      subject: 'A passkey was removed from your portal account',
      body: 'A passkey was just removed from your account at the patient portal of {hospital}. It no longer works, and your other sessions were ended.\n\nIf this was not you, open this link right away. It locks the account and alerts our security team. You can also call the help desk.\n\n{link}',
    },
    es: {
      subject: 'Se quitó una llave de acceso de su cuenta del portal',
      body: 'Se acaba de quitar una llave de acceso de su cuenta del portal del paciente de {hospital}. Ya no sirve, y se cerraron sus demás sesiones.\n\nSi no fue usted, abra este enlace de inmediato. Bloquea la cuenta y alerta a nuestro equipo de seguridad. También puede llamar a la mesa de ayuda.\n\n{link}',
    },
  },
  'passkeys-void': {
    en: {
      subject: 'Your passkeys for the portal no longer work',
      body: 'The help desk worked on your account at the patient portal of {hospital}. To be safe, the passkeys of your account no longer work.\n\nOnce you are signed in again, you can add yours again.\n\nIf you did not expect this, open this link right away. It locks the account and alerts our security team. You can also call the help desk.\n\n{link}',
    },
    es: {
      subject: 'Sus llaves de acceso al portal ya no sirven',
      body: 'La mesa de ayuda hizo cambios en su cuenta del portal del paciente de {hospital}. Por seguridad, las llaves de acceso de su cuenta ya no sirven.\n\nCuando haya iniciado sesión de nuevo, podrá volver a añadir las suyas.\n\nSi no lo esperaba, abra este enlace de inmediato. Bloquea la cuenta y alerta a nuestro equipo de seguridad. También puede llamar a la mesa de ayuda.\n\n{link}',
    },
  },
  'passkey-copied': {
    en: {
      subject: 'A passkey of yours was refused',
      body: 'Someone used what looks like a copy of one of your passkeys at the patient portal of {hospital}. It was refused.\n\nSign in, remove that passkey, and call the help desk right away, even if it was you.\n\nIf it was not you, this link locks the account and alerts our security team:\n\n{link}',
    },
    es: {
      subject: 'Se rechazó una de sus llaves de acceso',
      body: 'Alguien usó en el portal del paciente de {hospital} lo que parece una copia de una de sus llaves de acceso. Se rechazó.\n\nInicie sesión, quite esa llave y llame de inmediato a la mesa de ayuda, aunque haya sido usted.\n\nSi no fue usted, este enlace bloquea la cuenta y alerta a nuestro equipo de seguridad:\n\n{link}',
    },
  },
  'call-confirmed': {
    en: {
      subject: 'You confirmed a call with our help desk',
      body: 'Your passkey was just used to confirm that you are on the phone with the help desk of {hospital}.\n\nIf you had not called us yourself, someone else is on the phone in your name: open this link right away. It locks the account and alerts our security team. You can also call us.\n\n{link}',
    },
    es: {
      subject: 'Usted confirmó una llamada con nuestra mesa de ayuda',
      body: 'Su llave de acceso se acaba de usar para confirmar que usted está al teléfono con la mesa de ayuda de {hospital}.\n\nSi usted no nos había llamado, otra persona está al teléfono en su nombre: abra este enlace de inmediato. Bloquea la cuenta y alerta a nuestro equipo de seguridad. También puede llamarnos.\n\n{link}',
    },
  },
  'contact-change-asked': {
    en: {
      subject: 'Your contact information is about to change',
      body: 'Someone who called the help desk of {hospital} asked to change the email, phone or address we have for your patient portal account. It takes effect in {hours:hour|hours}.\n\nIf this was you, you do not need to do anything.\n\nIf this was not you, open this link before then. It stops the change, locks the account and alerts our security team. You can also call the help desk.\n\n{link}',
    },
    es: {
      subject: 'Sus datos de contacto van a cambiar',
      body: 'Alguien que llamó a la mesa de ayuda de {hospital} pidió cambiar el correo, el teléfono o el domicilio que tenemos de su cuenta del portal del paciente. Se hará en {hours:hora|horas}.\n\nSi fue usted, no tiene que hacer nada.\n\nSi no fue usted, abra antes este enlace. Detiene el cambio, bloquea la cuenta y alerta a nuestro equipo de seguridad. También puede llamar a la mesa de ayuda.\n\n{link}',
    },
  },
  'contact-change-new': {
    en: {
      subject: 'You were named as a contact',
      body: 'Someone who called the help desk of {hospital} asked that a patient be reached here. It takes effect in {hours:hour|hours}.\n\nIf you asked for this, you do not need to do anything.\n\nIf you did not, open this link. It stops the change and alerts our security team.\n\n{link}',
    },
    es: {
      subject: 'Se le indicó como contacto',
      body: 'Alguien que llamó a la mesa de ayuda de {hospital} pidió que se contacte aquí a un paciente. Se hará en {hours:hora|horas}.\n\nSi usted lo pidió, no tiene que hacer nada.\n\nSi no lo pidió, abra este enlace. Detiene el cambio y alerta a nuestro equipo de seguridad.\n\n{link}',
    },
  },
  'contact-changed': {
    en: {
      subject: 'Your contact information was changed',
      body: 'The email, phone or address that {hospital} has for your patient portal account was just changed, by the help desk or in the hospital’s registration.\n\nIf this was not you, open this link right away. It locks the account and alerts our security team. You can also call the help desk.\n\n{link}',
    },
    es: {
      subject: 'Se cambiaron sus datos de contacto',
      body: 'El correo, el teléfono o el domicilio que {hospital} tiene de su cuenta del portal del paciente se acaba de cambiar, en la mesa de ayuda o en el registro de pacientes del hospital.\n\nSi no fue usted, abra este enlace de inmediato. Bloquea la cuenta y alerta a nuestro equipo de seguridad. También puede llamar a la mesa de ayuda.\n\n{link}',
    },
  },
  'call-summary': {
    en: {
      subject: 'What we did for you',
      body: 'You talked to the help desk of {hospital} and asked for a summary. This was done:\n\n{done}\n\nThe help desk never asks for your password or for a link that we mailed.\n\nIf this was not you, open this link right away. It locks the account and alerts our security team. You can also call the help desk.\n\n{link}',
    },
    es: {
      subject: 'Lo que hicimos por usted',
      body: 'Usted habló con la mesa de ayuda de {hospital} y pidió un resumen. Se hizo lo siguiente:\n\n{done}\n\nLa mesa de ayuda nunca pide su contraseña ni un enlace que le enviamos.\n\nSi no fue usted, abra este enlace de inmediato. Bloquea la cuenta y alerta a nuestro equipo de seguridad. También puede llamar a la mesa de ayuda.\n\n{link}',
    },
  },
  'proxy-granted': {
    en: {
      subject: 'Someone was named to act for you',
      body: 'The help desk of {hospital} was asked to give someone access to your patient portal record, to act for you. It begins once they confirm it.\n\nIf you asked for this, you do not need to do anything. You can end it at any time in the portal.\n\nIf this was not you, open this link. It stops the access, locks the account and alerts our security team. You can also call the help desk.\n\n{link}',
    },
    es: {
      subject: 'Se nombró a alguien para representarle',
      body: 'Se pidió a la mesa de ayuda de {hospital} que diera a alguien acceso a su expediente en el portal del paciente, para representarle. Empieza cuando esa persona lo confirme.\n\nSi usted lo pidió, no tiene que hacer nada. Puede terminarlo en cualquier momento en el portal.\n\nSi no fue usted, abra este enlace. Detiene el acceso, bloquea la cuenta y alerta a nuestro equipo de seguridad. También puede llamar a la mesa de ayuda.\n\n{link}',
    },
  },
  'portal-news': {
    en: {
      subject: 'Something new in your patient portal',
      body: 'Something new waits for you in the patient portal of {hospital}.\n\nSign in to read it. Some things are kept for you for a few hours only.\n\n{link}',
    },
    es: {
      subject: 'Hay una novedad en su portal del paciente',
      body: 'Hay una novedad para usted en el portal del paciente de {hospital}.\n\nInicie sesión para leerla. Algunas cosas se le guardan solo unas horas.\n\n{link}',
    },
  },
  'proxy-named': {
    en: {
      subject: 'You were named to act for a patient',
      body: 'The help desk of {hospital} was asked to give you access to a patient’s portal record. Sign in to your own portal account and confirm it with the patient’s date of birth. If you have no portal account of your own yet, call the help desk and ask for an invitation.\n\nIf you know nothing about this, open this link. It stops the access and alerts our security team.\n\n{link}',
    },
    es: {
      subject: 'Se le nombró representante de un paciente',
      body: 'Se pidió a la mesa de ayuda de {hospital} que le diera acceso al expediente de un paciente en el portal. Inicie sesión en su propia cuenta del portal y confírmelo con la fecha de nacimiento del paciente. Si aún no tiene una cuenta propia, llame a la mesa de ayuda y pida una invitación.\n\nSi no sabe nada de esto, abra este enlace. Detiene el acceso y alerta a nuestro equipo de seguridad.\n\n{link}',
    },
  },
  'proxy-changed': {
    en: {
      subject: 'Proxy access changed',
      body: 'At {hospital}, what someone who acts for a patient may see in the patient portal was changed, or their access ended. Someone asked for it, or the patient reached an age at which it changes by itself.\n\nIf this should not have happened, call the help desk, or open this link, which alerts our security team.\n\n{link}',
    },
    es: {
      subject: 'Cambió un acceso de representante',
      body: 'En {hospital} cambió lo que puede ver en el portal del paciente alguien que representa a un paciente, o terminó su acceso. Alguien lo pidió, o el paciente llegó a una edad en la que cambia por sí mismo.\n\nSi no debió ocurrir, llame a la mesa de ayuda o abra este enlace, que alerta a nuestro equipo de seguridad.\n\n{link}',
    },
  },
  'login-of-teen': {
    en: {
      subject: 'The portal account is the teenager’s own now',
      body: 'At {hospital}, a patient whose portal account you can be reached by has become a teenager. The account is theirs alone from now on: the password of before and what was signed in with it have ended.\n\nThe teenager chooses a new password with “Forgot your password?” by an email address of their own, or with the help desk. A parent or guardian has access of their own; the help desk can say what the hospital allows.',
    },
    es: {
      subject: 'La cuenta del portal es ahora del adolescente',
      body: 'En {hospital}, un paciente de cuya cuenta del portal usted recibe avisos ya es adolescente. La cuenta es desde ahora solo suya: la contraseña anterior y las sesiones abiertas con ella han terminado.\n\nEl adolescente elige una contraseña nueva con «¿Olvidó su contraseña?» mediante un correo propio, o con la mesa de ayuda. Los padres o tutores tienen un acceso propio; la mesa de ayuda puede decir qué permite el hospital.',
    },
  },
  'login-locked': {
    en: {
      subject: 'Your portal account is locked',
      body: 'A new password was requested for the patient portal of {hospital}, but the account is locked after too many wrong passwords.\n\nCall the help desk: they will check that it is you and send a new link.',
    },
    es: {
      subject: 'Su cuenta del portal está bloqueada',
      body: 'Se pidió una contraseña nueva en el portal del paciente de {hospital}, pero la cuenta está bloqueada tras demasiadas contraseñas erróneas.\n\nLlame a la mesa de ayuda: comprobarán que es usted y enviarán un enlace nuevo.',
    },
  },
  'login-disabled': {
    en: {
      subject: 'Your portal account was disabled',
      body: 'Your account at the patient portal of {hospital} was just disabled by our staff.\n\nIf you did not ask for this, call the help desk: they will check that it is you and help you get it back. This link tells our security team:\n\n{link}',
    },
    es: {
      subject: 'Se desactivó su cuenta del portal',
      body: 'El personal de {hospital} acaba de desactivar su cuenta del portal del paciente.\n\nSi usted no lo pidió, llame a la mesa de ayuda: comprobarán que es usted y le ayudarán a recuperarla. Este enlace avisa a nuestro equipo de seguridad:\n\n{link}',
    },
  },
  'break-glass-used': {
    en: {
      subject: 'Emergency access to a record',
      body: 'A staff member of {hospital} opened a patient’s record in an emergency, without the usual permission.\n\nAn alert is waiting for your review:\n\n{link}',
    },
    es: {
      subject: 'Acceso de emergencia a un expediente',
      body: 'Un miembro del personal de {hospital} abrió el expediente de un paciente en una emergencia, sin el permiso habitual.\n\nHay una alerta pendiente de su revisión:\n\n{link}',
    },
  },
  'not-me-reported': {
    en: {
      subject: 'A patient reported a change as not theirs',
      body: 'Someone who was notified of a change to a patient’s portal account or contact at {hospital} answered: this was not me. The account was locked.\n\nAn alert is waiting for your review:\n\n{link}',
    },
    es: {
      subject: 'Un paciente avisó de un cambio que no fue suyo',
      body: 'Alguien a quien se avisó de un cambio en la cuenta del portal o el contacto de un paciente de {hospital} respondió: no fui yo. La cuenta se bloqueó.\n\nHay una alerta pendiente de su revisión:\n\n{link}',
    },
  },
  'rule-changed-alone': {
    en: {
      subject: 'An alert rule was changed by one officer alone',
      body: 'At {hospital}, a privacy officer changed what raises alerts about access to records, without a second officer. The change is in force.\n\nLook at it, and have another officer, or an administrator where there is none, confirm or decline it:\n\n{link}',
    },
    es: {
      subject: 'Un solo responsable cambió una regla de alerta',
      body: 'En {hospital}, un responsable de privacidad cambió lo que genera alertas de acceso a expedientes sin un segundo responsable. El cambio está en vigor.\n\nRevíselo y pida que otro responsable, o un administrador si no lo hay, lo confirme o lo rechace:\n\n{link}',
    },
  },
  'rule-change-asked': {
    en: {
      subject: 'A change of an alert rule is waiting for an administrator',
      body: 'At {hospital}, the only privacy officer proposed a change of what raises alerts about access to records. With no second officer, an administrator confirms or declines it:\n\n{link}',
    },
    es: {
      subject: 'Un cambio de una regla de alerta espera a un administrador',
      body: 'En {hospital}, el único responsable de privacidad propuso cambiar lo que genera alertas de acceso a expedientes. Como no hay un segundo responsable, un administrador lo confirma o lo rechaza:\n\n{link}',
    },
  },
  'rule-decided-by-administrator': {
    en: {
      subject: 'An administrator decided on an alert rule',
      body: 'At {hospital}, an administrator confirmed or declined a change of what raises alerts about access to records, in place of a second privacy officer. The audit log says what was changed.\n\nLook at it:\n\n{link}',
    },
    es: {
      subject: 'Un administrador decidió sobre una regla de alerta',
      body: 'En {hospital}, un administrador confirmó o rechazó un cambio de lo que genera alertas de acceso a expedientes, en lugar de un segundo responsable de privacidad. El registro de auditoría dice qué cambió.\n\nRevíselo:\n\n{link}',
    },
  },
  'rule-lapsed': {
    en: {
      subject: 'An alert rule changed by one officer went back',
      body: 'At {hospital}, a change of what raises alerts about access to charts that one privacy officer had made alone is in force no more, because no other officer confirmed it in time.\n\nAnother officer, or an administrator where there is none, looks at it, and confirms or declines it:\n\n{link}',
    },
    es: {
      subject: 'Una regla de alerta cambiada por un solo responsable volvió a lo anterior',
      body: 'En {hospital}, un cambio de lo que genera alertas de acceso a expedientes, hecho en solitario por un responsable de privacidad, ya no está en vigor porque ningún otro lo confirmó a tiempo.\n\nRevíselo y pida que otro responsable lo confirme o lo rechace:\n\n{link}',
    },
  },
  'log-altered': {
    en: {
      subject: 'The audit log does not verify',
      body: 'The running verification at {hospital} found that the audit log, or what it points at, is not as it was sealed. Someone with access to the database may have changed it.\n\nThe page of the log says what was found. Keep backups as they are, and ask who maintains the database:\n\n{link}',
    },
    es: {
      subject: 'El registro de auditoría no se verifica',
      body: 'La verificación continua de {hospital} encontró que el registro de auditoría, o aquello a lo que remite, no está como se selló. Alguien con acceso a la base de datos puede haberlo cambiado.\n\nLa página del registro dice qué se encontró. Conserve las copias de seguridad como están y pregunte a quien mantiene la base de datos:\n\n{link}',
    },
  },
  'log-unprotected': {
    en: {
      subject: 'The protection of the audit log was altered',
      body: 'In the database of {hospital}, what protects the audit log is not as it was installed. Someone with access to the database may have kept events from being recorded.\n\nAsk who maintains the database what was changed, and have the log verified:\n\n{link}',
    },
    es: {
      subject: 'Se alteró la protección del registro de auditoría',
      body: 'En la base de datos de {hospital}, lo que protege el registro de auditoría no está como se instaló. Alguien con acceso a la base de datos puede haber impedido que se registraran eventos.\n\nPregunte a quien mantiene la base de datos qué se cambió y pida que se verifique el registro:\n\n{link}',
    },
  },
  'staff-employment-ended': {
    en: {
      subject: 'An account was disabled: employment ended',
      body: 'The personnel records of {hospital} say that the employment of {name} has ended. Their Portal Desk account was disabled.\n\nWhen: {when}\n\nIf this is wrong, have the personnel records corrected and imported, then enable the account:\n\n{link}',
    },
    es: {
      subject: 'Se desactivó una cuenta: el empleo terminó',
      body: 'Los datos de personal de {hospital} dicen que el empleo de {name} ha terminado. Su cuenta de Portal Desk se desactivó.\n\nCuándo: {when}\n\nSi es un error, haga que se corrijan e importen los datos de personal y después active la cuenta:\n\n{link}',
    },
  },
  'staff-privacy-due': {
    en: {
      subject: 'Privacy work is due',
      body: 'This is due at {hospital}, or will be soon.\n\n{due}\n\n{link}\n\nTo stop these emails, open My account:\n\n{account}',
    },
    es: {
      subject: 'Hay trabajo de privacidad pendiente',
      body: 'Esto está pendiente en {hospital} o lo estará pronto.\n\n{due}\n\n{link}\n\nPara dejar de recibir estos correos, abra Mi cuenta:\n\n{account}',
    },
  },
  'staff-goals-due': {
    en: {
      subject: 'Adoption goals in your care',
      body: 'These goals of {hospital} are in your care.\n\n{goals}\n\nWhat they are held against, and how far they are:\n\n{link}\n\nTo stop these emails, open My account:\n\n{account}',
    },
    es: {
      subject: 'Objetivos de uso a su cargo',
      body: 'Estos objetivos de {hospital} están a su cargo.\n\n{goals}\n\nCon qué se comparan y cuánto falta:\n\n{link}\n\nPara dejar de recibir estos correos, abra Mi cuenta:\n\n{account}',
    },
  },
  'staff-privacy-question': {
    en: {
      subject: 'The privacy officer has a question for you',
      body: 'The privacy officer of {hospital} asks you to answer a question about work at the desk.\n\nOpen this link and answer. It works once, for some days.\n\n{link}\n\nDo not forward this email. If you did not expect it, call the privacy officer.',
    },
    es: {
      subject: 'El responsable de privacidad tiene una pregunta para usted',
      body: 'El responsable de privacidad de {hospital} le pide que responda a una pregunta sobre el trabajo en la mesa.\n\nAbra este enlace y responda. Sirve una vez, durante unos días.\n\n{link}\n\nNo reenvíe este correo. Si no lo esperaba, llame al responsable de privacidad.',
    },
  },
  'staff-cases-wait': {
    en: {
      subject: 'Cases are waiting for your team',
      body: 'Cases were transferred to your team at {hospital}, and no one has taken them yet.\n\n{queues}\n\nThe oldest was opened {oldest} ago.\n\n{link}\n\nTo stop these emails, open My account:\n\n{account}',
    },
    es: {
      subject: 'Hay casos pendientes de su equipo',
      body: 'Se transfirieron casos a su equipo en {hospital} y nadie los ha tomado todavía.\n\n{queues}\n\nEl más antiguo se abrió hace {oldest}.\n\n{link}\n\nPara dejar de recibir estos correos, abra Mi cuenta:\n\n{account}',
    },
  },
  'staff-approval-declined': {
    en: {
      subject: 'A proof of identity was not approved',
      body: 'A colleague at {hospital} declined to approve the proof of identity that you recorded in case {number}. It proves nothing now.\n\nReason: {reason}\n\nWhat they noted stands in the case:\n\n{link}',
    },
    es: {
      subject: 'No se aprobó una prueba de identidad',
      body: 'Un colega de {hospital} rechazó aprobar la prueba de identidad que usted registró en el caso {number}. Ya no demuestra nada.\n\nMotivo: {reason}\n\nLo que anotó está en el caso:\n\n{link}',
    },
  },
  'staff-enrolment': {
    en: {
      subject: 'Set up your staff sign-in',
      body: 'You have been added to the staff of Portal Desk at {hospital}.\n\nOpen this link, choose a password and set up an authenticator app. It works for {lifetime}, once.\n\n{link}\n\nDo not forward this email. If you did not expect it, call your security team right away.',
    },
    es: {
      subject: 'Configure su acceso de personal',
      body: 'Se le añadió al personal de Portal Desk en {hospital}.\n\nAbra este enlace, elija una contraseña y configure una aplicación de autenticación. Sirve durante {lifetime}, una vez.\n\n{link}\n\nNo reenvíe este correo. Si no lo esperaba, llame de inmediato a su equipo de seguridad.',
    },
  },
  'staff-enrolment-again': {
    en: {
      subject: 'Set up your staff sign-in again',
      body: 'An administrator asked that you set up your sign-in to Portal Desk at {hospital} again, and a second person approved it. Your sessions were ended.\n\nWhen: {when}\n\nOpen this link, choose a password and set up your authenticator app. It works for {lifetime}, once. Then what you had before no longer works.\n\n{link}\n\nDo not forward this email. If you did not ask for this, do not open the link, and call your security team right away.',
    },
    es: {
      subject: 'Configure de nuevo su acceso de personal',
      body: 'Un administrador pidió que configure de nuevo su acceso a Portal Desk en {hospital}, y una segunda persona lo aprobó. Se cerraron sus sesiones.\n\nCuándo: {when}\n\nAbra este enlace, elija una contraseña y configure su aplicación de autenticación. Sirve durante {lifetime}, una vez. Entonces lo que tenía antes ya no sirve.\n\n{link}\n\nNo reenvíe este correo. Si no lo pidió, no abra el enlace y llame de inmediato a su equipo de seguridad.',
    },
  },
  'staff-new-sign-in': {
    en: {
      subject: 'New sign-in to your staff account',
      body: 'Someone signed in to your Portal Desk account at {hospital} from a device or a network you have not used before.\n\nWhen: {when}\nNetwork address: {network}\n\nIf this was you, you do not need to do anything.\n\nIf this was not you, end your other sessions and change your password on the page below. Then call your security team right away.\n\n{link}',
    },
    es: {
      subject: 'Nuevo inicio de sesión en su cuenta del personal',
      body: 'Alguien inició sesión en su cuenta de Portal Desk en {hospital} desde un dispositivo o una red que usted no había usado antes.\n\nCuándo: {when}\nDirección de red: {network}\n\nSi fue usted, no tiene que hacer nada.\n\nSi no fue usted, cierre sus demás sesiones y cambie su contraseña en la página de abajo. Después llame de inmediato a su equipo de seguridad.\n\n{link}',
    },
  },
  'staff-password-changed': {
    en: {
      subject: 'Your staff password was changed',
      body: 'The password of your Portal Desk account at {hospital} was just changed, and your other sessions were ended.\n\nWhen: {when}\nNetwork address: {network}\n\nIf this was not you, call your security team right away.',
    },
    es: {
      subject: 'Se cambió su contraseña del personal',
      body: 'La contraseña de su cuenta de Portal Desk en {hospital} se acaba de cambiar, y se cerraron sus demás sesiones.\n\nCuándo: {when}\nDirección de red: {network}\n\nSi no fue usted, llame de inmediato a su equipo de seguridad.',
    },
  },
  'staff-role-changed': {
    en: {
      subject: 'Your role was changed',
      body: 'An administrator changed the role of your Portal Desk account at {hospital}, a second person approved it, and your sessions were ended.\n\nWhen: {when}\n\nSign in again to continue in your new role.\n\nIf you did not expect this, ask your manager.',
    },
    es: {
      subject: 'Se cambió su función',
      body: 'Un administrador cambió la función de su cuenta de Portal Desk en {hospital}, una segunda persona lo aprobó y se cerraron sus sesiones.\n\nCuándo: {when}\n\nInicie sesión de nuevo para continuar con su nueva función.\n\nSi no lo esperaba, pregunte a su gerente.',
    },
  },
  'staff-passkey-added': {
    en: {
      subject: 'A passkey was added to your staff account',
      body: 'A passkey was just added to your Portal Desk account at {hospital}. With it and your password, one can sign in.\n\nWhen: {when}\nNetwork address: {network}\n\nIf this was not you, remove the passkey and change your password on the page below. Then call your security team right away.\n\n{link}',
    },
    es: {
      subject: 'Se añadió una llave de acceso a su cuenta del personal',
      body: 'Se acaba de añadir una llave de acceso a su cuenta de Portal Desk en {hospital}. Con ella y su contraseña se puede iniciar sesión.\n\nCuándo: {when}\nDirección de red: {network}\n\nSi no fue usted, quite la llave de acceso y cambie su contraseña en la página de abajo. Después llame de inmediato a su equipo de seguridad.\n\n{link}',
    },
  },
  'staff-passkey-removed': {
    en: {
      subject: 'A passkey was removed from your staff account',
      body: 'A passkey was just removed from your Portal Desk account at {hospital}. It no longer works, and your other sessions were ended.\n\nWhen: {when}\nNetwork address: {network}\n\nIf this was not you, call your security team right away.',
    },
    es: {
      subject: 'Se quitó una llave de acceso de su cuenta del personal',
      body: 'Se acaba de quitar una llave de acceso de su cuenta de Portal Desk en {hospital}. Ya no sirve, y se cerraron sus demás sesiones.\n\nCuándo: {when}\nDirección de red: {network}\n\nSi no fue usted, llame de inmediato a su equipo de seguridad.',
    },
  },
  'staff-passkeys-void': {
    en: {
      subject: 'Your passkeys no longer work',
      body: 'Your sign-in to Portal Desk at {hospital} is being set up again. The passkeys you had no longer work.\n\nWhen: {when}\n\nOnce you are signed in, you can add them again on the page of your account.\n\nIf you did not expect this, call your security team right away.',
    },
    es: {
      subject: 'Sus llaves de acceso ya no sirven',
      body: 'Su acceso a Portal Desk en {hospital} se está configurando de nuevo. Las llaves de acceso que tenía ya no sirven.\n\nCuándo: {when}\n\nCuando haya iniciado sesión, podrá añadirlas de nuevo en la página de su cuenta.\n\nSi no lo esperaba, llame de inmediato a su equipo de seguridad.',
    },
  },
  'staff-passkey-copied': {
    en: {
      subject: 'A passkey of yours was refused',
      body: 'Someone tried to sign in to your Portal Desk account at {hospital} with your password and what looks like a copy of one of your passkeys. It was refused.\n\nWhen: {when}\nNetwork address: {network}\n\nRemove that passkey and change your password on the page below. Then call your security team right away, even if it was you.\n\n{link}',
    },
    es: {
      subject: 'Se rechazó una de sus llaves de acceso',
      body: 'Alguien intentó iniciar sesión en su cuenta de Portal Desk en {hospital} con su contraseña y lo que parece una copia de una de sus llaves de acceso. Se rechazó.\n\nCuándo: {when}\nDirección de red: {network}\n\nQuite esa llave de acceso y cambie su contraseña en la página de abajo. Después llame de inmediato a su equipo de seguridad, aunque haya sido usted.\n\n{link}',
    },
  },
  'staff-recovery-codes-replaced': {
    en: {
      subject: 'Your recovery codes were replaced',
      body: 'The recovery codes of your Portal Desk account at {hospital} were just replaced, and the old ones no longer work.\n\nWhen: {when}\nNetwork address: {network}\n\nIf this was not you, call your security team right away.',
    },
    es: {
      subject: 'Se reemplazaron sus códigos de recuperación',
      body: 'Los códigos de recuperación de su cuenta de Portal Desk en {hospital} se acaban de reemplazar, y los anteriores ya no sirven.\n\nCuándo: {when}\nDirección de red: {network}\n\nSi no fue usted, llame de inmediato a su equipo de seguridad.',
    },
  },
} satisfies Record<string, { en: Text; es: Text }>

/**
 * What goes by text message too. It is short, since it comes in parts of 153 letters, and says first what it is: the notice on
 * a locked telephone shows no more.
 */
export const shortTexts = {
  'call-back-code': {
    en: '{code} is your code from {hospital}. It works for {lifetime}. Read it only to a help desk you called yourself: we never ask you to forward it.',
    es: '{code} es su código de {hospital}. Sirve durante {lifetime}. Léalo solo a una mesa de ayuda a la que usted llamó: nunca le pediremos reenviarlo.',
  },
  'identity-proofing': {
    en: 'The help desk of {hospital} asks you to confirm your identity. Only if you called us, open within {lifetime}: {link} We never ask you to forward it.',
    es: 'La mesa de ayuda de {hospital} le pide confirmar su identidad. Solo si nos llamó, abra en {lifetime}: {link} Nunca le pediremos reenviarlo.',
  },
  'sign-in-code': {
    en: '{code} is your code to sign in at {hospital}. It works for {lifetime}. We never ask for it on the phone: do not tell it to anyone.',
    es: '{code} es su código para iniciar sesión en {hospital}. Sirve durante {lifetime}. Nunca lo pedimos por teléfono: no se lo diga a nadie.',
  },
  'second-step-code': {
    en: '{code} turns a second step on or off in the portal of {hospital}. It works for {lifetime}. Not you? Tell it to no one and call us.',
    es: '{code} activa o desactiva un segundo paso en el portal de {hospital}. Sirve durante {lifetime}. ¿No fue usted? No lo diga y llámenos.',
  },
  'contact-change-asked': {
    en: '{hospital}: someone asked to change your contact information in {hours:hour|hours}. Not you? Stop it: {link}',
    es: '{hospital}: alguien pidió cambiar sus datos de contacto en {hours:hora|horas}. ¿No fue usted? Deténgalo: {link}',
  },
  'contact-change-new': {
    en: '{hospital}: someone named this number to reach a patient, in {hours:hour|hours}. Not you? Stop it: {link}',
    es: '{hospital}: alguien indicó este número para contactar a un paciente, en {hours:hora|horas}. ¿No fue usted? Deténgalo: {link}',
  },
  'portal-news': {
    en: '{hospital}: something new waits for you in your patient portal. Sign in to read it: {link}',
    es: '{hospital}: hay una novedad en su portal del paciente. Inicie sesión para leerla: {link}',
  },
} satisfies Partial<Record<Template, Record<Language, string>>>

/**
 * What is added to a code or a link that an agent sends: a caller who is told the number can tell us from somebody who says they are
 * us (2026-11-28).
 */
export const ofCase: Record<Language, { mail: string; text: string }> = {
  en: {
    mail: '\n\nThis belongs to case {case} of our help desk. Whoever helps you can tell you that number, and no one will ever ask you to forward this email.',
    text: ' Case {case}.',
  },
  es: {
    mail: '\n\nCorresponde al caso {case} de nuestra mesa de ayuda. Quien le atiende puede decirle ese número, y nadie le pedirá nunca reenviar este correo.',
    text: ' Caso {case}.',
  },
}

/** What is added to a notice that tells of several changes at once. */
export const together: Record<Language, Text> = {
  en: {
    subject: ' ({changes} changes)',
    body: '\n\nThis happened {changes} times since our last email about it.',
  },
  es: {
    subject: ' ({changes} cambios)',
    body: '\n\nEsto ocurrió {changes} veces desde nuestro último correo al respecto.',
  },
}
