import type { Example } from '../stage.ts'
import { adoptionExamples } from './adoption.ts'
import { callExamples } from './call.ts'
import { privacyExamples } from './privacy.ts'
import { staffExamples } from './staff.ts'

/** One example of every act a staff member can do. */
export const examples: Readonly<Record<string, Example>> = {
  ...adoptionExamples,
  ...callExamples,
  ...privacyExamples,
  ...staffExamples,
}
