import type { z } from 'zod'
import { view } from '../acts/view.ts'
import { idParam } from '../core/http/schema.ts'
import { dayInWords, type Language, oneStop, putInto, regional } from '../core/words.ts'
import { type Evidence, findCauses } from './causes.ts'
import { evidenceTexts, remedies, titles } from './causeTexts.ts'
import { type Facts, gatherFacts } from './facts.ts'
import { showRisks } from './risk/showRisks.ts'
import * as schema from './schema.ts'

/** Names the likely cause of a patient's trouble, what shows it, and the least powerful act that ends it. */
export const diagnose = view({
  name: 'patient.diagnosed',
  letter: 'R',
  words: {
    en: 'Checked why the patient could not get into the portal',
    es: 'Comprobó por qué el paciente no podía iniciar sesión en el portal',
  },
  watch: 'look',
  at: 'GET /api/patients/{id}/diagnosis',
  summary: 'Why the patient cannot get in',
  tag: 'Portal accounts',
  needs: 'patients.show',
  emergency: true,
  params: idParam,
  reply: schema.diagnosis,
  async show(ctx, { id }) {
    const facts = await gatherFacts(ctx, id)
    const causes = findCauses(facts)
    return {
      reply: {
        causes: inWords(causes, facts, ctx.language),
        risks: await showRisks(ctx, facts.patient),
      },
      seen: {
        patientIds: [id],
        object: { type: 'patient', id },
        detail: { causes: causes.map((c) => c.rule.code) },
      },
    }
  },
})

/** What of the evidence is a moment, and is said as the reader says one. */
const moments = ['at', 'due', 'until']

function inWords(
  causes: ReturnType<typeof findCauses>,
  facts: Facts,
  language: Language,
): z.input<typeof schema.diagnosis>['causes'] {
  const local = new Intl.DateTimeFormat(regional[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: facts.settings.timeZone,
  })
  // A date without a time is a calendar day and has no zone.
  const showMoment = (at: string) =>
    at.length === 10 ? dayInWords(at, language) : local.format(new Date(at))
  const say = ([key, values = {}]: Evidence) =>
    oneStop(
      putInto(evidenceTexts[key]![language], (name) =>
        moments.includes(name) ? showMoment(String(values[name])) : String(values[name]),
      ),
    )
  return causes.map(({ rule, evidence }) => ({
    code: rule.code,
    title: titles[rule.code][language],
    evidence: evidence.map(say),
    remedy: { act: rule.act, title: remedies[rule.act]![language], tier: rule.tier },
    ...(rule.escalateTo && { escalateTo: rule.escalateTo }),
    transferred: facts.openQueues.includes(rule.escalateTo ?? ''),
  }))
}
