import { policyRows } from '../core/policy.ts'

export const recordsPolicy = policyRows('records', {
  ownAccessDays: {
    usual: 365,
    least: 30,
    most: 2190,
    unit: 'days',
    meaning: {
      en: 'How far back patients see in the portal who opened their record',
      es: 'Hasta cuándo ven los pacientes en el portal quién abrió su expediente',
    },
    source: '45 CFR 164.528: six years at most on request; a year is what people read',
  },
  ownAccessNames: {
    usual: 1,
    least: 0,
    most: 1,
    unit: 'times',
    meaning: {
      en: 'Whether patients see in the portal the names of staff who opened their record (1), or their roles only (0)',
      es: 'Si los pacientes ven en el portal los nombres del personal que abrió su expediente (1), o solo sus funciones (0)',
    },
    source: 'A name is what makes an access mean something; some states and unions ask for roles only',
  },
})
