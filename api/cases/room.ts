import type { Room } from '../acts/catalogue.ts'
import { assignCase } from './assignCase.ts'
import { closeCase } from './closeCase.ts'
import { escalateCase } from './escalateCase.ts'
import { giveBackCase } from './giveBackCase.ts'
import { listCases } from './listCases.ts'
import { openCase } from './openCase.ts'
import { casesPolicy } from './policy.ts'
import { postponeCase } from './postponeCase.ts'
import { releaseCase } from './releaseCase.ts'
import { takeCase } from './takeCase.ts'
import { writeNote } from './writeNote.ts'
import { writePatientNote } from './writePatientNote.ts'

export const cases: Room = {
  acts: [
    writePatientNote,
    openCase,
    writeNote,
    takeCase,
    releaseCase,
    assignCase,
    postponeCase,
    escalateCase,
    giveBackCase,
    closeCase,
  ],
  views: [listCases],
  policy: casesPolicy,
}
