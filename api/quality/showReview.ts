import { view } from '../acts/view.ts'
import { verificationsOf } from '../callers/published.ts'
import { caseById, notesOf } from '../cases/published.ts'
import { aboutCase } from '../cases/target.ts'
import { NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { patientById } from '../patients/published.ts'
import { missingStranger } from '../staff/kinship.ts'
import { headOf, judgedOf, reviews } from './queries.ts'
import * as schema from './schema.ts'
import { noCallReview } from './words.ts'

/** A call that was drawn: what was written in it, who was proved and how far, and its review once there is one. */
export const showReview = view({
  name: 'quality.review-shown',
  letter: 'R',
  words: { en: 'Read a call for its quality review', es: 'Leyó una llamada para revisar su calidad' },
  watch: 'queued',
  at: 'GET /api/quality-reviews/{id}',
  summary: 'A call drawn for quality review',
  tag: 'Quality',
  needs: 'quality.review',
  params: idParam,
  reply: schema.callReview,
  async show(ctx, { id }) {
    const db = ctx.desk.db.read
    const row = await reviews(db).where('r.id', '=', id).executeTakeFirst()
    const supportCase = row && (await caseById(db, row.case_id))
    if (!supportCase) throw new NotFound(noCallReview)
    const [verifications, notes, patient] = await Promise.all([
      verificationsOf(db, [supportCase.id]),
      notesOf(db, [supportCase.id]),
      patientById(db, supportCase.patient_id),
    ])
    const kin = patient && (await missingStranger(db, ctx, patient))
    return {
      reply: {
        ...headOf(row),
        ...judgedOf(row),
        staffName: row.staff_name,
        own: row.staff_id === ctx.actor.id,
        call: {
          caseId: supportCase.id,
          category: supportCase.category,
          channel: supportCase.channel,
          openedAt: supportCase.opened_at,
          closedAt: supportCase.closed_at,
          cause: supportCase.cause,
          outcome: supportCase.outcome,
          summary: supportCase.summary,
          verifications: verifications
            .map((one) => ({
              id: one.id,
              at: one.created_at,
              by: one.name,
              caller: one.caller,
              tier: one.tier,
              failed: one.failed === 1,
            }))
            .sort((a, b) => a.at.localeCompare(b.at)),
          notes: notes.map((one) => ({
            id: one.id,
            at: one.created_at,
            by: one.name,
            kind: one.kind,
            text: one.text,
          })),
        },
      },
      seen: {
        ...aboutCase(supportCase),
        object: { type: 'quality-review', id },
        // What was reviewed waits for nobody, and what is kin’s another reviews: to read either is a choice.
        ...((kin || row.reviewed_at !== null) && { detail: { outOfQueue: kin ? 'kin' : 'decided' } }),
      },
    }
  },
})
