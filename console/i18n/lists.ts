/** The lists a form offers: the API's own, from files that bring none of its validators to the browser. */

export { auditActions, outcomes as auditOutcomes } from '../../api/audit/actions.ts'
export { factors as callerFactors } from '../../api/callers/compare.ts'
export { callers as callerKinds, photoDocuments } from '../../api/callers/lists.ts'
export {
  caseCauses,
  caseOutcomes,
  categories as caseCategories,
  channels as caseChannels,
  queues as caseQueues,
} from '../../api/cases/lists.ts'
export {
  type Act as ActName,
  acts as actTiers,
  disableReasons,
  enableReasons,
} from '../../api/logins/lists.ts'
