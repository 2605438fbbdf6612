import type { GuardCall, Target } from '../../acts/act.ts'
import { notOwn } from '../../acts/review.ts'
import { held } from '../../core/db/lock.ts'
import { Conflict, Invalid, NotFound } from '../../core/errors.ts'
import { type AlertOutcome, needsAssessment } from '../lists.ts'
import type { AlertRow } from '../tables.ts'
import * as words from '../words.ts'

type Asked = { id: string; version?: number; outcome?: AlertOutcome }
type Call = GuardCall<AlertRow, Asked>

/** An alert under review. */
export const onAlert = {
  async load(trx, ctx, { id }) {
    const row = await held(
      ctx.desk.db,
      trx.selectFrom('privacy_alert').selectAll().where('id', '=', id),
    ).executeTakeFirst()
    if (!row) throw new NotFound(words.noAlert)
    return row
  },
  about: (row) => ({
    patientIds: row.patient_id ? [row.patient_id] : [],
    object: { type: 'privacy-alert', id: row.id },
  }),
  guards: {
    notOwn: notOwn(
      (alert: AlertRow) => alert.staff_id,
      () => [words.missing.aboutYou],
    ),
    /** The states of the review the act fits. */
    from: ({ found }: Call, wanted: readonly AlertRow['status'][]) =>
      wanted.includes(found.status)
        ? undefined
        : new Conflict(found.status === 'signed' ? words.alertSigned : words.alertOpen),
    /** The change is to what the officer saw. */
    version: ({ found, input }: Call, _wanted: true) =>
      input.version === found.version ? undefined : new Conflict(words.alertChanged),
    /**
     * What was not permitted is presumed a breach unless the four factors, all of them, show a low probability of
     * compromise (45 CFR 164.402(2)); the outcome is what they conclude.
     */
    assessed: ({ found, input }: Call, _wanted: true) => {
      if (!needsAssessment(input.outcome!)) return undefined
      if (!found.assessment) return new Conflict(words.assessFirst)
      const { lowProbability } = JSON.parse(found.assessment) as { lowProbability: boolean }
      return lowProbability === (input.outcome === 'violation')
        ? undefined
        : new Invalid({ outcome: lowProbability ? words.noBreachAssessed : words.breachAssessed })
    },
  },
} satisfies Target<Asked, AlertRow>

/** What all acts on an alert have in common. */
export const onAlerts = {
  letter: 'U',
  watch: 'nothing',
  tag: 'Privacy alerts',
  needs: 'privacy.review',
  on: onAlert,
} as const
