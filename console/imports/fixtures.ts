import type { RecordConflict, RecordConflictRow } from '../core/dataProvider.ts'

/* What the stories of the records that imports set aside show. */

const at = '2026-11-20T15:00:00.000Z'

export const aConflictRow = (over: Partial<RecordConflictRow> = {}): RecordConflictRow => ({
  id: 'rc1',
  reason: 'another-person',
  state: 'waiting',
  file: 'Patient.ndjson',
  place: 'line 7',
  foundAt: at,
  decidedBy: null,
  decidedAt: null,
  patients: [{ id: 'p1', name: 'Doe, Jane' }],
  ...over,
})

const onFile = (id: string, name: string) => ({
  ...{ id, name, deceased: false, inactive: false, replaced: false },
  updatedAt: '2026-11-01T15:00:00.000Z',
})

export const aConflict = (over: Partial<RecordConflict> = {}): RecordConflict => ({
  ...aConflictRow(),
  patients: [onFile('p1', 'Doe, Jane')],
  fields: [
    { field: 'familyName', said: ['Oakenshaw'], onFile: [{ shown: ['Doe'], differs: true }] },
    { field: 'birthDate', said: ['1999-09-09'], onFile: [{ shown: ['1985-03-09'], differs: true }] },
    { field: 'sex', said: ['female'], onFile: [{ shown: ['female'], differs: false }] },
    { field: 'language', said: null, onFile: [{ shown: ['en'], differs: false }] },
    { field: 'phone', said: [], onFile: [{ shown: ['•••42'], differs: true }] },
  ],
  unfit: false,
  unreadable: false,
  withheld: null,
  because: null,
  note: null,
  takenInto: null,
  version: 2,
  ...over,
})

/** Numbers of two, one of whom died and whose record was updated since. */
export const aConflictOfTwo = (): RecordConflict => {
  const other = { ...onFile('p2', 'Doe, Janet'), deceased: true, updatedAt: '2026-11-21T15:00:00.000Z' }
  const one = aConflict()
  return {
    ...one,
    reason: 'identifiers-of-two',
    patients: [...one.patients, other],
    fields: one.fields.map((field) => ({ ...field, onFile: [...field.onFile, ...field.onFile] })),
  }
}
