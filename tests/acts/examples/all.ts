import type { Example } from '../stage.ts'
import { adoptionExamples } from './adoption.ts'
import { appExamples } from './apps.ts'
import { asPatientExamples } from './asPatient.ts'
import { breachExamples } from './breaches.ts'
import { callExamples } from './call.ts'
import { enrolmentExamples } from './enrolment.ts'
import { evidenceExamples } from './evidence.ts'
import { knowledgeExamples } from './knowledge.ts'
import { letterExamples } from './letters.ts'
import { messageExamples } from './messages.ts'
import { outageExamples } from './outages.ts'
import { outsideExamples } from './outside.ts'
import { privacyExamples } from './privacy.ts'
import { proxyExamples } from './proxies.ts'
import { qualityExamples } from './quality.ts'
import { recordsExamples } from './records.ts'
import { staffExamples } from './staff.ts'
import { visitExamples } from './visits.ts'

/** One example of every act. */
export const examples: Readonly<Record<string, Example>> = {
  ...adoptionExamples,
  ...breachExamples,
  ...appExamples,
  ...callExamples,
  ...asPatientExamples,
  ...evidenceExamples,
  ...knowledgeExamples,
  ...letterExamples,
  ...outageExamples,
  ...outsideExamples,
  ...privacyExamples,
  ...proxyExamples,
  ...qualityExamples,
  ...recordsExamples,
  ...staffExamples,
  ...enrolmentExamples,
  ...visitExamples,
  ...messageExamples,
}
