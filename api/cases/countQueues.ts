import { openView } from '../acts/view.ts'
import { readPolicy } from '../core/policy.ts'
import { caseQueues } from './lists.ts'
import { narrowCases } from './narrow.ts'
import { casesPolicy } from './policy.ts'
import { caseSummaries } from './published.ts'
import { queueCounts } from './schema.ts'

/** How much waits in each of the lists of whoever asks; the lists have the same filters. */
export const countQueues = openView({
  at: 'GET /api/case-queues',
  summary:
    'How many cases are mine, unassigned, due, transferred to my team, answered, and to be called back',
  tag: 'Cases',
  needs: 'cases.work',
  unrecorded: 'counts of what waits; nobody is named',
  reply: queueCounts,
  async show(ctx) {
    const db = ctx.desk.db.read
    const { dueSoonMinutes } = await readPolicy(db, casesPolicy)
    const count = async (name: keyof typeof caseQueues) => {
      const { n } = await narrowCases(
        caseSummaries(db),
        caseQueues[name],
        ctx.actor,
        ctx.now(),
        dueSoonMinutes,
      )
        .clearSelect()
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
      return Number(n)
    }
    const [mine, unassigned, due, handed, answered, toCall] = await Promise.all([
      count('mine'),
      count('unassigned'),
      count('due'),
      count('handed'),
      count('answered'),
      count('toCall'),
    ])
    return { reply: { mine, unassigned, due, handed, answered, toCall } }
  },
})
