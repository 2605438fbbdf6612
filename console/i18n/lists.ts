/** The lists a form offers: the API's own, from files that bring none of its validators to the browser. */

export { outcomes as auditOutcomes } from '../../api/audit/action.ts'
export { factors as callerFactors } from '../../api/callers/compare.ts'
export { callers as callerKinds, photoDocuments } from '../../api/callers/lists.ts'
export {
  caseCauses,
  caseOutcomes,
  categories as caseCategories,
  channels as caseChannels,
  queues as caseQueues,
} from '../../api/cases/lists.ts'
export { disableReasons, enableReasons } from '../../api/logins/lists.ts'

export const actTiers = {
  invite: 'T1',
  unlock: 'T1',
  'send-reset-link': 'T1',
  'end-sessions': 'T1',
  disable: 'T0',
  enable: 'T3',
} as const
export type ActName = keyof typeof actTiers
