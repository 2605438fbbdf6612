import type { GuardCall, Target } from '../acts/act.ts'
import type { Tier } from '../acts/tiers.ts'
import type { CaseRow } from '../cases/published.ts'
import { aboutCase, closed, holdCase } from '../cases/target.ts'
import { notThisPatients } from '../cases/words.ts'
import { draw } from '../core/access/throttle.ts'
import { minutesOfADay, secondsUntilDayAgo } from '../core/calendar.ts'
import type { StaffCtx } from '../core/context.ts'
import { held } from '../core/db/lock.ts'
import type { Trx } from '../core/db/transact.ts'
import { Conflict, Invalid, NotFound, TooMany } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { notLiving } from '../patients/living.ts'
import type { PatientRow } from '../patients/published.ts'
import { proxiesOf } from '../patients/published.ts'
import { holdPatient } from '../patients/target.ts'
import { missingStranger } from '../staff/kinship.ts'
import { callersPolicy } from './policy.ts'
import { type Answered, recentAnswers, verificationById } from './published.ts'
import type { VerificationRow } from './tables.ts'
import { isOver, missingTo } from './tier.ts'
import * as words from './words.ts'

interface Calling {
  patient: PatientRow
  supportCase: CaseRow
  /** What was answered about this patient in the last day, whoever asked. */
  recent: Answered
}

/** Everything that tests an identity takes turns for one patient: parallel guesses would each see the count before the others. */
async function calling(trx: Trx, ctx: StaffCtx, patientId: string, caseId: string): Promise<Calling> {
  const patient = await holdPatient(trx, ctx, patientId)
  const supportCase = await holdCase(trx, ctx, caseId)
  if (supportCase?.patient_id !== patientId) throw new Invalid({ caseId: notThisPatients })
  return { patient, supportCase, recent: await recentAnswers(trx, patientId, ctx.now()) }
}

/** Nothing that proves somebody goes to who died, or whose record is out of use: what it proved could let nobody in (2026-11-27). */
function living({ found }: GuardCall<Calling, unknown>, _wanted: true) {
  const why = notLiving(found.patient)
  return why && new Conflict(why)
}

type Asked = { id: string; caseId: string; caller: string; answers?: Readonly<Record<string, unknown>> }

/** After a day's wrong answers only the way in person is left, whoever asks. */
async function attempts({ trx, ctx, found }: GuardCall<Calling, unknown>, _wanted: true) {
  const { wrongAnswersADay } = await readPolicy(trx, callersPolicy)
  const { wrong, since } = found.recent
  return wrong < wrongAnswersADay
    ? undefined
    : new TooMany(words.attemptsOver, secondsUntilDayAgo(since!, ctx.now()))
}

/** A caller in an open case, about to be verified. */
export const onCaller = {
  load: (trx, ctx, { id, caseId }) => calling(trx, ctx, id, caseId),
  about: ({ supportCase }) => aboutCase(supportCase),
  guards: {
    openCase: ({ found }: GuardCall<Calling, Asked>, _wanted: true) => closed(found.supportCase),
    stranger: ({ trx, ctx, found }: GuardCall<Calling, Asked>, _wanted: true) =>
      missingStranger(trx, ctx, found.patient),
    living,
    /** Nobody but the patient without active proxy access on the record. */
    proxy: async ({ trx, found, input }: GuardCall<Calling, Asked>, _wanted: true) =>
      input.caller === 'patient' ||
      (await proxiesOf(trx, found.patient.id)).some((proxy) => proxy.status === 'active')
        ? undefined
        : [words.missing.proxy],
    attempts,
    /** A question that was answered often enough is not asked again for a day. */
    questions: async ({ trx, found, input }: GuardCall<Calling, Asked>, _wanted: true) => {
      const { wrongAnswersPerQuestion } = await readPolicy(trx, callersPolicy)
      const over = Object.keys(input.answers ?? {}).filter(
        (factor) => (found.recent.asked.get(factor) ?? 0) >= wrongAnswersPerQuestion,
      )
      return over.length === 0
        ? undefined
        : new Invalid(Object.fromEntries(over.map((factor) => [`answers.${factor}`, words.askAnother])))
    },
    /** What one person may have compared in a day, over all patients; asked last, since it is taken here. */
    answersLeft: async ({ trx, ctx, input }: GuardCall<Calling, Asked>, _wanted: true) => {
      const { answersComparedADay: most } = await readPolicy(trx, callersPolicy)
      const budget = { key: `answers:${ctx.actor.id}`, most, minutes: minutesOfADay }
      const waitMs = await draw(trx, ctx, budget, Object.keys(input.answers ?? {}).length)
      return waitMs > 0 ? new TooMany(words.comparedEnough, waitMs / 1000) : undefined
    },
  },
} satisfies Target<Asked, Calling>

