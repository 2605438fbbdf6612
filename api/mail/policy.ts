import { policyRows } from '../core/policy.ts'

/** What leaves by mail. */
export const mailPolicy = policyRows('mail', {
  secretsByMailAnHour: {
    usual: 6,
    least: 3,
    most: 20,
    unit: 'times',
    meaning: {
      en: 'Codes and links sent for one patient within an hour, emails and text messages together, whoever asks for them; codes to sign in are counted by themselves',
      es: 'Códigos y enlaces enviados para un paciente en una hora, correos y mensajes de texto juntos, los pida quien los pida; los códigos para iniciar sesión se cuentan aparte',
    },
  },
  noticesAnHour: {
    usual: 3,
    least: 1,
    most: 10,
    unit: 'times',
    meaning: {
      en: 'Notices of one kind to one address of a patient within an hour; what changes beyond that is told together once the hour is over',
      es: 'Avisos de un mismo tipo a una dirección de un paciente en una hora; lo que cambie después se avisa junto al cumplirse la hora',
    },
  },
  mailHours: {
    usual: 24,
    least: 1,
    most: 72,
    unit: 'hours',
    meaning: {
      en: 'How long an email without a code or link is retried before it is given up',
      es: 'Cuánto tiempo se reintenta un correo sin código ni enlace antes de darlo por perdido',
    },
  },
})
