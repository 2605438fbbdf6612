import type { CaseRow } from '../../cases/published.ts'
import type { Ctx } from '../../core/context.ts'
import type { PatientRow } from '../../patients/published.ts'
import { gatherRisk } from './facts.ts'
import { risksIn } from './signals.ts'
import { doing, titles } from './words.ts'

/**
 * What speaks for proving a caller about a patient further than usual, now, as it is shown.
 * @param supportCase the call, where there is one
 */
export async function showRisks(ctx: Ctx, patient: PatientRow, supportCase?: Pick<CaseRow, 'caller_key'>) {
  const facts = await gatherRisk(ctx.desk.db.read, ctx, patient, supportCase)
  return risksIn(facts).map(({ name, raises, why }) => ({
    name,
    raises,
    title: titles[name][ctx.language],
    why: why[ctx.language],
    todo: doing[raises][ctx.language],
  }))
}
