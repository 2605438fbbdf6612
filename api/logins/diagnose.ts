import type { z } from 'zod'
import { recordView } from '../audit/recordView.ts'
import type { StaffCtx } from '../core/context.ts'
import { type Evidence, findCauses } from './causes.ts'
import { evidenceTexts, remedies, titles } from './causeTexts.ts'
import { gatherFacts } from './facts.ts'
import type { diagnosis } from './schema.ts'

/** Names the likely cause of a patient's trouble, what shows it, and the least powerful act that ends it. */
export async function diagnose(ctx: StaffCtx, patientId: string): Promise<z.input<typeof diagnosis>> {
  const facts = await gatherFacts(ctx, patientId)
  const causes = findCauses(facts)
  await recordView(ctx, 'patient.diagnosed', {
    patientIds: [patientId],
    object: { type: 'patient', id: patientId },
    detail: { causes: causes.map((c) => c.rule.code) },
  })
  const { language } = ctx
  const local = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: facts.settings.timeZone,
  })
  const say = ([key, values = {}]: Evidence) =>
    evidenceTexts[key]![language].replace(/\{(\w+)\}/g, (_, name: string) =>
      name === 'at' ? showMoment(String(values.at), local) : String(values[name]),
    )
  return {
    causes: causes.map(({ rule, evidence }) => ({
      code: rule.code,
      title: titles[rule.code]![language],
      evidence: evidence.map(say),
      remedy: { act: rule.act, title: remedies[rule.act]![language], tier: rule.tier },
      ...(rule.escalateTo && { escalateTo: rule.escalateTo }),
    })),
  }
}

// A date without a time is a calendar day and has no zone.
function showMoment(at: string, local: Intl.DateTimeFormat): string {
  return at.length === 10 ? at : local.format(new Date(at))
}
