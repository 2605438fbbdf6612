import { act } from '../../acts/act.ts'
import { decidedBy } from '../../acts/review.ts'
import { idParam } from '../../core/http/schema.ts'
import { disable, disableStaff } from '../changeStatus.ts'
import * as schema from '../schema.ts'
import { countUndecided, onAccess } from './target.ts'

/** Certifies that somebody should keep their access, or revokes it, which disables them in the same transaction. */
export const decideAccess = act({
  name: 'access-review.decided',
  letter: 'U',
  words: {
    en: 'Certified or revoked a colleague’s access',
    es: 'Certificó o revocó el acceso de un colega',
  },
  watch: 'nothing',
  verb: { en: 'Certify or revoke someone’s access', es: 'Certificar o revocar el acceso de alguien' },
  tag: 'Access review',
  at: 'POST /api/access-reviews/{id}/decide',
  needs: 'access.review',
  fresh: true,
  params: idParam,
  body: schema.decision,
  reply: schema.reviewChanged,
  on: onAccess,
  guards: { notOwn: true, open: true, undecided: true },
  async do(trx, ctx, { review, staff }, { decision, reason }) {
    await trx
      .updateTable('access_review_item')
      .set({ decision, reason: reason ?? null, ...decidedBy(ctx) })
      .where('review_id', '=', review.id)
      .where('staff_id', '=', staff.id)
      .execute()
    const disables = decision === 'revoked' && staff.status !== 'disabled'
    if (disables) await disable(trx, ctx, staff)
    return {
      reply: {
        id: review.id,
        quarter: review.quarter,
        finishedAt: null,
        undecided: await countUndecided(trx, review.id),
      },
      detail: { review: review.id, decision },
      ...(disables && {
        also: [
          [
            disableStaff,
            {
              object: { type: 'staff', id: staff.id },
              purpose: 'access-not-certified',
              fields: ['status'],
            },
          ] as const,
        ],
      }),
    }
  },
})