export interface Verified extends Calling {
  row: VerificationRow
}
type On = { id: string }

/** A verification, to add proof to. */
export const onVerification = {
  async load(trx, ctx, { id }) {
    const seen = await verificationById(trx, id)
    if (!seen) throw new NotFound(words.noVerification)
    const found = await calling(trx, ctx, seen.patient_id, seen.case_id)
    const row = await held(
      ctx.desk.db,
      trx.selectFrom('verification').selectAll().where('id', '=', id),
    ).executeTakeFirstOrThrow()
    return { ...found, row }
  },
  about: ({ supportCase, row }) => ({
    ...aboutCase(supportCase),
    object: { type: 'verification', id: row.id },
  }),
  guards: {
    openCase: ({ found }: GuardCall<Verified, On>, _wanted: true) => closed(found.supportCase),
    /** Kin prove nothing, nor see, nor approve. */
    stranger: ({ trx, ctx, found }: GuardCall<Verified, On>, _wanted: true) =>
      missingStranger(trx, ctx, found.patient),
    living,
    /** What was approved stays as it was approved, and what was declined is over: that is said before that it ended. */
    undecided: ({ found }: GuardCall<Verified, On>, _wanted: true) =>
      found.row.declined_by
        ? new Conflict(words.declinedAlready)
        : found.row.approved_by
          ? new Conflict(words.approvedAlready)
          : undefined,
    /** Proof is added, and approved, while the verification lasts. */
    live: ({ ctx, found }: GuardCall<Verified, On>, _wanted: true) =>
      isOver(found.row, ctx.now()) ? new Conflict(words.verificationOver) : undefined,
    tier: ({ ctx, found }: GuardCall<Verified, On>, wanted: Tier) => missingTo(wanted, found.row, ctx.now()),
    attempts,
    /** What was answered wrongly often enough is not asked again for a day. */
    questionLeft: async ({ trx, found }: GuardCall<Verified, On>, wanted: string) => {
      const { wrongAnswersPerQuestion } = await readPolicy(trx, callersPolicy)
      const asked = found.recent.asked.get(wanted) ?? 0
      return asked < wrongAnswersPerQuestion ? undefined : new Invalid({ code: words.askAnother })
    },
    /** There is something to approve: a photo ID that was seen, or an identity that an outside provider proved. */
    identityShown: ({ found }: GuardCall<Verified, On>, _wanted: true) =>
      found.row.photo_document || found.row.proofing === 'proved' ? undefined : new Conflict(words.noPhotoId),
    /** Who verified the caller, saw the photo ID or sent the link cannot approve it. */
    secondPerson: ({ ctx, found }: GuardCall<Verified, On>, _wanted: true) =>
      [found.row.staff_id, found.row.seen_by].includes(ctx.actor.id)
        ? [words.missing.otherPerson]
        : undefined,
    codesLeft: async ({ trx, ctx, found }: GuardCall<Verified, On>, _wanted: true) =>
      found.row.codes_sent < (await readPolicy(trx, callersPolicy)).callBackCodesPerVerification
        ? undefined
        : // Of the next verification, which is worth beginning once this one is over.
          new TooMany(words.codesOver, (Date.parse(found.row.expires_at) - ctx.now().getTime()) / 1000),
  },
} satisfies Target<On, Verified>
