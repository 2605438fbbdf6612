import { list } from '../acts/view.ts'
import { caseNumbers } from '../cases/published.ts'
import { pageOf } from '../core/db/pageOf.ts'
import { listedName, patientNames } from '../patients/published.ts'
import { staffNames } from '../staff/published.ts'
import * as schema from './schema.ts'

const columns = { orderedAt: 'l.ordered_at', stateAt: 'l.state_at', id: 'l.id' } as const

/** Letters, those that wait longest first unless asked otherwise. Codes are on paper alone. */
export const listLetters = list({
  name: 'letter.listed',
  letter: 'R',
  words: {
    en: 'Looked at activation letters',
    es: 'Consultó las cartas de activación',
  },
  among: {
    en: 'one to this patient was among them',
    es: 'había una para este paciente',
  },
  watch: 'queue',
  at: 'GET /api/letters',
  summary: 'List activation letters',
  tag: 'Letters',
  needs: 'letters.print',
  unit: 'letters',
  filter: schema.letterFilter,
  sorts: ['orderedAt', 'stateAt', 'id'],
  row: schema.letterRow,
  async list({ desk }, { filter, sort, range }) {
    const db = desk.db.read
    let query = db
      .selectFrom('letter as l')
      .innerJoin(patientNames(db).as('p'), 'p.id', 'l.patient_id')
      .innerJoin(staffNames(db).as('s'), 's.id', 'l.ordered_by')
      .innerJoin(caseNumbers(db).as('c'), 'c.id', 'l.case_id')
      .selectAll('l')
      .select(['p.family_name', 'p.given_name', 's.name as ordered_name', 'c.number'])
    if (filter.state) query = query.where('l.state', '=', filter.state)
    if (filter.batchId) query = query.where('l.batch_id', '=', filter.batchId)
    if (filter.patientId) query = query.where('l.patient_id', '=', filter.patientId)
    const { rows, total } = await pageOf(
      query
        .orderBy(columns[sort.field as keyof typeof columns], sort.descending ? 'desc' : 'asc')
        .orderBy('l.id'),
      range,
    )
    return {
      rows: rows.map((row) => ({
        id: row.id,
        patientId: row.patient_id,
        patientName: listedName(row.family_name, row.given_name),
        caseId: row.case_id,
        caseNumber: row.number,
        orderedBy: row.ordered_name,
        orderedAt: row.ordered_at,
        state: row.state,
        stateAt: row.state_at,
        batchId: row.batch_id,
        expiresAt: row.expires_at,
      })),
      total,
      seen: {
        patientIds: [...new Set(rows.map((row) => row.patient_id))],
        ...(filter.patientId && { detail: { outOfQueue: 'sought' } }),
      },
    }
  },
})

/** The register of what was printed and posted, newest first. */
export const listBatches = list({
  name: 'letters.register-shown',
  letter: 'R',
  words: { en: 'Looked at the register of letters', es: 'Consultó el registro de cartas' },
  watch: 'nothing',
  at: 'GET /api/letter-batches',
  summary: 'List what was printed and posted',
  tag: 'Letters',
  needs: 'letters.print',
  unit: 'letter-batches',
  filter: schema.batchFilter,
  sorts: ['printedAt', 'id'],
  row: schema.batchRow,
  async list({ desk }, { filter, sort, range }) {
    const db = desk.db.read
    let query = db
      .selectFrom('letter_batch as b')
      .innerJoin(staffNames(db).as('s'), 's.id', 'b.printed_by')
      .leftJoin(staffNames(db).as('p'), 'p.id', 'b.posted_by')
      .selectAll('b')
      .select(['s.name as printed_name', 'p.name as posted_name'])
    if (filter.posted !== undefined) query = query.where('b.posted_at', filter.posted ? 'is not' : 'is', null)
    const { rows, total } = await pageOf(
      query
        .orderBy(sort.field === 'id' ? 'b.id' : 'b.printed_at', sort.descending ? 'desc' : 'asc')
        .orderBy('b.id'),
      range,
    )
    return {
      rows: rows.map((row) => ({
        id: row.id,
        printedBy: row.printed_name,
        printedAt: row.printed_at,
        letters: row.letters,
        postedBy: row.posted_name,
        postedAt: row.posted_at,
      })),
      total,
    }
  },
})
