import type { DuplicatePair, DuplicatePairRow } from '../core/dataProvider.ts'

/* What the stories of records that may be one person’s show. */

const at = '2026-11-20T15:00:00.000Z'

export const counts = { likely: 3, possible: 12, merged: 40, different: 7 }

export const aPairRow = (over: Partial<DuplicatePairRow> = {}): DuplicatePairRow => ({
  id: 'd1',
  state: 'waiting',
  band: 'likely',
  bits: 31.4,
  said: [
    { field: 'birth', level: 'same', words: 'same date of birth' },
    { field: 'family', level: 'near', words: 'last name spelled alike' },
    { field: 'phone', level: 'differs', words: 'different telephones' },
  ],
  foundAt: at,
  decidedBy: null,
  decidedAt: null,
  people: [
    { id: 'p1', name: 'Okonkwo, Ada' },
    { id: 'p2', name: 'Okonkwa, Ada' },
  ],
  ...over,
})

type Person = DuplicatePair['people'][number]
export const aRecord = (over: Partial<Person>): Person => ({
  ...{ id: 'p1', name: 'Okonkwo, Ada', deceased: false, inactive: false, replaced: false },
  ...{ updatedAt: at, login: 'active', visits: 4, openCases: 0, notes: 1, proxies: [], actsFor: 0 },
  ...over,
})

export const aPairOfRecords = (over: Partial<DuplicatePair> = {}): DuplicatePair => ({
  ...aPairRow(),
  people: [
    aRecord({ proxies: [{ name: 'Chidi Okonkwo', relationship: 'parent', status: 'active' }] }),
    aRecord({ id: 'p2', name: 'Okonkwa, Ada', login: null, visits: 1, openCases: 2, notes: 0 }),
  ],
  fields: [
    { field: 'familyName', values: [['Okonkwo'], ['Okonkwa']], agreement: 'differs' },
    { field: 'birthDate', values: [['1985-03-09'], ['1985-03-09']], agreement: 'agrees' },
    {
      field: 'numbers',
      values: [['100 (urn:hospital)'], ['200 (urn:hospital)', '7 (urn:clinic)']],
      agreement: 'differs',
    },
    { field: 'sex', values: [[], ['female']], agreement: 'one-sided' },
  ],
  survivorId: null,
  because: null,
  note: null,
  withheld: null,
  version: 3,
  ...over,
})
