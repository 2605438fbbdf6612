import type { Room } from '../acts/catalogue.ts'
import { beginProofing } from './beginProofing.ts'
import { returned } from './claimReturn.ts'
import { finishProofing } from './finishProofing.ts'
import { proofingPolicy } from './policy.ts'
import { startProofing } from './startProofing.ts'

export const proofing: Room = {
  acts: [startProofing, beginProofing, finishProofing],
  actions: [returned],
  policy: proofingPolicy,
}
