import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { recordView } from '../audit/recordView.ts'
import type { DeskEnv, StaffCtx } from '../core/context.ts'
import { NotFound } from '../core/errors.ts'
import { caseById } from './findCase.ts'
import { progressOf } from './queries.ts'
import { progress } from './schema.ts'

const everyMs = 1_000
const longestMs = 10 * 60_000

/**
 * Streams what happens to the patient's login while the case is open. Opening the stream is one recorded view; it
 * never counts as activity, and it ends with the session, the case, or after ten minutes (the browser reconnects).
 */
export async function watchCase(ctx: StaffCtx, id: string, c: Context<DeskEnv>): Promise<Response> {
  const row = await caseById(ctx, id)
  if (!row) throw new NotFound('case')
  await recordView(ctx, 'case.watched', {
    patientIds: [row.patient_id],
    object: { type: 'case', id },
    caseId: id,
  })
  const cookie = c.req.header('cookie')
  const endsAt = Date.now() + longestMs
  return streamSSE(c, async (stream) => {
    let last = ''
    while (!stream.aborted && !stream.closed && Date.now() < endsAt) {
      if (!(await ctx.desk.sessions.find(cookie, false))) break
      const [current, seen] = await Promise.all([caseById(ctx, id), progressOf(ctx.desk.db.read, row)])
      const data = JSON.stringify(progress.parse(seen))
      if (data !== last) await stream.writeSSE({ event: 'progress', data })
      last = data
      if (current?.status === 'closed') break
      await stream.sleep(everyMs)
    }
    await stream.writeSSE({ event: 'end', data: '{}' })
  })
}
