import { list, openView } from '../acts/view.ts'
import { pageOf } from '../core/db/pageOf.ts'
import type { Language } from '../core/words.ts'
import { listedName } from '../patients/published.ts'
import { saidOf } from './levelTexts.ts'
import { countPairs, type PairListed, pairRows } from './queries.ts'
import { pairCounts, pairFilter, pairRow } from './schema.ts'
import { idsOf } from './target.ts'

const columns = { bits: 'd.bits', foundAt: 'd.found_at', decidedAt: 'd.decided_at', id: 'd.id' } as const

/** What the list and the page of a pair both say of it. */
export const presentPair = (row: PairListed, language: Language) => ({
  id: row.id,
  state: row.state,
  band: row.band,
  bits: Math.round(row.bits * 10) / 10,
  said: saidOf(JSON.parse(row.levels) as Record<string, string>, language),
  foundAt: row.found_at,
  decidedBy: row.decided_name,
  decidedAt: row.decided_at,
  people: [
    { id: row.patient_id, name: listedName(row.family_name, row.given_name) },
    { id: row.other_patient_id, name: listedName(row.other_family_name, row.other_given_name) },
  ],
})

/** The queue: what agrees most first, unless asked otherwise. */
export const listPairs = list({
  name: 'duplicate-pair.listed',
  letter: 'R',
  words: {
    en: 'Looked at the list of records that may be the same person’s',
    es: 'Consultó la lista de expedientes que pueden ser de la misma persona',
  },
  among: {
    en: 'this patient’s was among them',
    es: 'el de este paciente figuraba en ella',
  },
  watch: 'queue',
  at: 'GET /api/duplicates',
  summary: 'List pairs of records that may be one person’s',
  tag: 'Records',
  needs: 'duplicates.decide',
  unit: 'duplicates',
  filter: pairFilter,
  sorts: ['bits', 'foundAt', 'decidedAt', 'id'],
  row: pairRow,
  async list(ctx, { filter, sort, range }) {
    const { state, band, patientId } = filter
    let query = pairRows(ctx.desk.db.read)
    if (state) query = query.where('d.state', '=', state)
    if (band) query = query.where('d.band', '=', band)
    if (patientId)
      query = query.where((eb) =>
        eb.or([eb('d.patient_id', '=', patientId), eb('d.other_patient_id', '=', patientId)]),
      )
    const { rows, total } = await pageOf(
      query
        .orderBy(columns[sort.field as keyof typeof columns], sort.descending ? 'desc' : 'asc')
        .orderBy('d.id'),
      range,
    )
    return {
      rows: rows.map((row) => presentPair(row, ctx.language)),
      total,
      seen: {
        patientIds: [...new Set(rows.flatMap(idsOf))],
        ...(patientId && { detail: { outOfQueue: 'sought' } }),
      },
    }
  },
})

/** How much waits and how much was decided. */
export const countOfPairs = openView({
  at: 'GET /api/duplicate-counts',
  summary: 'How many pairs of records wait and were decided',
  tag: 'Records',
  needs: 'duplicates.decide',
  unrecorded: 'counts of what waits; nobody is named',
  reply: pairCounts,
  async show(ctx) {
    const counts = await countPairs(ctx.desk.db.read)
    const many = (state: string, band?: string) =>
      counts
        .filter((one) => one.state === state && (band === undefined || one.band === band))
        .reduce((sum, { n }) => sum + Number(n), 0)
    return {
      reply: {
        likely: many('waiting', 'likely'),
        possible: many('waiting', 'possible'),
        merged: many('merged'),
        different: many('different'),
      },
    }
  },
})
