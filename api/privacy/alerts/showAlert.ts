import { view } from '../../acts/view.ts'
import { callsByNumber, caseNumbers } from '../../cases/published.ts'
import { NotFound } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { inquiriesOf } from '../inquiries/answerInquiry.ts'
import type { alertMeasures, emergencyReasons, RuleCode } from '../lists.ts'
import type { Context } from '../monitor/explanation.ts'
import { contextWords, ruleTexts } from '../ruleTexts.ts'
import { noAlert } from '../words.ts'
import { nobody, patientsBehind } from './behind.ts'
import { foundBefore, foundWords } from './foundBefore.ts'
import { presentAlert } from './present.ts'
import { alertsFor, emergenciesOf, findingsOf, notesOf, othersOf } from './queries.ts'
import { alert } from './schema.ts'

/** The newest of what one number called about. */
const mostCases = 50

/** One alert with everything that speaks for it and against it. */
export const showAlert = view({
  name: 'privacy-alert.shown',
  letter: 'R',
  words: { en: 'Opened a privacy alert', es: 'Abrió una alerta de privacidad' },
  watch: 'report',
  at: 'GET /api/privacy-alerts/{id}',
  summary: 'Show an alert',
  tag: 'Privacy alerts',
  needs: 'privacy.review',
  params: idParam,
  reply: alert,
  async show(ctx, { id }) {
    const db = ctx.desk.db.read
    const row = await alertsFor(db, ctx.actor.id).where('a.id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound(noAlert)
    const [findings, notes, inquiries, others, found, emergencies] = await Promise.all([
      findingsOf(db, [id]),
      notesOf(db, id),
      inquiriesOf(db, id),
      row.staff_id ? othersOf(db, row.staff_id, id) : [],
      foundBefore(db, ctx),
      emergenciesOf(db, row),
    ])
    const about = row.staff_id && !row.patient_id ? await patientsBehind(ctx, row.staff_id, findings) : nobody
    const contexts = findings.map((f) => JSON.parse(f.context) as Context)
    const cases = await (row.caller_key
      ? callsByNumber(db).where('caller_key', '=', row.caller_key)
      : caseNumbers(db).where('id', 'in', ['', ...contexts.flatMap((c) => c.caseId ?? [])])
    )
      .orderBy('number', 'desc')
      .limit(mostCases)
      .execute()
    const { language } = ctx
    const shown = presentAlert(row, ctx)
    return {
      reply: {
        ...shown,
        foundBefore: foundWords(
          found,
          findings[0]?.rule as RuleCode | undefined,
          shown.staff?.role ?? null,
          language,
        ),
        context: [...new Set(contexts.flatMap((context) => contextWords(context, language)))],
        cases: cases.map(({ id, number }) => ({ id, number })),
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
        patients: about.patients,
        morePatients: about.more,
        emergencies: emergencies.map((one) => ({
          at: one.started_at,
          reason: one.reason as (typeof emergencyReasons)[number],
          text: one.explanation,
        })),
        assessment: row.assessment && JSON.parse(row.assessment),
        measure: row.measure as (typeof alertMeasures)[number] | null,
        conclusion: row.conclusion,
        signedBy: row.signed_name,
        signedAt: row.signed_at,
        notes: notes.map((n) => ({ id: n.id, by: n.name, at: n.created_at, text: n.text })),
        inquiries,
        others: others.map((o) => ({
          id: o.id,
          lastDay: o.last_day,
          score: o.score,
          outcome: o.outcome as typeof shown.outcome,
        })),
      },
      seen: {
        patientIds: row.patient_id ? [row.patient_id] : about.patients.map((one) => one.id),
        object: { type: 'privacy-alert', id },
      },
    }
  },
})
