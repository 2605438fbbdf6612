import { purposes } from '../api/audit/wordTexts.ts'
import { studyWords } from './adoption/studyWords.ts'
import { adoptionWords } from './adoption/words.ts'
import { appsWords } from './apps/words.ts'
import { auditWords } from './audit/words.ts'
import { backupWords } from './backup/words.ts'
import { callersWords } from './callers/words.ts'
import { casesWords } from './cases/words.ts'
import { clinicWords } from './clinic/words.ts'
import { coreWords } from './core/words/core.ts'
import type { Groups, Keys, Words } from './core/words/entry.ts'
import { duplicatesWords } from './duplicates/words.ts'
import { postureWords } from './evidence/words.ts'
import { homeWords } from './home/words.ts'
import { importsWords } from './imports/words.ts'
import { knowledgeWords } from './knowledge/words.ts'
import { lettersWords } from './letters/words.ts'
import { loginsWords } from './logins/words.ts'
import { outagesWords } from './outages/words.ts'
import { patientsWords } from './patients/words.ts'
import { portalWords } from './portal/words.ts'
import { privacyWords } from './privacy/words.ts'
import { qualityWords } from './quality/words.ts'
import { settingsWords } from './settings/words.ts'
import { signinWords } from './signin/words.ts'
import { staffWords } from './staff/words.ts'

/** All words of the console: each room's, under one roof. */
export const words = {
  resources: {
    patients: { name: { en: 'Patient |||| Patients', es: 'Paciente |||| Pacientes' } },
    cases: { name: { en: 'Case |||| Cases', es: 'Caso |||| Casos' } },
    audit: {
      name: { en: 'Audit log |||| Audit log', es: 'Registro de auditoría |||| Registro de auditoría' },
    },
    staff: { name: { en: 'Staff |||| Staff', es: 'Personal |||| Personal' } },
  },
  desk: {
    ...coreWords,
    ...homeWords,
    ...patientsWords,
    ...loginsWords,
    ...knowledgeWords,
    ...lettersWords,
    ...clinicWords,
    ...callersWords,
    ...casesWords,
    ...portalWords,
    ...qualityWords,
    ...importsWords,
    ...duplicatesWords,
    ...staffWords,
    ...signinWords,
    ...auditWords,
    ...privacyWords,
    ...adoptionWords,
    ...studyWords,
    ...appsWords,
    ...outagesWords,
    ...settingsWords,
    ...backupWords,
    ...postureWords,
    /** What something was done for, by the codes the log holds. */
    purpose: purposes,
  },
} as const satisfies Words

export type Key = Keys<typeof words>
export type Group = Groups<typeof words>
/** The names in a group: `NameIn<'desk.caseStatus'>` is `'open' | 'escalated' | 'closed'`. */
export type NameIn<G extends Group, K = Key> = K extends `${G}.${infer Name}` ? Name : never
