import { declineTexts } from '../../api/callers/declineTexts.ts'
import type { Words } from '../core/words/entry.ts'

/** The words of proving who is calling. */
export const callersWords = {
  verify: {
    title: { en: 'Who is calling?', es: '¿Quién llama?' },
    help: {
      en: 'Type what the caller says. You will see whether it proves who they are, never what is on file. Needed: full name, date of birth and one more.',
      es: 'Escriba lo que dice quien llama. Verá si demuestra quién es, nunca lo registrado. Hace falta: nombre completo, fecha de nacimiento y un dato más.',
    },
    heard: {
      en: 'What you searched for is filled in already.',
      es: 'Lo que buscó ya está escrito.',
    },
    nameAsShown: {
      en: 'They said the first and last name above',
      es: 'Dijo el nombre y el apellido de arriba',
    },
    caller: { en: 'The caller is', es: 'Quien llama es' },
    compare: { en: 'Compare', es: 'Comparar' },
    over: { en: 'verification expired on %{at}', es: 'la verificación venció el %{at}' },
    who: {
      en: 'Roles that can verify callers: %{roles}.',
      es: 'Funciones que pueden verificar a quien llama: %{roles}.',
    },
    match: { en: 'match', es: 'coincide' },
    noMatch: { en: 'no match', es: 'no coincide' },
    notProven: {
      en: 'Identity not proven. Which answers were right is not shown.',
      es: 'Identidad no demostrada. No se muestra qué respuestas eran correctas.',
    },
    closed: {
      en: 'Identity not proven, and no more answers are taken today. The patient can come in person, or call again tomorrow.',
      es: 'Identidad no demostrada, y hoy no se aceptan más respuestas. El paciente puede acudir en persona o llamar mañana.',
    },
  },
  approvals: {
    title: { en: 'Waiting for your approval', es: 'Pendientes de su aprobación' },
    wait: {
      en: '%{smart_count} approval waits |||| %{smart_count} approvals wait',
      es: '%{smart_count} aprobación pendiente |||| %{smart_count} aprobaciones pendientes',
    },
    none: { en: 'No approval waits', es: 'Ninguna aprobación pendiente' },
    noneHelp: {
      en: 'When a colleague checks a photo ID in person, it shows here at once.',
      es: 'Cuando un colega compruebe en persona una identificación con foto, aparecerá aquí enseguida.',
    },
    evidence: { en: 'What it rests on', es: 'En qué se basa' },
    document: { en: '%{document}, shown by %{caller}', es: '%{document}, mostrado por %{caller}' },
    proofed: {
      en: 'An outside service proved the identity of %{caller}',
      es: 'Un servicio externo demostró la identidad de %{caller}',
    },
    matched: { en: 'Also answered right: %{factors}', es: 'También respondió bien: %{factors}' },
    nothingMatched: {
      en: 'No questions were answered in this case',
      es: 'No se respondieron preguntas en este caso',
    },
    askedBy: { en: 'Checked by', es: 'Comprobado por' },
    until: { en: 'Expires', es: 'Vence' },
    decide: { en: 'Decision', es: 'Decisión' },
    yours: {
      en: 'You checked this one: a colleague approves it',
      es: 'Esta la comprobó usted: la aprueba un colega',
    },
  },
  risk: {
    title: {
      en: 'Why this caller is verified further than usual',
      es: 'Por qué se verifica a quien llama más que de costumbre',
    },
  },
  /** Each level in full, where it is first seen. */
  tier: {
    T0: { en: 'identity not verified', es: 'identidad sin verificar' },
    T1: {
      en: 'identity level 1: name, date of birth and one more',
      es: 'nivel de identidad 1: nombre, fecha de nacimiento y un dato más',
    },
    T2: {
      en: 'identity level 2: level 1 and a verification code, or the patient’s own passkey',
      es: 'nivel de identidad 2: nivel 1 y un código de verificación, o la llave de acceso del paciente',
    },
    T3: {
      en: 'identity level 3: in person or by an outside service, approved by a second person',
      es: 'nivel de identidad 3: en persona o por un servicio externo, con la aprobación de otra persona',
    },
  },
  caller: {
    patient: { en: 'the patient', es: 'el paciente' },
    proxy: { en: 'a proxy', es: 'un representante' },
    guardian: { en: 'a parent or guardian', es: 'madre, padre o tutor' },
    other: { en: 'someone else', es: 'otra persona' },
  },
  factor: {
    givenName: { en: 'First name', es: 'Nombre' },
    familyName: { en: 'Last name', es: 'Apellido' },
    birthDate: { en: 'Date of birth', es: 'Fecha de nacimiento' },
    mrn: { en: 'MRN', es: 'N.º de expediente' },
    phone: { en: 'Phone', es: 'Teléfono' },
    email: { en: 'Email', es: 'Correo electrónico' },
    postalCode: { en: 'ZIP code', es: 'Código postal' },
    street: { en: 'Street address', es: 'Calle y número' },
    lastVisitDate: { en: 'Date of last visit', es: 'Fecha de la última visita' },
    primaryCareProvider: { en: 'Primary care provider', es: 'Médico de cabecera' },
  },
  callBack: {
    title: {
      en: 'Verification code (for identity level 2)',
      es: 'Código de verificación (para el nivel de identidad 2)',
    },
    channel: { en: 'Send to', es: 'Enviar a' },
    email: { en: 'Email %{masked}', es: 'Correo %{masked}' },
    phone: { en: 'Text message %{masked}', es: 'Mensaje de texto %{masked}' },
    bounced: { en: 'messages were rejected', es: 'rechazó mensajes' },
    'no-texts': {
      en: 'not on file as a mobile number',
      es: 'no consta como número móvil',
    },
    'no-gateway': {
      en: 'this hospital has not set up text messages',
      es: 'este hospital no tiene configurados los mensajes de texto',
    },
    shared: {
      en: 'on file for many patients: no code or link is sent to it',
      es: 'consta para muchos pacientes: no se le envían códigos ni enlaces',
    },
    guardians: {
      en: 'also on file for someone who acts, or acted, for this patient as a minor: no code is sent to it',
      es: 'consta también de quien representa, o representó, a este paciente como menor: no se le envían códigos',
    },
    send: { en: 'Send code', es: 'Enviar código' },
    again: { en: 'Send a new code', es: 'Enviar otro código' },
    code: { en: 'Code the caller reads out', es: 'Código que lee quien llama' },
    check: { en: 'Check code', es: 'Comprobar código' },
    noChannel: {
      en: 'No contact on file can receive a code.',
      es: 'Ningún contacto registrado puede recibir un código.',
    },
  },
  ownFactor: {
    title: {
      en: 'Patient’s own authenticator (for identity level 2)',
      es: 'Autenticador del paciente (para el nivel de identidad 2)',
    },
    since: {
      en: 'Set up on %{at}. The caller reads out the code it shows now.',
      es: 'Configurado el %{at}. Quien llama lee el código que muestra ahora.',
    },
    code: { en: 'Code the caller reads out', es: 'Código que lee quien llama' },
    check: { en: 'Check code', es: 'Comprobar código' },
  },
  ownPasskey: {
    title: {
      en: 'Patient’s own passkey (for identity level 2)',
      es: 'Llave de acceso del paciente (para el nivel de identidad 2)',
    },
    since: {
      en: 'One passkey, added on %{at}. The caller types a number that you read out, and confirms with the passkey. |||| %{smart_count} passkeys, the newest added on %{at}. The caller types a number that you read out, and confirms with a passkey.',
      es: 'Una llave de acceso, añadida el %{at}. Quien llama escribe un número que usted le lee y confirma con la llave de acceso. |||| %{smart_count} llaves de acceso, la más reciente añadida el %{at}. Quien llama escribe un número que usted le lee y confirma con una llave de acceso.',
    },
    ask: { en: 'Show a number', es: 'Mostrar un número' },
    again: { en: 'Show another number', es: 'Mostrar otro número' },
    read: {
      en: 'Ask the caller to open %{page} and read them this number:',
      es: 'Pida a quien llama que abra %{page} y léale este número:',
    },
    until: {
      en: 'It works until %{at}, once. This page goes on as soon as they confirm.',
      es: 'Sirve hasta el %{at}, una vez. Esta página sigue en cuanto confirme.',
    },
  },
  proofing: {
    title: {
      en: 'Identity proofed by an outside service (for identity level 3, once approved)',
      es: 'Identidad probada por un servicio externo (para el nivel de identidad 3, cuando se apruebe)',
    },
    channel: { en: 'Send the link to', es: 'Enviar el enlace a' },
    start: { en: 'Send link', es: 'Enviar enlace' },
    again: { en: 'Send a new link', es: 'Enviar otro enlace' },
    sent: {
      en: 'A link was sent. It works until %{at}.',
      es: 'Se envió un enlace. Sirve hasta el %{at}.',
    },
    proved: {
      en: 'The outside service proved the identity. A second person has to approve.',
      es: 'El servicio externo probó la identidad. Falta la aprobación de otra persona.',
    },
    failed: {
      en: 'The outside service did not prove that this is the patient.',
      es: 'El servicio externo no probó que se trate del paciente.',
    },
  },
  inPerson: {
    title: {
      en: 'Seen in person (for identity level 3, once approved)',
      es: 'En persona (para el nivel de identidad 3, cuando se apruebe)',
    },
    document: { en: 'Photo ID', es: 'Identificación con foto' },
    record: { en: 'Record photo ID', es: 'Registrar identificación' },
    waits: {
      en: '%{document} recorded. A second person has to approve.',
      es: '%{document}: registrado. Falta la aprobación de otra persona.',
    },
    approve: { en: 'Approve', es: 'Aprobar' },
  },
  decline: {
    verb: { en: 'Decline', es: 'Rechazar' },
    title: { en: 'Decline this proof of identity', es: 'Rechazar esta prueba de identidad' },
    help: {
      en: 'It proves nothing then, and no one can approve it. Whoever asked is told, and the case shows it.',
      es: 'Ya no demostrará nada y nadie podrá aprobarla. Se avisa a quien la pidió y el caso lo muestra.',
    },
    why: { en: 'Why', es: 'Por qué' },
    by: {
      en: '%{name} declined to approve this proof of identity: %{reason}.',
      es: '%{name} rechazó aprobar esta prueba de identidad: %{reason}.',
    },
    before: {
      en: 'Declined within 24 hours: %{reason} (%{name})',
      es: 'Rechazado en las últimas 24 horas: %{reason} (%{name})',
    },
    /** Why, as a heading would have it. */
    reason: declineTexts,
  },
  document: {
    'drivers-licence': { en: 'Driver’s license', es: 'Licencia de conducir' },
    'state-id': { en: 'State ID card', es: 'Identificación estatal' },
    passport: { en: 'Passport', es: 'Pasaporte' },
    'military-id': { en: 'Military ID card', es: 'Identificación militar' },
    'tribal-id': { en: 'Tribal ID card', es: 'Identificación tribal' },
    'permanent-resident-card': { en: 'Permanent resident card', es: 'Tarjeta de residente permanente' },
  },
} as const satisfies Words
