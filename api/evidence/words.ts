import { said } from '../core/words.ts'

export const noRisk = { en: 'risk', es: 'el riesgo' }
export const noTraining = { en: 'training', es: 'la capacitación' }
export const riskClosed = said(
  'risk-closed',
  'This risk was revised or closed.',
  'Este riesgo ya se actualizó o se cerró.',
)
export const trainingWithdrawn = said(
  'training-withdrawn',
  'This training was withdrawn.',
  'Esta capacitación ya se retiró.',
)
export const noRisks = said(
  'no-risks',
  'There is nothing to review. Enter a risk first.',
  'No hay nada que revisar. Anote antes un riesgo.',
)
export const missing = {
  anotherReviewer: {
    code: 'another-reviewer',
    message: {
      en: 'You made the last entry. Another person reviews the analysis.',
      es: 'Usted hizo la última anotación. El análisis lo revisa otra persona.',
    },
  },
  ownTraining: {
    code: 'own-training',
    message: {
      en: 'This is about you. Another person records it.',
      es: 'Trata de usted. Lo anota otra persona.',
    },
  },
}
