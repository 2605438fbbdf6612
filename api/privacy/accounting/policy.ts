import { policyRows } from '../../core/policy.ts'

/** Accountings of disclosures, 45 CFR 164.528. */
export const accountingPolicy = policyRows('privacy', {
  accountingDays: {
    usual: 60,
    least: 1,
    most: 60,
    unit: 'days',
    meaning: {
      en: 'Days in which a request for an accounting of disclosures is answered',
      es: 'Días en que se responde a una solicitud de la relación de divulgaciones',
    },
    source: '45 CFR 164.528(c)(1)(i)',
  },
  accountingExtensionDays: {
    usual: 30,
    least: 1,
    most: 30,
    unit: 'days',
    meaning: {
      en: 'Days by which that time is extended, once, with the reason',
      es: 'Días en que ese plazo se amplía, una vez y con el motivo',
    },
    source: '45 CFR 164.528(c)(1)(ii)',
  },
  oralSuspensionDays: {
    usual: 30,
    least: 1,
    most: 30,
    unit: 'days',
    meaning: {
      en: 'How long an accounting is suspended at most when an agency asked for it orally',
      es: 'Cuánto se suspende como máximo una relación si la agencia lo pidió de palabra',
    },
    source: '45 CFR 164.528(a)(2)(ii)',
  },
  accountingYears: {
    usual: 6,
    least: 6,
    most: 10,
    unit: 'years',
    meaning: {
      en: 'How far back an accounting of disclosures goes',
      es: 'Cuántos años abarca la relación de divulgaciones',
    },
    source: '45 CFR 164.528(a)(1)',
  },
})
