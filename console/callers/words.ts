import type { Words } from '../core/words/entry.ts'

/** The words of proving who is calling. */
export const callersWords = {
  verify: {
    title: { en: 'Who is calling?', es: '¿Quién llama?' },
    help: {
      en: 'Type what the caller says. You will see whether it proves who they are, never what is on file. Needed: full name, birth date and one more.',
      es: 'Escriba lo que dice quien llama. Verá si demuestra quién es, nunca lo registrado. Hace falta: nombre, nacimiento y un dato más.',
    },
    caller: { en: 'The caller is', es: 'Quien llama es' },
    compare: { en: 'Compare', es: 'Comparar' },
    match: { en: 'match', es: 'coincide' },
    noMatch: { en: 'no match', es: 'no coincide' },
    notProven: {
      en: 'Identity not proved. Which answers were right is not shown.',
      es: 'Identidad no demostrada. No se muestra qué respuestas eran correctas.',
    },
    closed: {
      en: 'Identity not proved, and no more answers are taken today. The patient can be seen in person, or call again tomorrow.',
      es: 'Identidad no demostrada, y hoy no se aceptan más respuestas. El paciente puede acudir en persona o llamar mañana.',
    },
  },
  tier: {
    T0: { en: 'not verified', es: 'sin verificar' },
    T1: { en: 'name, birth date and one more', es: 'nombre, nacimiento y un dato más' },
    T2: { en: 'T1 and a call-back code', es: 'T1 y un código' },
    T3: { en: 'seen in person, approved by a second person', es: 'visto en persona y aprobado' },
  },
  caller: {
    patient: { en: 'the patient', es: 'el paciente' },
    proxy: { en: 'a proxy', es: 'un representante' },
    guardian: { en: 'a guardian', es: 'un tutor' },
    other: { en: 'someone else', es: 'otra persona' },
  },
  factor: {
    givenName: { en: 'Given name', es: 'Nombre' },
    familyName: { en: 'Family name', es: 'Apellido' },
    birthDate: { en: 'Birth date', es: 'Fecha de nacimiento' },
    mrn: { en: 'MRN', es: 'N.º de historia' },
    phone: { en: 'Phone', es: 'Teléfono' },
    email: { en: 'E-mail', es: 'Correo' },
    postalCode: { en: 'Postal code', es: 'Código postal' },
    street: { en: 'Street and number', es: 'Calle y número' },
    lastVisitDate: { en: 'Date of last visit', es: 'Fecha de la última visita' },
    primaryCareProvider: { en: 'Primary care provider', es: 'Médico de cabecera' },
  },
  callBack: {
    title: { en: 'Call-back code (reaches T2)', es: 'Código de verificación (llega a T2)' },
    channel: { en: 'Send to', es: 'Enviar a' },
    send: { en: 'Send code', es: 'Enviar código' },
    again: { en: 'Send a new code', es: 'Enviar otro código' },
    code: { en: 'Code the caller reads out', es: 'Código que lee quien llama' },
    check: { en: 'Check code', es: 'Comprobar' },
    noChannel: {
      en: 'No channel on file can receive a code.',
      es: 'Ningún canal registrado puede recibir un código.',
    },
  },
  inPerson: {
    title: {
      en: 'Seen in person (reaches T3 once approved)',
      es: 'Visto en persona (llega a T3 al aprobarse)',
    },
    document: { en: 'Photo identity', es: 'Documento con foto' },
    record: { en: 'Record', es: 'Registrar' },
    waits: {
      en: '%{document} recorded; a second person has to approve.',
      es: '%{document} registrado; falta la aprobación de otra persona.',
    },
    approve: { en: 'Approve', es: 'Aprobar' },
  },
  document: {
    'drivers-licence': { en: 'Driver’s license', es: 'Permiso de conducir' },
    'state-id': { en: 'State identity card', es: 'Tarjeta de identidad' },
    passport: { en: 'Passport', es: 'Pasaporte' },
    'military-id': { en: 'Military identity card', es: 'Tarjeta militar' },
    'tribal-id': { en: 'Tribal identity card', es: 'Tarjeta tribal' },
    'permanent-resident-card': { en: 'Permanent resident card', es: 'Tarjeta de residente' },
  },
} as const satisfies Words
