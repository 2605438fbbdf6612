import type { Words } from '../core/words.ts'
import type { Topic } from './topics.ts'

/** The articles the product comes with: what to say to whoever calls, and what to do, a step a line. */
export const articleTexts: Record<Topic, { toSay: Words; toDo: Words }> = {
  'no-fault-found': {
    toSay: {
      en: 'I see no problem with the account on our side. Please try now while I am on the line, and tell me exactly what you see.',
      es: 'De nuestra parte no veo ningún problema con la cuenta. Inténtelo ahora mientras sigo en la línea y dígame exactamente qué ve.',
    },
    toDo: {
      en: 'Ask for the address at the top of the page and the words of the message.\nWatch the case: a failed try shows here within seconds, with its cause.\nIf no try arrives here, it is another website, an old app or the device.',
      es: 'Pregunte qué dirección aparece arriba en la página y qué dice el mensaje.\nMire el caso: un intento fallido aparece aquí en segundos, con su causa.\nSi no llega ningún intento, es otro sitio web, una aplicación antigua o el dispositivo.',
    },
  },
  'known-incident': {
    toSay: {
      en: 'The portal has a problem at the moment that affects many patients. Nothing is wrong with your account, and there is nothing you need to change.',
      es: 'En este momento el portal tiene un problema que afecta a muchos pacientes. Su cuenta está bien y no tiene que cambiar nada.',
    },
    toDo: {
      en: 'Do not reset or unlock anything: it would not help.\nAsk what the patient needed today. If it is urgent, give the phone number of the clinic.\nOffer a call back once the outage is over, and close with the cause “known outage”.',
      es: 'No restablezca ni desbloquee nada: no serviría.\nPregunte qué necesitaba el paciente hoy. Si es urgente, dé el teléfono de la clínica.\nOfrezca llamar cuando termine la interrupción y cierre con la causa «interrupción conocida».',
    },
  },
  deceased: {
    toSay: {
      en: 'I am sorry for your loss. I cannot open the portal account, but our medical records office can help the family with what is needed.',
      es: 'Lamento mucho su pérdida. No puedo abrir la cuenta del portal, pero nuestra oficina de expedientes médicos puede ayudar a la familia con lo que necesite.',
    },
    toDo: {
      en: 'Send no link and no code, whoever calls.\nTransfer to medical records: they ask for proof of who represents the estate (45 CFR 164.502(g)(4)).\nIf the caller says the patient is alive, transfer to medical records as well, and say so in the note.',
      es: 'No envíe ningún enlace ni código, llame quien llame.\nTransfiera a expedientes médicos: pedirán prueba de quién representa la sucesión (45 CFR 164.502(g)(4)).\nSi quien llama dice que el paciente vive, transfiera también a expedientes médicos y anótelo.',
    },
  },
  'merged-record': {
    toSay: {
      en: 'Your records were brought together under one number. The account you are trying belongs to the old one; let me look at the current one.',
      es: 'Sus expedientes se reunieron bajo un solo número. La cuenta que intenta usar es la del antiguo; permítame ver el vigente.',
    },
    toDo: {
      en: 'Open the surviving record and help the caller there; they prove who they are there.\nSend nothing to the old record.\nIf there is no surviving record, transfer to medical records.',
      es: 'Abra el expediente vigente y ayude allí a quien llama; allí demuestra quién es.\nNo envíe nada al expediente antiguo.\nSi no hay expediente vigente, transfiera a expedientes médicos.',
    },
  },
  'wrong-person': {
    toSay: {
      en: 'I am passing this to our privacy officer now. They will call you. For your safety I do not change anything on this account today.',
      es: 'Paso esto ahora a nuestro responsable de privacidad, que le llamará. Por su seguridad, hoy no cambio nada en esta cuenta.',
    },
    toDo: {
      en: 'Transfer to privacy at once, with what the caller saw and since when.\nDo not read anything of the record to the caller.\nThe 60 days of the breach rule run from the day this is known (45 CFR 164.404).',
      es: 'Transfiera de inmediato a privacidad, con lo que vio quien llama y desde cuándo.\nNo lea nada del expediente a quien llama.\nLos 60 días de la norma de violaciones corren desde el día en que se sabe (45 CFR 164.404).',
    },
  },
  'suspected-takeover': {
    toSay: {
      en: 'There are signs that someone else has been using this account. To protect you, I will have it closed off first; then we help you back in.',
      es: 'Hay indicios de que otra persona ha usado esta cuenta. Para protegerle, primero la cerraremos; después le ayudamos a volver a entrar.',
    },
    toDo: {
      en: 'Disable the account; this needs no proof and ends every session.\nTransfer to privacy. Do not send a link: whoever took the account may read the mail.\nThe patient gets back in after they were seen in person and a supervisor approved.',
      es: 'Desactive la cuenta; no requiere prueba y cierra todas las sesiones.\nTransfiera a privacidad. No envíe ningún enlace: quien tomó la cuenta podría leer el correo.\nEl paciente vuelve a entrar después de acudir en persona y con la aprobación de un supervisor.',
    },
  },
  disabled: {
    toSay: {
      en: 'The account was disabled, and for your protection it can be opened again only after we have seen you in person with a photo ID.',
      es: 'La cuenta se desactivó y, para protegerle, solo puede volver a activarse después de que acuda en persona con una identificación con foto.',
    },
    toDo: {
      en: 'Do not say why it was disabled before the caller is verified.\nAsk the caller to come to any clinic with a photo ID; record it there, and a supervisor approves.\nTransfer to the supervisor if the caller says they never asked for this.',
      es: 'No diga por qué se desactivó antes de verificar a quien llama.\nPídale que acuda a cualquier clínica con una identificación con foto; se registra allí y un supervisor lo aprueba.\nTransfiera al supervisor si dice que nunca lo pidió.',
    },
  },
  'repeated-lockouts': {
    toSay: {
      en: 'The account keeps being locked by wrong passwords, from several places. Was that you each time, or someone else in your home?',
      es: 'La cuenta se bloquea una y otra vez por contraseñas erróneas, desde varios lugares. ¿Fue usted cada vez, o alguien de su casa?',
    },
    toDo: {
      en: 'If it was the patient: verify, unlock and send a reset link; a saved old password in a phone or app is the usual reason, so ask them to delete it.\nIf it was not: transfer to security, and advise a second factor or a passkey.',
      es: 'Si fue el paciente: verifique, desbloquee y envíe un enlace; suele ser una contraseña antigua guardada en un teléfono o aplicación, pídale que la borre.\nSi no fue: transfiera a seguridad y aconseje un segundo factor o una llave de acceso.',
    },
  },
  'locked-out': {
    toSay: {
      en: 'The account was locked after several wrong passwords. Once I know it is you, I unlock it and we send a link to choose a new password.',
      es: 'La cuenta se bloqueó tras varias contraseñas erróneas. Cuando sepa que es usted, la desbloqueo y enviamos un enlace para elegir una contraseña nueva.',
    },
    toDo: {
      en: 'Verify: name, date of birth and one more.\nUnlock; the link goes to an address on file.\nStay on the line until the sign-in shows here. Ask them to update a password saved in the phone, or it locks again.',
      es: 'Verifique: nombre, fecha de nacimiento y un dato más.\nDesbloquee; el enlace va a una dirección registrada.\nSiga en la línea hasta que aparezca aquí el inicio de sesión. Pídale que actualice la contraseña guardada en el teléfono, o se bloqueará otra vez.',
    },
  },
  'guardian-email': {
    toSay: {
      en: 'This account needs an email address of the teenager’s own. A parent or guardian has access of their own, which we can set up separately.',
      es: 'Esta cuenta necesita un correo propio del adolescente. La madre, el padre o el tutor tiene un acceso propio, que podemos preparar aparte.',
    },
    toDo: {
      en: 'Send nothing to the address on file: it is read by someone else.\nDo not tell the parent what the account holds or that it is used.\nHave the contact corrected with the teenager; in doubt, transfer to privacy.',
      es: 'No envíe nada a la dirección registrada: la lee otra persona.\nNo diga a los padres qué contiene la cuenta ni si se usa.\nCorrija el contacto con el adolescente; en caso de duda, transfiera a privacidad.',
    },
  },
  'delivery-failed': {
    toSay: {
      en: 'Our last email to you came back. The address we have may be out of date.',
      es: 'Nuestro último correo fue devuelto. Puede que la dirección que tenemos ya no sirva.',
    },
    toDo: {
      en: 'Do not read the address out; ask the caller which address they use.\nIf another address or mobile is on file, send there.\nElse have the contact changed; it takes effect after the waiting time, or at once if they come in person.',
      es: 'No lea la dirección en voz alta; pregunte cuál usa.\nSi hay otra dirección o móvil registrado, envíe allí.\nSi no, pida el cambio de contacto; vale tras el plazo de espera, o de inmediato si acude en persona.',
    },
  },
  'no-email': {
    toSay: {
      en: 'We have no email address for you, so we cannot send the link yet. Let us put one on file first.',
      es: 'No tenemos ningún correo suyo, así que aún no podemos enviar el enlace. Primero registremos uno.',
    },
    toDo: {
      en: 'If a mobile that takes texts is on file, a code can go there.\nAn address given in this call is no way to prove who calls: it can be used after the waiting time.\nIn person with a photo ID it works the same day.',
      es: 'Si hay un móvil registrado que recibe mensajes, el código puede ir allí.\nUna dirección dada en esta llamada no sirve para demostrar quién llama: vale tras el plazo de espera.\nEn persona, con identificación con foto, vale el mismo día.',
    },
  },
  'details-mismatch': {
    toSay: {
      en: 'What was typed does not match what we have on file. It may be a typing mistake, or our record may be wrong.',
      es: 'Lo que se escribió no coincide con lo que tenemos. Puede ser un error al escribir, o que nuestro registro esté mal.',
    },
    toDo: {
      en: 'Never say what is on file or which part differs.\nAsk the caller to type name and date of birth as on their ID.\nIf our record is wrong, transfer to registration with the paper the patient can show.',
      es: 'Nunca diga qué consta ni qué parte no coincide.\nPida que escriba nombre y fecha de nacimiento como en su identificación.\nSi nuestro registro está mal, transfiera a admisión con el documento que el paciente puede mostrar.',
    },
  },
  'proofing-failed': {
    toSay: {
      en: 'The identity check on the internet did not succeed. That happens, for example after a move or a change of name. You can show a photo ID at any clinic instead.',
      es: 'La comprobación de identidad en internet no tuvo éxito. Ocurre, por ejemplo, tras una mudanza o un cambio de nombre. Puede mostrar una identificación con foto en cualquier clínica.',
    },
    toDo: {
      en: 'Do not try again more than once.\nRecord the photo ID where the patient comes; a supervisor approves.\nIf name or address changed, transfer to registration.',
      es: 'No lo repita más de una vez.\nRegistre la identificación con foto donde acuda el paciente; un supervisor aprueba.\nSi cambió el nombre o la dirección, transfiera a admisión.',
    },
  },
  'never-finished': {
    toSay: {
      en: 'You began to set up the account and it was not finished. I can send a new invitation, and we go through it together.',
      es: 'Empezó a crear la cuenta y no se terminó. Puedo enviar una invitación nueva y la seguimos juntos.',
    },
    toDo: {
      en: 'Verify, then send the invitation again; older ones stop working.\nStay on the line: the date of birth is asked as month, day and year, and the password has at least 15 characters.',
      es: 'Verifique y envíe de nuevo la invitación; las anteriores dejan de valer.\nSiga en la línea: la fecha de nacimiento se pide como mes, día y año, y la contraseña tiene al menos 15 caracteres.',
    },
  },
  'invitation-expired': {
    toSay: {
      en: 'The invitation was good for a limited time and has expired. I can send a new one now.',
      es: 'La invitación valía por un tiempo limitado y venció. Puedo enviar una nueva ahora.',
    },
    toDo: {
      en: 'Verify, then send the invitation again.\nAsk the caller to open it while you are on the line.',
      es: 'Verifique y envíe de nuevo la invitación.\nPida que la abra mientras sigue en la línea.',
    },
  },
  'invitation-not-received': {
    toSay: {
      en: 'We sent an invitation that was not used yet. Please look in the junk or spam folder for a message from the hospital.',
      es: 'Enviamos una invitación que aún no se usó. Busque en la carpeta de correo no deseado un mensaje del hospital.',
    },
    toDo: {
      en: 'Look below whether the message was delivered.\nIf it is not found, verify and send it again; ask which address they read, without saying ours.\nNo one from the hospital ever asks for the link or code to be read out.',
      es: 'Mire abajo si el mensaje se entregó.\nSi no aparece, verifique y envíela otra vez; pregunte qué dirección lee, sin decir la nuestra.\nNadie del hospital pide nunca que se lea en voz alta el enlace o el código.',
    },
  },
  'second-factor-lost': {
    toSay: {
      en: 'Without your authenticator you need a recovery code. If you have none, we can remove the authenticator once we are sure it is you.',
      es: 'Sin su autenticador necesita un código de recuperación. Si no tiene ninguno, podemos quitar el autenticador cuando estemos seguros de que es usted.',
    },
    toDo: {
      en: 'First ask for a recovery code, and whether the clock of the phone is set automatically: a wrong clock gives wrong codes.\nElse reset the second factor: it wants a higher identity level and another person’s approval.\nThis is what attackers ask for most: do not hurry.',
      es: 'Pregunte primero por un código de recuperación y si el reloj del teléfono se ajusta solo: un reloj mal puesto da códigos erróneos.\nSi no, restablezca el segundo factor: exige un nivel de identidad más alto y la aprobación de otra persona.\nEs lo que más piden los atacantes: no se apresure.',
    },
  },
  'must-choose-password': {
    toSay: {
      en: 'The account was unlocked, and a new password has to be chosen by the link we send.',
      es: 'La cuenta se desbloqueó y hay que elegir una contraseña nueva con el enlace que enviamos.',
    },
    toDo: {
      en: 'Verify and send the reset link again.\nThe old password does not work any more, even the right one.',
      es: 'Verifique y envíe otra vez el enlace.\nLa contraseña anterior ya no vale, ni siquiera la correcta.',
    },
  },
  'reset-link-expired': {
    toSay: {
      en: 'The link works only for a short time and once. I send a new one; please open it right away.',
      es: 'El enlace vale poco tiempo y una sola vez. Le envío uno nuevo; ábralo enseguida.',
    },
    toDo: {
      en: 'Verify and send a new link; the newest message is the one that works.\nStay on the line until the new password is saved.',
      es: 'Verifique y envíe un enlace nuevo; vale el mensaje más reciente.\nSiga en la línea hasta que se guarde la contraseña nueva.',
    },
  },
  'forgotten-username': {
    toSay: {
      en: 'It looks as if another username is being typed. I can have the right one sent to an address we have on file.',
      es: 'Parece que se escribe otro nombre de usuario. Puedo hacer que se envíe el correcto a una dirección registrada.',
    },
    toDo: {
      en: 'Never say the username, not even a part of it.\nVerify, then send the username by mail.\nA second family member may have an account of their own: ask whose it is.',
      es: 'Nunca diga el nombre de usuario, ni una parte.\nVerifique y envíe el nombre de usuario por correo.\nOtro familiar puede tener su propia cuenta: pregunte de quién es.',
    },
  },
  'forgotten-password': {
    toSay: {
      en: 'The password typed is not the right one. You can choose a new one by a link we send to an address on file.',
      es: 'La contraseña escrita no es la correcta. Puede elegir una nueva con un enlace que enviamos a una dirección registrada.',
    },
    toDo: {
      en: 'Verify and send the reset link.\nAsk them to check Caps Lock and the keyboard’s language first.\nStay on the line until the sign-in shows here.',
      es: 'Verifique y envíe el enlace.\nPida que revise antes las mayúsculas y el idioma del teclado.\nSiga en la línea hasta que aparezca aquí el inicio de sesión.',
    },
  },
  'contact-changed': {
    toSay: {
      en: 'None of the addresses we have can take a link today. A change of address needs a little time before it counts; that protects you.',
      es: 'Ninguna de las direcciones que tenemos puede recibir un enlace hoy. Un cambio de dirección tarda un poco en contar; eso le protege.',
    },
    toDo: {
      en: 'Have the contact changed; notices go to the old and the new address.\nIn person with a photo ID there is no wait.\nA caller who presses you to hurry is a reason to be careful.',
      es: 'Pida el cambio de contacto; se avisa a la dirección anterior y a la nueva.\nEn persona, con identificación con foto, no hay espera.\nQue quien llama le meta prisa es motivo de cautela.',
    },
  },
  'email-differs': {
    toSay: {
      en: 'The account is signed in to with an email address that is not the one in your record. We should bring the two into line.',
      es: 'Se entra en la cuenta con un correo que no es el de su expediente. Conviene que coincidan.',
    },
    toDo: {
      en: 'Links go to the address in the record, never to the username.\nAsk which address they read today, and have the contact changed if needed.',
      es: 'Los enlaces van a la dirección del expediente, nunca al nombre de usuario.\nPregunte qué dirección lee hoy y, si hace falta, pida el cambio de contacto.',
    },
  },
  'turned-adult': {
    toSay: {
      en: 'The patient is of age now and has an account of their own. A parent’s access ended on the birthday; the patient can give it again.',
      es: 'El paciente ya es mayor de edad y tiene su propia cuenta. El acceso de los padres terminó el día de su cumpleaños; el paciente puede darlo de nuevo.',
    },
    toDo: {
      en: 'Speak with the patient, not for them.\nInvite the patient to an account of their own.\nAn adult who cannot decide for themselves: guardianship papers go to medical records.',
      es: 'Hable con el paciente, no en su lugar.\nInvite al paciente a tener su propia cuenta.\nUn adulto que no puede decidir por sí mismo: los documentos de tutela van a expedientes médicos.',
    },
  },
  'teen-policy': {
    toSay: {
      en: 'By state law and our policy, what a parent sees changes when a child becomes a teenager. I can explain which access is possible.',
      es: 'Según la ley estatal y nuestra política, lo que ve un padre o una madre cambia cuando el niño llega a la adolescencia. Puedo explicar qué acceso es posible.',
    },
    toDo: {
      en: 'Do not say what the record holds or hides.\nOffer the limited proxy access of the policy; the teenager’s agreement may be needed.\nCustody doubts go to medical records.',
      es: 'No diga qué contiene ni qué oculta el expediente.\nOfrezca el acceso limitado de la política; puede hacer falta que el adolescente esté de acuerdo.\nLas dudas de custodia van a expedientes médicos.',
    },
  },
  'proxy-pending': {
    toSay: {
      en: 'The access was requested and is not confirmed yet. I can tell you who has to confirm it.',
      es: 'El acceso se solicitó y aún no está confirmado. Puedo decirle quién debe confirmarlo.',
    },
    toDo: {
      en: 'See below for whom it waits: the representative, or records with the papers.\nDo not speed it up by giving access to the patient’s own account.',
      es: 'Mire abajo a quién espera: al representante, o a expedientes con los documentos.\nNo lo acelere dando acceso a la cuenta del propio paciente.',
    },
  },
  'shared-login': {
    toSay: {
      en: 'Two people use the same email address. Each needs an address of their own, so that links and results reach only one person.',
      es: 'Dos personas usan el mismo correo. Cada una necesita uno propio, para que los enlaces y resultados lleguen a una sola persona.',
    },
    toDo: {
      en: 'Ask who reads the address; send nothing there before that is clear.\nHave the contact of one of them changed, with that person on the phone.\nFor help with each other’s account, proxy access is the way.',
      es: 'Pregunte quién lee esa dirección; no envíe nada allí antes de aclararlo.\nPida el cambio de contacto de una de ellas, con esa persona al teléfono.\nPara ayudarse con la cuenta, el camino es el acceso de representante.',
    },
  },
  'duplicate-record': {
    toSay: {
      en: 'It looks as if we have you on file twice. I pass this to medical records so that everything comes together in one place.',
      es: 'Parece que le tenemos registrado dos veces. Lo paso a expedientes médicos para que todo quede en un solo lugar.',
    },
    toDo: {
      en: 'Do not say the other record’s number or details: it may be another person.\nTransfer to medical records; they decide.\nHelp with the account that was used before.',
      es: 'No diga el número ni los datos del otro expediente: puede ser de otra persona.\nTransfiera a expedientes médicos; ellos deciden.\nAyude con la cuenta que se usaba antes.',
    },
  },
  'wrong-portal': {
    toSay: {
      en: 'Your clinic uses another portal, with its own address and password. I can give you its name.',
      es: 'Su clínica usa otro portal, con dirección y contraseña propias. Puedo darle su nombre.',
    },
    toDo: {
      en: 'Give the portal’s name as shown below, and its help line.\nDo not reset anything here: it would not change the other portal.',
      es: 'Dé el nombre del portal que aparece abajo y su teléfono de ayuda.\nNo restablezca nada aquí: no cambiaría el otro portal.',
    },
  },
  'results-missing': {
    toSay: {
      en: 'You can sign in; the result you look for is not there yet. Some results appear only once the laboratory or your doctor has released them.',
      es: 'Usted puede entrar; el resultado que busca aún no está. Algunos resultados aparecen solo cuando el laboratorio o su médico los publica.',
    },
    toDo: {
      en: 'Do not look for the result yourself, and do not talk about what it may say.\nTransfer to the clinic that ordered it, with the day of the visit.',
      es: 'No busque el resultado usted ni hable de lo que pueda decir.\nTransfiera a la clínica que lo pidió, con el día de la visita.',
    },
  },
  'message-not-answered': {
    toSay: {
      en: 'You can sign in, and your message reached the clinic. It should have been answered by now; I pass on that you are waiting.',
      es: 'Usted puede entrar y su mensaje llegó a la clínica. Ya debería tener respuesta; aviso de que sigue esperando.',
    },
    toDo: {
      en: 'You cannot see what the message says; do not ask.\nIf it sounds urgent, give the phone number of the clinic; in an emergency, 911.\nTransfer to the clinic, with the day the message was sent.',
      es: 'Usted no ve lo que dice el mensaje; no lo pregunte.\nSi parece urgente, dé el teléfono de la clínica; en una emergencia, el 911.\nTransfiera a la clínica, con el día en que se envió el mensaje.',
    },
  },
  'cannot-book': {
    toSay: {
      en: 'You can sign in; there was no time you could book. The wait list keeps a time for you as soon as one becomes free, and the clinic can find one by phone.',
      es: 'Usted puede entrar; no había ninguna hora que pudiera reservar. La lista de espera le guarda una hora en cuanto queda libre, y la clínica puede buscarla por teléfono.',
    },
    toDo: {
      en: 'Say which of the reasons below it is.\nWith as many visits booked as are allowed, one has to be cancelled first.\nA time that is kept is only kept for some hours: the patient takes it under Visits.\nTransfer to the clinic if it cannot wait.',
      es: 'Diga cuál de los motivos de abajo es.\nCon tantas visitas reservadas como se permiten, antes hay que cancelar una.\nUna hora guardada se guarda solo unas horas: el paciente la acepta en Visitas.\nTransfiera a la clínica si no puede esperar.',
    },
  },
  'never-invited': {
    toSay: {
      en: 'You have no portal account yet. I can send an invitation to an address we have on file.',
      es: 'Aún no tiene cuenta del portal. Puedo enviar una invitación a una dirección registrada.',
    },
    toDo: {
      en: 'Verify, then send the invitation.\nStay on the line through the first sign-in, and offer a second factor.',
      es: 'Verifique y envíe la invitación.\nSiga en la línea hasta el primer inicio de sesión y ofrezca un segundo factor.',
    },
  },
  'device-or-browser': {
    toSay: {
      en: 'The account is fine; the pages do not load on this device. Let us try another browser, or your phone.',
      es: 'La cuenta está bien; las páginas no cargan en este dispositivo. Probemos otro navegador, o su teléfono.',
    },
    toDo: {
      en: 'Ask for the device, the browser and how old they are; update, or try another.\nA private window rules out saved passwords and old pages.\nOn a work network, a filter may block the portal.',
      es: 'Pregunte qué dispositivo y navegador usa y cuán antiguos son; que actualice o pruebe otro.\nUna ventana privada descarta contraseñas guardadas y páginas antiguas.\nEn una red de trabajo, un filtro puede bloquear el portal.',
    },
  },
}
