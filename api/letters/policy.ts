import { policyRows } from '../core/policy.ts'

/** Letters by post. */
export const lettersPolicy = policyRows('letters', {
  letterDays: {
    usual: 21,
    least: 7,
    most: 21,
    unit: 'days',
    meaning: {
      en: 'How long the code in an activation letter works, from the day it is printed',
      es: 'Cuánto tiempo sirve el código de una carta de activación, desde el día en que se imprime',
    },
    source: 'NIST SP 800-63B-4, 4.2.1.2: at most 21 days by post',
  },
  lettersAtOnce: {
    usual: 50,
    least: 1,
    most: 200,
    unit: 'times',
    meaning: {
      en: 'Letters that are printed at once at most',
      es: 'Cartas que se imprimen a la vez como máximo',
    },
  },
})
