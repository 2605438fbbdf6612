import type { AlertOutcome, alertMeasures, likelihoods } from '../../api/privacy/lists.ts'
import type { Found } from './alerts.ts'

type Likelihood = (typeof likelihoods)[number]
type Factor = { likelihood: Likelihood; text: string }
export interface Factors {
  nature: Factor
  recipient: Factor
  viewed: Factor
  mitigation: Factor
  lowProbability: boolean
}
/** How a review ends. */
export interface Verdict {
  outcome: AlertOutcome
  measure: (typeof alertMeasures)[number]
  conclusion: string
  factors?: Factors
}

const asked = [
  'Asked the supervisor about the shift, and read every event of that day in the log.',
  'Spoke with the colleague in person. They remember the day and gave their account.',
  'Compared the log with the schedule and with the queue of that day.',
]

/** What the officer notes before they conclude. */
export const findings = ({ caseNumber }: Found, nth: number): string =>
  `${asked[nth % asked.length]} ${
    caseNumber
      ? `Case ${caseNumber} was opened by the same person for this patient.`
      : 'No case of theirs explains it.'
  }`

export const small: Factors = {
  nature: {
    likelihood: 'low',
    text: 'Name, contact information and the state of the login. No clinical content.',
  },
  recipient: { likelihood: 'low', text: 'A member of our staff, who is bound by our policies.' },
  viewed: { likelihood: 'medium', text: 'The page was open for under a minute.' },
  mitigation: { likelihood: 'low', text: 'They stated in writing that nothing was kept or passed on.' },
  lowProbability: true,
}
export const grave: Factors = {
  nature: { likelihood: 'medium', text: 'Contact information, visits and the history of the login.' },
  recipient: { likelihood: 'high', text: 'Somebody close to the patient, with an interest of their own.' },
  viewed: { likelihood: 'high', text: 'The page was opened and read.' },
  mitigation: { likelihood: 'medium', text: 'What was seen cannot be made unseen.' },
  lowProbability: false,
}

export const aBreach: Verdict = {
  outcome: 'breach',
  measure: 'referred',
  conclusion:
    'The record of somebody close to them was opened without a call, a case or a task. What was seen cannot be taken back, so that a low probability of compromise is not shown.',
  factors: grave,
}

/** What an officer concludes from what is on file. */
export function verdicts({ near, caseNumber }: Found, nth: number): Verdict {
  if (near && caseNumber)
    return {
      outcome: 'violation',
      measure: 'education',
      conclusion: `They took a call of somebody close to them (case ${caseNumber}) instead of handing it over. Nothing beyond the call was opened. Our rule on relatives was explained again.`,
      factors: small,
    }
  if (near === 'own')
    return {
      outcome: 'violation',
      measure: 'education',
      conclusion:
        'They looked at their own record instead of using the portal. Nothing was changed, and nobody else’s information was shown. Our rule on own records was explained again.',
      factors: small,
    }
  if (near)
    return {
      outcome: 'violation',
      measure: near === 'home' ? 'sanction' : 'warning',
      conclusion:
        'The record of somebody they know was opened without a case. It was closed at once and nothing was passed on. Their supervisor and human resources were told.',
      factors: small,
    }
  if (caseNumber)
    return {
      outcome: 'appropriate',
      measure: 'education',
      conclusion: `Case ${caseNumber} shows what was asked for and what was done. The patient confirmed by telephone that they had called. The access was part of the work.`,
    }
  return nth % 2 === 0
    ? {
        outcome: 'exception',
        measure: 'education',
        conclusion:
          'Opened in good faith while looking for another patient, and left at once. They were reminded to compare the birth date first.',
      }
    : {
        outcome: 'mistaken-alert',
        measure: 'none',
        conclusion:
          'A colleague had asked for help with this patient. The work was theirs; the case was not.',
      }
}
