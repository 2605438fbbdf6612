import type { Room } from '../acts/catalogue.ts'
import { patientOf } from '../acts/named.ts'
import { returnLetter, spoilLetter } from './changeLetter.ts'
import { listBatches, listLetters } from './listLetters.ts'
import { orderLetter } from './orderLetter.ts'
import { lettersPolicy } from './policy.ts'
import { postLetters } from './postLetters.ts'
import { printLetters } from './printLetters.ts'

export const letters: Room = {
  acts: [orderLetter, printLetters, postLetters, spoilLetter, returnLetter],
  views: [listLetters, listBatches],
  policy: lettersPolicy,
  named: {
    letter: {
      patients: patientOf((db) => db.selectFrom('letter').select('patient_id')),
    },
  },
}
