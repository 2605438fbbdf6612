import type { LetterBatch, LetterRow, PrintedLetters } from '../core/dataProvider.ts'

/* What the stories of letters show. */

const at = '2026-11-20T15:00:00.000Z'

export const aLetter = (over: Partial<LetterRow> = {}): LetterRow => ({
  id: 'l1',
  patientId: 'p1',
  patientName: 'Doe, Jane',
  caseId: 'c1',
  caseNumber: 7,
  orderedBy: 'Lee Grant',
  orderedAt: at,
  state: 'waiting',
  stateAt: at,
  batchId: null,
  expiresAt: null,
  ...over,
})

export const aBatch = (over: Partial<LetterBatch> = {}): LetterBatch => ({
  id: 'b1',
  printedBy: 'Sam Rivera',
  printedAt: at,
  letters: 12,
  postedBy: null,
  postedAt: null,
  ...over,
})

export const theSheets: PrintedLetters = {
  batchId: 'b1',
  hospital: 'Example Hospital',
  address: 'https://portal.example.test/portal/activate',
  letters: [
    {
      id: 'l1',
      language: 'es',
      name: 'Jane Doe',
      lines: ['12 North Main Street', 'Springfield, MA 01103'],
      username: 'patient-abcd-2345',
      caseNumber: 1007,
      code: 'ABCD-EFGH-JKMN-PQRS',
      expiresAt: '2026-12-11T15:00:00.000Z',
    },
  ],
  lapsed: 2,
}
