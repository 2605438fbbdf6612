import { z } from '@hono/zod-openapi'
import { act } from '../acts/act.ts'
import { Conflict } from '../core/errors.ts'
import { narrowCases, urgency } from './narrow.ts'
import { caseReply } from './present.ts'
import { caseSummaries } from './published.ts'
import { takeFree } from './queries.ts'
import * as schema from './schema.ts'
import { aboutCase, missingStrangerTo } from './target.ts'
import { nothingWaits } from './words.ts'

/** How many are looked at for one that is not kin’s and that nobody took meanwhile. */
const looks = 50

/**
 * Takes the most urgent case that nobody has, of the queues of whoever asks, except kin’s and what waits for the patient or
 * for the time of a call that was agreed. Of two who ask at once each gets one of their own: the row is taken only while it is
 * free and as it was seen.
 */
export const takeNext = act({
  name: 'case.next-taken',
  letter: 'U',
  words: {
    en: 'Took the next support case of their queue',
    es: 'Tomó el siguiente caso de ayuda de su cola',
  },
  watch: 'work',
  verb: { en: 'Take the next case', es: 'Tomar el siguiente caso' },
  tag: 'Cases',
  at: 'POST /api/cases/next',
  needs: 'cases.work',
  body: z.strictObject({}),
  reply: schema.caseRow,
  async do(trx, ctx) {
    const now = ctx.now()
    const free = { unassigned: true, unresolved: true, workable: true, ready: true }
    const rows = await urgency(narrowCases(caseSummaries(trx), free, ctx.actor, now), 'asc')
      .limit(looks)
      .execute()
    for (const row of rows) {
      if (await missingStrangerTo(trx, ctx, row)) continue
      if (!(await takeFree(trx, row, ctx.actor.id))) continue
      return {
        reply: await caseReply(trx, ctx, row.id),
        about: { ...aboutCase(row), object: { type: 'case', id: row.id } },
        fields: ['assignedTo'],
      }
    }
    throw new Conflict(nothingWaits)
  },
})
