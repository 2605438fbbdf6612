import type { Room } from '../acts/catalogue.ts'
import { patientOf } from '../acts/named.ts'
import { assignCase } from './assignCase.ts'
import { casesBound } from './bound.ts'
import { closeCase } from './closeCase.ts'
import { countQueues } from './countQueues.ts'
import { draftDiscarded, draftKept, showDraft } from './drafts/keepDraft.ts'
import { endWait } from './endWait.ts'
import { escalateCase } from './escalateCase.ts'
import { giveBackCase } from './giveBackCase.ts'
import { linkCase, unlinkCase } from './linkCase.ts'
import { listCases } from './listCases.ts'
import { listTakers } from './listTakers.ts'
import { openCase } from './openCase.ts'
import { casesPolicy } from './policy.ts'
import { postponeCase } from './postponeCase.ts'
import { readAnswer } from './readAnswer.ts'
import { releaseCase } from './releaseCase.ts'
import { searchCases } from './searchCases.ts'
import { separateCase } from './separateCase.ts'
import { setPriority } from './setPriority.ts'
import { takeCase } from './takeCase.ts'
import { takeNext } from './takeNext.ts'
import { deleteView, listViews, saveView } from './views.ts'
import { waitForPatient } from './waitForPatient.ts'
import { writeNote } from './writeNote.ts'
import { writePatientNote } from './writePatientNote.ts'

export const cases: Room = {
  acts: [
    writePatientNote,
    openCase,
    writeNote,
    takeCase,
    takeNext,
    setPriority,
    waitForPatient,
    endWait,
    releaseCase,
    assignCase,
    postponeCase,
    escalateCase,
    giveBackCase,
    readAnswer,
    closeCase,
    separateCase,
    linkCase,
    unlinkCase,
    draftKept,
    draftDiscarded,
    saveView,
    deleteView,
  ],
  views: [listCases, listTakers, countQueues, searchCases, listViews, showDraft],
  policy: casesPolicy,
  bound: casesBound,
  named: {
    case: {
      patients: patientOf((db) => db.selectFrom('support_case').select('patient_id')),
    },
  },
}
