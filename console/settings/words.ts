import type { Words } from '../core/words/entry.ts'

/** The words of the policy; what each number means comes from the API. */
export const settingsWords = {
  policy: {
    title: { en: 'Policy', es: 'Política' },
    intro: {
      en: 'Every limit, lifetime and service level this hospital decides, with what it rests on. Each change is in the audit log, with the value before.',
      es: 'Cada límite, plazo y nivel de servicio que decide este hospital, con lo que lo sustenta. Cada cambio queda en el registro de auditoría, con el valor anterior.',
    },
    none: { en: 'Nothing can be set', es: 'No hay nada que ajustar' },
    meaning: { en: 'What it decides', es: 'Qué decide' },
    value: { en: 'In force', es: 'Vigente' },
    newValue: { en: 'New value', es: 'Valor nuevo' },
    bounds: { en: 'Allowed', es: 'Permitido' },
    usual: { en: 'Default', es: 'Por defecto' },
    between: { en: '%{least} to %{most}', es: 'de %{least} a %{most}' },
    help: {
      en: '%{least} to %{most}; default %{usual}',
      es: 'de %{least} a %{most}; por defecto %{usual}',
    },
    source: { en: 'Source', es: 'Fuente' },
    changed: { en: 'not the default', es: 'no es el valor por defecto' },
    change: { en: 'Change', es: 'Cambiar' },
    save: { en: 'Change it', es: 'Cambiarlo' },
    reason: { en: 'Reason for the change', es: 'Motivo del cambio' },
    hospitalName: { en: 'Name of the hospital', es: 'Nombre del hospital' },
    timeZone: { en: 'Time zone of the hospital’s days', es: 'Zona horaria de los días del hospital' },
    timeZoneHelp: { en: 'Such as America/New_York', es: 'Como America/New_York' },
    about: {
      hospital: { en: 'The hospital', es: 'El hospital' },
      callers: { en: 'Verifying callers', es: 'Verificar a quien llama' },
      logins: { en: 'Portal logins', es: 'Accesos al portal' },
      cases: { en: 'Cases and service levels', es: 'Casos y niveles de servicio' },
      staff: { en: 'Staff sign-in and limits', es: 'Entrada y límites del personal' },
      audit: { en: 'Audit log', es: 'Registro de auditoría' },
      privacy: { en: 'Privacy', es: 'Privacidad' },
      patients: { en: 'Patients', es: 'Pacientes' },
      mail: { en: 'Mail', es: 'Correo' },
      'sign-in': { en: 'Guessing passwords and codes', es: 'Adivinar contraseñas y códigos' },
      adoption: { en: 'Figures', es: 'Cifras' },
    },
    unit: {
      seconds: { en: '%{n} second |||| %{n} seconds', es: '%{n} segundo |||| %{n} segundos' },
      minutes: { en: '%{n} minute |||| %{n} minutes', es: '%{n} minuto |||| %{n} minutos' },
      hours: { en: '%{n} hour |||| %{n} hours', es: '%{n} hora |||| %{n} horas' },
      days: { en: '%{n} day |||| %{n} days', es: '%{n} día |||| %{n} días' },
      years: { en: '%{n} year |||| %{n} years', es: '%{n} año |||| %{n} años' },
      times: { en: '%{n} time |||| %{n} times', es: '%{n} vez |||| %{n} veces' },
      characters: { en: '%{n} character |||| %{n} characters', es: '%{n} carácter |||| %{n} caracteres' },
      score: { en: '%{n} of 100', es: '%{n} de 100' },
    },
  },
} as const satisfies Words
