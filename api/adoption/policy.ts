import { policyRows } from '../core/policy.ts'

/** What figures are made of. */
export const adoptionPolicy = policyRows('adoption', {
  toldActDays: {
    usual: 30,
    least: 1,
    most: 365,
    unit: 'days',
    meaning: {
      en: 'How late a patient’s app may tell what was done in it',
      es: 'Con cuánto retraso puede contar una aplicación de paciente lo que se hizo en ella',
    },
  },
  toldActsADay: {
    usual: 500,
    least: 100,
    most: 10_000,
    unit: 'times',
    meaning: {
      en: 'Acts that one patient’s app may tell of within 24 hours',
      es: 'Actos que la aplicación de un paciente puede contar en 24 horas',
    },
    source: 'OWASP API Security Top 10 2023, API4',
  },
  toldOfferDays: {
    usual: 366,
    least: 30,
    most: 1_830,
    unit: 'days',
    meaning: {
      en: 'How long an invitation of another portal may be good; one that says longer is refused as a slip',
      es: 'Cuánto puede valer una invitación de otro portal; la que dice más se rechaza como un error',
    },
  },
  waitingDays: {
    usual: 180,
    least: 7,
    most: 1_830,
    unit: 'days',
    meaning: {
      en: 'How long activity from another portal is kept for a patient who is not on record yet',
      es: 'Cuánto se guarda la actividad de otro portal de un paciente que aún no está registrado',
    },
  },
  groupQuestionsADay: {
    usual: 1_000,
    least: 100,
    most: 20_000,
    unit: 'times',
    meaning: {
      en: 'Questions about single clinics and groups that one person who sees no patients may ask of the figures within 24 hours',
      es: 'Preguntas sobre clínicas y grupos que una persona que no ve pacientes puede hacer a las cifras en 24 horas',
    },
    source: 'OWASP API Security Top 10 2023, API4',
  },
  goalDays: {
    usual: 90,
    least: 30,
    most: 366,
    unit: 'days',
    meaning: {
      en: 'About how many days, in whole months, a goal for calls, invitations or answers is held against',
      es: 'Cuántos días, más o menos y en meses enteros, se miran para un objetivo de llamadas, invitaciones o respuestas',
    },
  },
  goalDueDays: {
    usual: 30,
    least: 7,
    most: 180,
    unit: 'days',
    meaning: {
      en: 'So many days before its date a goal is called due',
      es: 'Tantos días antes de su fecha un objetivo se considera próximo a vencer',
    },
  },
  toldActMinutes: {
    usual: 5,
    least: 1,
    most: 60,
    unit: 'minutes',
    meaning: {
      en: 'Acts of one kind that a patient does within so many minutes count as one',
      es: 'Los actos de un mismo tipo que un paciente hace en tantos minutos cuentan como uno',
    },
  },
})
