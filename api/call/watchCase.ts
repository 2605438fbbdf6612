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
import { enter } from './presence.ts'
import { progressOf } from './progress.ts'
import { readCase } from './readCase.ts'
import { progress, supportCase } from './schema.ts'

const everyMs = 1_000
const longestMs = 10 * 60_000

/**
 * Streams what happens to the patient's login while the case is open, the case itself as it changes, and who else has it open.
 * Opening the stream is one recorded view, of all that comes by it: whoever follows a case has seen it (2026-11-26); it never counts as activity, and it ends with the session, the case, or after ten minutes (the browser reconnects).
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
  summary: 'Follow a case and the login while it is open, and see who else does',
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
      const stay = enter(ctx.desk.db, id, ctx.actor)
      stream.onAbort(stay.leave)
      const told: Record<string, string> = {}
      const tell = async (event: string, data: string) => {
        if (data !== told[event]) await stream.writeSSE({ event, data })
        told[event] = data
      }
      let mark = ''
      try {
        while (!stream.aborted && !stream.closed && Date.now() < endsAt) {
          if (!(await ctx.desk.sessions.find(cookie, false))) break
          const row = (await caseById(db, id))!
          await tell('progress', JSON.stringify(progress.parse(await progressOf(db, row))))
          const now = String(await caseActs(db, id))
          if (now !== mark) {
            const { reply } = (await readCase(ctx, id))!
            await tell('case', JSON.stringify(supportCase.parse(reply)))
            mark = now
          }
          await tell('present', JSON.stringify(await stay.others()))
          if (row.status === 'closed') break
          await stream.sleep(everyMs)
        }
      } finally {
        await stay.leave()
      }
      await stream.writeSSE({ event: 'end', data: '{}' })
    })
  },
})
