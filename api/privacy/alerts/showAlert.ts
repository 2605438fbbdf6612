import type { z } from 'zod'
import { recordView } from '../../audit/recordView.ts'
import type { StaffCtx } from '../../core/context.ts'
import { NotFound } from '../../core/errors.ts'
import type { alertMeasures, RuleCode } from '../lists.ts'
import type { Context } from '../monitor/pairRules.ts'
import { contextWords, ruleTexts } from '../ruleTexts.ts'
import { presentAlert } from './present.ts'
import { alertsWithNames, casesOf, findingsOf, notesOf, othersOf } from './queries.ts'
import type { alert } from './schema.ts'

/** One alert with everything that speaks for it and against it. @throws NotFound */
export async function showAlert(ctx: StaffCtx, id: string): Promise<z.input<typeof alert>> {
  const db = ctx.desk.db.read
  const row = await alertsWithNames(db).where('a.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('alert')
  const [findings, notes, others] = await Promise.all([
    findingsOf(db, [id]),
    notesOf(db, id),
    row.staff_id ? othersOf(db, row.staff_id, id) : [],
  ])
  const contexts = findings.map((f) => JSON.parse(f.context) as Context)
  const cases = await casesOf(
    db,
    row.caller_key ? { callerKey: row.caller_key } : { ids: contexts.flatMap((c) => c.caseId ?? []) },
  )
  await recordView(ctx, 'privacy-alert.shown', {
    patientIds: row.patient_id ? [row.patient_id] : [],
    object: { type: 'privacy-alert', id },
  })
  const { language } = ctx
  const shown = presentAlert(row, ctx)
  return {
    ...shown,
    context: [...new Set(contexts.flatMap((context) => contextWords(context, language)))],
    cases,
    findings: findings.map((f) => {
      const text = ruleTexts[f.rule as RuleCode]
      return {
        rule: f.rule as RuleCode,
        name: text.name[language],
        definition: text.definition[language],
        day: f.day,
        score: f.score,
        evidence: text.evidence(JSON.parse(f.evidence))[language],
      }
    }),
    assessment: row.assessment && JSON.parse(row.assessment),
    measure: row.measure as (typeof alertMeasures)[number] | null,
    conclusion: row.conclusion,
    signedBy: row.signed_name,
    signedAt: row.signed_at,
    notes: notes.map((n) => ({ id: n.id, by: n.name, at: n.created_at, text: n.text })),
    others: others.map((o) => ({
      id: o.id,
      lastDay: o.last_day,
      score: o.score,
      outcome: o.outcome as typeof shown.outcome,
    })),
  }
}
