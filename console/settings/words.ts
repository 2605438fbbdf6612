import type { Words } from '../core/words/entry.ts'

/** The words of the policy; what each number means comes from the API. */
export const settingsWords = {
  policy: {
    title: { en: 'Policy', es: 'Política' },
    intro: {
      en: 'Every limit, time period and service level this hospital sets, with its source. Each change is in the audit log with the earlier value.',
      es: 'Cada límite, plazo y nivel de servicio que fija este hospital, con su fuente. Cada cambio queda en el registro de auditoría, con el valor anterior.',
    },
    none: { en: 'There are no such settings', es: 'No hay ajustes así' },
    find: { en: 'Find a setting', es: 'Buscar un ajuste' },
    parts: { en: 'Parts of the policy', es: 'Partes de la política' },
    meaning: { en: 'Setting', es: 'Ajuste' },
    value: { en: 'Current value', es: 'Valor actual' },
    newValue: { en: 'New value', es: 'Valor nuevo' },
    bounds: { en: 'Allowed', es: 'Permitido' },
    usual: { en: 'Default', es: 'Predeterminado' },
    between: { en: '%{least} to %{most}', es: 'de %{least} a %{most}' },
    broken: {
      en: 'Stored is “%{stored}”, which is not allowed. This stands instead: set it.',
      es: 'Está guardado «%{stored}», que no se permite. Rige esto en su lugar: ajústelo.',
    },
    help: {
      en: '%{least} to %{most}; default %{usual}',
      es: 'de %{least} a %{most}; predeterminado %{usual}',
    },
    source: { en: 'Source', es: 'Fuente' },
    byTwo: {
      en: 'By two privacy officers, among the alert rules',
      es: 'Por dos responsables de privacidad, en las reglas de alerta',
    },
    changed: { en: 'not the default', es: 'no es el valor predeterminado' },
    change: { en: 'Change', es: 'Cambiar' },
    save: { en: 'Save change', es: 'Guardar el cambio' },
    reason: { en: 'Reason for the change', es: 'Motivo del cambio' },
    hospitalName: { en: 'Hospital name', es: 'Nombre del hospital' },
    timeZone: { en: 'Hospital time zone', es: 'Zona horaria del hospital' },
    mrnIssuers: {
      en: 'Systems whose numbers are medical record numbers',
      es: 'Sistemas cuyos números son números de expediente',
    },
    mrnIssuersHelp: {
      en: '“any”, or systems as FHIR writes them (urn:oid:… or https://…) with spaces between, the one patients know first',
      es: '«any», o sistemas como los escribe FHIR (urn:oid:… o https://…) separados por espacios, primero el que conocen los pacientes',
    },
    mrnIssuersSource: {
      en: '45 CFR 164.514(d): minimum necessary',
      es: '45 CFR 164.514(d): mínimo necesario',
    },
    nineDigitIssuers: {
      en: 'Of these, systems that have begun to number with nine digits',
      es: 'De estos, sistemas que empezaron a numerar con nueve dígitos',
    },
    nineDigitIssuersHelp: {
      en: '“none”, or systems with spaces between. Nine digits of any other system are taken for a social security number where its numbers on file are shorter.',
      es: '«none», o sistemas separados por espacios. Nueve dígitos de cualquier otro sistema se toman por un número de seguro social si sus números registrados son más cortos.',
    },
    homeCountry: {
      en: 'Country of phone numbers and ZIP codes written without one',
      es: 'País de los teléfonos y códigos postales escritos sin él',
    },
    homeCountryHelp: {
      en: 'Two letters, for example US. Phone numbers on file are compared by it from the next start of the server on.',
      es: 'Dos letras, por ejemplo US. Los teléfonos registrados se comparan con él desde el siguiente inicio del servidor.',
    },
    timeZoneHelp: { en: 'For example America/New_York', es: 'Por ejemplo America/New_York' },
    serviceHours: {
      en: 'When the help desk is open; due times run then only',
      es: 'Cuándo atiende la mesa de ayuda; los plazos solo corren entonces',
    },
    serviceHoursHelp: {
      en: '“always”, or for example “Mon-Fri 08:00-18:00, Sat 09:00-12:00”, by the hospital’s clocks',
      es: '«always» (siempre) o, por ejemplo, «Mon-Fri 08:00-18:00, Sat 09:00-12:00», con los días en inglés y según los relojes del hospital',
    },
    holidays: {
      en: 'Days on which the help desk is closed',
      es: 'Días en que la mesa de ayuda está cerrada',
    },
    holidaysHelp: {
      en: '“none”, or days with commas between: “12-25” for each year, “2026-11-26” for one',
      es: '«none» (ninguno) o días separados por comas: «12-25» para cada año, «2026-11-26» para uno',
    },
    sharedNumbers: {
      en: 'Phone numbers that rightly call about many patients, such as those of care homes',
      es: 'Teléfonos que con razón llaman por muchos pacientes, como los de residencias',
    },
    sharedNumbersHelp: {
      en: '“none”, or phone numbers with commas between; they raise no risk',
      es: '«none» (ninguno) o teléfonos separados por comas; no son señal de riesgo',
    },
    about: {
      hospital: { en: 'The hospital', es: 'El hospital' },
      letters: { en: 'Letters by post', es: 'Cartas por correo postal' },
      visits: { en: 'Visits', es: 'Visitas' },
      messages: { en: 'Messages and refills', es: 'Mensajes y resurtidos' },
      callers: { en: 'Caller verification', es: 'Verificación de quien llama' },
      logins: { en: 'Portal accounts', es: 'Cuentas del portal' },
      cases: { en: 'Cases and service levels', es: 'Casos y niveles de servicio' },
      staff: { en: 'Staff sign-in and limits', es: 'Inicio de sesión y límites del personal' },
      backup: { en: 'Backups', es: 'Copias de seguridad' },
      audit: { en: 'Audit log', es: 'Registro de auditoría' },
      privacy: { en: 'Privacy', es: 'Privacidad' },
      evidence: { en: 'Compliance', es: 'Cumplimiento' },
      patients: { en: 'Patients', es: 'Pacientes' },
      mail: { en: 'Mail', es: 'Correo' },
      'sign-in': { en: 'Guessing passwords and codes', es: 'Adivinar contraseñas y códigos' },
      adoption: { en: 'Figures', es: 'Cifras' },
      records: { en: 'Health records', es: 'Datos de salud' },
      apps: { en: 'Apps for patients', es: 'Aplicaciones para pacientes' },
    },
    unit: {
      seconds: { en: '%{n} second |||| %{n} seconds', es: '%{n} segundo |||| %{n} segundos' },
      minutes: { en: '%{n} minute |||| %{n} minutes', es: '%{n} minuto |||| %{n} minutos' },
      hours: { en: '%{n} hour |||| %{n} hours', es: '%{n} hora |||| %{n} horas' },
      days: { en: '%{n} day |||| %{n} days', es: '%{n} día |||| %{n} días' },
      years: { en: '%{n} year |||| %{n} years', es: '%{n} año |||| %{n} años' },
      // What is counted stands in the name of the setting.
      times: { en: '%{n}', es: '%{n}' },
      level: { en: 'identity level %{n}', es: 'nivel de identidad %{n}' },
      characters: { en: '%{n} character |||| %{n} characters', es: '%{n} carácter |||| %{n} caracteres' },
      score: { en: '%{n} of 100', es: '%{n} de 100' },
    },
  },
} as const satisfies Words
