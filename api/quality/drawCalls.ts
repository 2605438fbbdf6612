import { randomBytes } from 'node:crypto'
import { act } from '../acts/act.ts'
import { callsByOpener } from '../cases/published.ts'
import { allows, type Role } from '../core/access/permissions.ts'
import { dayPlus, hospitalClock } from '../core/calendar.ts'
import { newId } from '../core/db/id.ts'
import { insertRows } from '../core/db/insertRows.ts'
import { Conflict, Invalid } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { fill } from '../core/words.ts'
import { staffNames } from '../staff/published.ts'
import { drawSample } from './drawSample.ts'
import { qualityPolicy } from './policy.ts'
import * as schema from './schema.ts'
import { drawnAlready, monthNotOver } from './words.ts'

const insertAgents = insertRows('quality_draw_agent', ['draw_id', 'staff_id', 'cases'])
const insertReviews = insertRows('quality_review', [
  'id',
  'draw_id',
  'staff_id',
  'case_id',
  'position',
  'answers',
  'met',
  'asked',
  'remark',
  'reviewed_by',
  'reviewed_at',
  'reply',
  'replied_at',
])

const before = (month: string) => dayPlus(`${month}-01`, -1).slice(0, 7)
const after = (month: string) => dayPlus(`${month}-28`, 4).slice(0, 7)

/**
 * Draws the calls of a month that is over, the last one unless another is named. A call is a case, of whoever opened it, in
 * the hospital's month in which it was opened; closed or not, since what is left open would else never be looked at. A month
 * is drawn once, by a seed of that moment: who could draw again could draw until a colleague's worst call comes up, or their
 * best (2026-11-26).
 */
export const drawCalls = act({
  name: 'quality.drawn',
  letter: 'C',
  words: { en: 'Drew calls for quality review', es: 'Sorteó llamadas para revisar su calidad' },
  watch: 'nothing',
  verb: { en: 'Draw the calls of a month', es: 'Sortear las llamadas de un mes' },
  tag: 'Quality',
  at: 'POST /api/quality-draws',
  needs: 'quality.review',
  status: 201,
  body: schema.drawing,
  reply: schema.drawn,
  labels: { month: { en: 'Month, as 2026-10', es: 'Mes, como 2026-10' } },
  async do(trx, ctx, _found, given) {
    const now = ctx.now()
    const { timeZone, qualityCallsAMonth: perAgent } = await readPolicy(trx, qualityPolicy)
    const clock = hospitalClock(timeZone)
    const current = clock.dayOf(now.getTime()).slice(0, 7)
    const month = given.month ?? before(current)
    if (month >= current) throw new Invalid({ month: monthNotOver })
    const there = await trx
      .selectFrom('quality_draw')
      .select('id')
      .where('month', '=', month)
      .executeTakeFirst()
    if (there) throw new Conflict(fill(drawnAlready, { month }))
    const bounds = [month, after(month)].map((one) => new Date(clock.startOf(`${one}-01`)).toISOString())
    const calls = await callsByOpener(trx, bounds[0]!, bounds[1]!)
    // Of those who answer callers: how the privacy office or records work is not a supervisor's to review.
    const answering = (await staffNames(trx).execute()).filter(({ role }) =>
      allows(role as Role, 'accounts.act'),
    )
    const answer = new Set(answering.map((one) => one.id))
    const byAgent = Map.groupBy(
      calls.filter((one) => answer.has(one.opened_by)),
      (one) => one.opened_by,
    )
    const id = newId(now.getTime())
    const seed = randomBytes(16).toString('hex')
    await trx
      .insertInto('quality_draw')
      .values({ id, month, seed, per_agent: perAgent, drawn_by: ctx.actor.id, drawn_at: now.toISOString() })
      .execute()
    const agents = [...byAgent].map(([staff_id, theirs]) => ({
      staff_id,
      cases: theirs.map((one) => one.id).sort(),
    }))
    await insertAgents(
      trx,
      agents.map(({ staff_id, cases }) => ({ draw_id: id, staff_id, cases: JSON.stringify(cases) })),
    )
    const sample = agents.flatMap(({ staff_id, cases }) =>
      drawSample(seed, cases, perAgent).map((case_id, i) => ({ staff_id, case_id, position: i + 1 })),
    )
    await insertReviews(
      trx,
      sample.map((one) => ({
        ...one,
        id: newId(now.getTime()),
        draw_id: id,
        answers: null,
        met: null,
        asked: null,
        remark: null,
        reviewed_by: null,
        reviewed_at: null,
        reply: null,
        replied_at: null,
      })),
    )
    return {
      reply: { id, month, agents: agents.length, calls: sample.length },
      about: { object: { type: 'quality-draw', id } },
      detail: {
        month,
        seed,
        perAgent,
        agents: agents.length,
        of: agents.reduce((sum, { cases }) => sum + cases.length, 0),
        drawn: sample.length,
      },
    }
  },
})
