import { view } from '../acts/view.ts'
import { pageOf } from '../core/db/pageOf.ts'
import { readPolicy } from '../core/policy.ts'
import { withWords, wordsOf } from './findByWords.ts'
import { narrowCases } from './narrow.ts'
import { casesPolicy } from './policy.ts'
import { presentCase } from './present.ts'
import { caseSummaries } from './published.ts'
import * as schema from './schema.ts'

/**
 * Finds cases by words of their summaries and notes, among those that whoever asks may work. What is asked may name people: it
 * comes in a body, and of it the log holds how many words there were. Each case shown is in the log with its patient.
 */
export const searchCases = view({
  name: 'case.searched',
  letter: 'E',
  words: {
    en: 'Searched the support cases',
    es: 'Buscó entre los casos de ayuda',
  },
  among: {
    en: 'this patient’s was among the results',
    es: 'el de este paciente estaba entre los resultados',
  },
  watch: 'search',
  at: 'POST /api/cases/search',
  summary: 'Find cases by words of their summaries and notes',
  tag: 'Cases',
  needs: 'cases.work',
  asks: schema.searchCases,
  reply: schema.foundCases,
  async show(ctx, { filter: { q, ...filter }, range: [from, to] = [0, 24] }) {
    const db = ctx.desk.db.read
    const now = ctx.now()
    const words = wordsOf(q)
    const { dueSoonMinutes } = await readPolicy(db, casesPolicy)
    const query = narrowCases(
      caseSummaries(db).where('c.id', 'in', withWords(ctx.desk.db, words)),
      { ...filter, workable: true },
      ctx.actor,
      now,
      dueSoonMinutes,
    )
    const { rows, total } = await pageOf(query.orderBy('c.opened_at', 'desc').orderBy('c.id'), { from, to })
    return {
      reply: { data: rows.map((row) => presentCase(row, now)), total },
      seen: {
        patientIds: rows.map((row) => row.patient_id),
        detail: { words: words.length, shown: rows.length, found: Number(total) },
      },
    }
  },
})
