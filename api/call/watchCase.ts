import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { caseActs } from '../acts/caseActs.ts'
import { streamView } from '../acts/view.ts'
import { recordView } from '../audit/recordView.ts'
import { caseById } from '../cases/published.ts'
import { aboutCase } from '../cases/target.ts'
import { noCase } from '../cases/words.ts'
import type { DeskEnv, StaffCtx } from '../core/context.ts'
import { NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { progressOf } from './progress.ts'
import { progress } from './schema.ts'

const everyMs = 1_000
const longestMs = 10 * 60_000

/**
 * Streams what happens to the patient's login while the case is open, and that the case itself changed, with its new mark.
 * Opening the stream is one recorded view; it never counts as activity, and it ends with the session, the case, or after ten minutes (the browser reconnects).
 */
export const watchCase = streamView({
  name: 'case.watched',
  letter: 'R',
  words: {
    en: 'Followed a support case live',
    es: 'Siguió un caso de ayuda en directo',
  },
  watch: 'look',
  at: 'GET /api/cases/{id}/watch',
  summary: 'Follow the login while the case is open',
  tag: 'Cases',
  needs: 'cases.show',
  params: idParam,
  async stream(ctx: StaffCtx, { id }, c: Context<DeskEnv>) {
    const db = ctx.desk.db.read
    const opened = await caseById(db, id)
    if (!opened) throw new NotFound(noCase)
    await recordView(ctx, watchCase, { ...aboutCase(opened), object: { type: 'case', id } })
    const cookie = c.req.header('cookie')
    const endsAt = Date.now() + longestMs
    return streamSSE(c, async (stream) => {
      let last = ''
      let lastMark = ''
      while (!stream.aborted && !stream.closed && Date.now() < endsAt) {
        if (!(await ctx.desk.sessions.find(cookie, false))) break
        const row = (await caseById(db, id))!
        const data = JSON.stringify(progress.parse(await progressOf(db, row)))
        if (data !== last) await stream.writeSSE({ event: 'progress', data })
        last = data
        const mark = String(await caseActs(db, id))
        if (mark !== lastMark) await stream.writeSSE({ event: 'case', data: mark })
        lastMark = mark
        if (row.status === 'closed') break
        await stream.sleep(everyMs)
      }
      await stream.writeSSE({ event: 'end', data: '{}' })
    })
  },
})
