import type { GuardCall, Target } from '../acts/act.ts'
import type { Role } from '../core/access/permissions.ts'
import type { Ctx, StaffCtx } from '../core/context.ts'
import { held } from '../core/db/lock.ts'
import type { Trx } from '../core/db/transact.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import type { Missing } from '../core/problemBody.ts'
import type { PatientRow } from '../patients/published.ts'
import { patientById } from '../patients/published.ts'
import { type NamedPatient, onPatient } from '../patients/target.ts'
import { isOwn, missingStranger } from '../staff/kinship.ts'
import { refuseLeaving } from './leaveRecords.ts'
import { purposeOf, queueAtClosing, queueOf, worksQueue } from './lists.ts'
import { untouched } from './merge.ts'
import { casesPolicy } from './policy.ts'
import { intoOf, linksOf } from './published.ts'
import { closedTooLongAgo, isWaiting } from './serviceLevel.ts'
import type { CaseRow } from './tables.ts'
import {
  caseChanged,
  caseClosed,
  caseIsDesks,
  caseMerged,
  caseNotClosed,
  closedLongAgo,
  missing,
  noCase,
  notLinked,
  notMerged,
  notTheirCase,
  notWaiting,
  someoneHasIt,
  workedSince,
} from './words.ts'

/** A case, held until the transaction ends. */
export function holdCase(trx: Trx, ctx: Ctx, id: string): Promise<CaseRow | undefined> {
  return held(ctx.desk.db, trx.selectFrom('support_case').selectAll().where('id', '=', id)).executeTakeFirst()
}

/**
 * The case that one goes on as, or it itself, held. Only the one that goes on is held: whoever holds the two holds them in the
 * order of their ids.
 */
export async function holdSurvivor(trx: Trx, ctx: Ctx, id: string): Promise<CaseRow | undefined> {
  const into = await intoOf(trx, id)
  if (into) return holdSurvivor(trx, ctx, into.into_id)
  const row = await holdCase(trx, ctx, id)
  // It may have been merged while it was waited for.
  return row?.status === 'closed' && (await intoOf(trx, id)) ? holdSurvivor(trx, ctx, id) : row
}

/** A case that takes nothing more; a guard of every act within one. */
export const closed = (found: Pick<CaseRow, 'status'>): Conflict | undefined =>
  found.status === 'closed' ? new Conflict(caseClosed) : undefined

/** A case is the desk's, or its queue's once it was handed over. */
export const missingQueue = (role: Role, found: Pick<CaseRow, 'status' | 'escalated_to'>) =>
  worksQueue(role, queueOf(found.status, found.escalated_to)) ? undefined : [missing.queue]

export const aboutCase = (row: CaseRow) => ({
  patientIds: [row.patient_id],
  caseId: row.id,
  purpose: purposeOf(row.category),
})

/** A patient for whom a case is opened, or something noted, by nobody's kin: from the first step on a colleague does it. */
export const onCalling = {
  ...onPatient,
  guards: {
    stranger: ({ trx, ctx, found }: GuardCall<PatientRow, NamedPatient>, _wanted: true) =>
      missingStranger(trx, ctx, found),
  },
} satisfies Target<NamedPatient, PatientRow>

type OnCase = { id: string; version?: number; to?: string }

/** What is missing where somebody may be kin of the patient of a case. */
export async function missingStrangerTo(
  trx: Trx,
  ctx: StaffCtx,
  found: CaseRow,
): Promise<readonly Missing[] | undefined> {
  const patient = await patientById(trx, found.patient_id)
  return patient && missingStranger(trx, ctx, patient)
}

/** Acts on a case itself. */
export const onCase = {
  async load(trx, ctx, { id }) {
    const row = await holdCase(trx, ctx, id)
    if (!row) throw new NotFound(noCase)
    return row
  },
  about: (row) => ({ ...aboutCase(row), object: { type: 'case', id: row.id } }),
  guards: {
    /** Nothing more is done in a closed case. */
    openCase: ({ found }: GuardCall<CaseRow, OnCase>, _wanted: true) => closed(found),
    /** The states of the case the act fits. */
    from: ({ found }: GuardCall<CaseRow, OnCase>, wanted: readonly CaseRow['status'][]) =>
      wanted.includes(found.status)
        ? undefined
        : new Conflict(wanted.includes('closed') ? caseNotClosed : caseIsDesks),
    /** A case is moved, noted and closed by those whose it is: the desk, or the queue it was handed to. */
    queue: ({ ctx, found }: GuardCall<CaseRow, OnCase>, _wanted: true) => missingQueue(ctx.actor.role, found),
    /** A case that ended goes on by whoever answers calls, or works the queue it was in. */
    deskOrQueue: ({ ctx, found }: GuardCall<CaseRow, OnCase>, _wanted: true) =>
      worksQueue(ctx.actor.role, null) || worksQueue(ctx.actor.role, queueAtClosing(found))
        ? undefined
        : [missing.queue],
    /** Not long after it was closed, and not as a duplicate. */
    reopenable: async ({ trx, ctx, found }: GuardCall<CaseRow, OnCase>, _wanted: true) => {
      const into = await intoOf(trx, found.id)
      if (into) return new Conflict(caseMerged(into.number))
      const policy = await readPolicy(trx, casesPolicy)
      return closedTooLongAgo(policy, found, ctx.now())
        ? new Conflict(closedLongAgo(policy.reopenDays))
        : undefined
    },
    /** One that goes on as another. */
    merged: async ({ trx, found }: GuardCall<CaseRow, OnCase>, _wanted: true) =>
      (await intoOf(trx, found.id)) ? undefined : new Conflict(notMerged),
    /** Since the two were merged nothing was done in either. */
    untouched: async ({ trx, found }: GuardCall<CaseRow, OnCase>, _wanted: true) =>
      (await untouched(trx, found)) ? undefined : new Conflict(workedSince),
    /** One that is under another. */
    linked: async ({ trx, found }: GuardCall<CaseRow, OnCase>, _wanted: true) =>
      (await linksOf(trx, found.id)).some(({ is }) => is === 'parent') ? undefined : new Conflict(notLinked),
    /** A case that nobody has. */
    unassigned: ({ found }: GuardCall<CaseRow, OnCase>, _wanted: true) =>
      found.assigned_to === null ? undefined : new Conflict(someoneHasIt),
    /** A case of one's own, or that nobody has: whose a case is, its holder or a supervisor changes. */
    notAnothers: ({ ctx, found }: GuardCall<CaseRow, OnCase>, _wanted: true) =>
      found.assigned_to === null || found.assigned_to === ctx.actor.id
        ? undefined
        : new Conflict(someoneHasIt),
    /** One that waits for the patient. */
    waiting: ({ ctx, found }: GuardCall<CaseRow, OnCase>, _wanted: true) =>
      isWaiting(found, ctx.now()) ? undefined : new Conflict(notWaiting),
    /** By the one who has it. */
    holder: ({ ctx, found }: GuardCall<CaseRow, OnCase>, _wanted: true) =>
      found.assigned_to === ctx.actor.id ? undefined : new Conflict(notTheirCase),
    /** Nothing that records alone decides about the patient waits; or it stays with records. */
    recordsDecided: ({ trx, ctx, found, input }: GuardCall<CaseRow, OnCase>, _wanted: true) =>
      refuseLeaving(trx, ctx, found, input.to ?? null),
    /** Nobody works a case about their own record. */
    notMine: async ({ trx, ctx, found }: GuardCall<CaseRow, OnCase>, _wanted: true) => {
      const patient = await patientById(trx, found.patient_id)
      return patient && (await isOwn(trx, ctx.actor.id, patient)) ? [missing.ownCase] : undefined
    },
    /**
     * Kin note nothing in a case and do not end it; they may hand it to a colleague, and say why. Seeing it is recorded, and
     * weighed by the watch over access (2026-11-26).
     */
    stranger: ({ trx, ctx, found }: GuardCall<CaseRow, OnCase>, _wanted: true) =>
      missingStrangerTo(trx, ctx, found),
    /** The change is to what the person saw. */
    version: ({ found, input }: GuardCall<CaseRow, OnCase>, _wanted: true) =>
      input.version === found.version ? undefined : new Conflict(caseChanged),
  },
} satisfies Target<OnCase, CaseRow>

/** A case, and the other one that an act brings it together with; nothing where there is no such case. */
interface CaseWithOther extends CaseRow {
  other: CaseRow | undefined
}

/**
 * Acts on a case and another, both held before anything is decided, in the order of their ids: two who bring the same cases
 * together crosswise take turns, and never wait for each other (2026-11-26).
 * @param otherOf the id of the other case
 */
export const onCaseWith = <I extends OnCase>(
  otherOf: (trx: Trx, input: I) => Promise<string | undefined> | string,
): Target<I, CaseWithOther, typeof onCase.guards> => ({
  async load(trx, ctx, input) {
    const otherId = await otherOf(trx, input)
    const rows = new Map<string, CaseRow | undefined>()
    for (const id of [...new Set([input.id, otherId ?? input.id])].sort())
      rows.set(id, await holdCase(trx, ctx, id))
    const row = rows.get(input.id)
    if (!row) throw new NotFound(noCase)
    return { ...row, other: otherId === undefined ? undefined : rows.get(otherId) }
  },
  about: onCase.about,
  guards: onCase.guards,
})
