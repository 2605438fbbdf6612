import type { Action } from '../../audit/action.ts'
import { record } from '../../audit/record.ts'
import { isSealedBefore } from '../../audit/seal/queries.ts'
import { firstSealedSince } from '../../audit/search/readSealed.ts'
import { dayPlus, type HospitalClock, hospitalClock } from '../../core/calendar.ts'
import { type Ctx, type Desk, systemCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { insertRows } from '../../core/db/insertRows.ts'
import { type Trx, transact } from '../../core/db/transact.ts'
import { letOthersGo } from '../../core/jobs/pace.ts'
import { readPolicy } from '../../core/policy.ts'
import { privacyPolicy } from '../policy.ts'
import { subjectOf } from './finding.ts'
import { raiseAlerts } from './raiseAlerts.ts'
import { type DayRead, readDay } from './readDay.ts'
import { readRules } from './ruleSettings.ts'
import { type DayScore, scoreDay } from './scoreDay.ts'

export const dayScored: Action = {
  name: 'privacy.day-scored',
  letter: 'E',
  words: {
    en: 'Checked a day’s accesses for anything unusual',
    es: 'Revisó los accesos de un día en busca de algo inusual',
  },
  watch: 'nothing',
}

/** Subjects a transaction. */
const atOnce = 40
/** After midnight, for requests that were on their way. */
const settleMs = 5 * 60_000

const insertStaffDays = insertRows(
  'privacy_staff_day',
  ['day', 'staff_id', 'role', 'opened', 'searches', 'unopened', 'denied', 'hours', 'addresses'],
  ['day', 'staff_id'],
)
const insertSample = insertRows('privacy_sample', ['day', 'lot', 'staff_id', 'patient_id'], ['day', 'lot'])

const readSoFar = new WeakMap<Desk, DayRead>()

/**
 * One round of the watch: every day that is over and not yet scored, in order; then, of today, the rules that need not
 * wait for its end. Several nodes may call it at once: a round that another overtook writes nothing.
 * @returns the days scored whole.
 */
export async function watchAccess(
  desk: Desk,
  { onDay, stopped }: { onDay?: (day: string) => void; stopped?: () => boolean } = {},
): Promise<string[]> {
  const settings = await readPolicy(desk.db.read, privacyPolicy)
  const clock = hospitalClock(settings.timeZone)
  const done: string[] = []
  while (!stopped?.()) {
    const today = clock.dayOf(desk.clock().getTime())
    const next = await nextDay(desk, clock, today, settings.firstWatchedDays)
    if (next === undefined) break
    if (next >= today || !(await isOver(desk, clock, next))) {
      await score(desk, clock, today, false)
      break
    }
    if (!(await score(desk, clock, next, true))) break
    done.push(next)
    onDay?.(next)
  }
  return done
}

async function isOver(desk: Desk, clock: HospitalClock, day: string): Promise<boolean> {
  const ends = clock.startOf(dayPlus(day, 1))
  return desk.clock().getTime() >= ends + settleMs && (await isSealedBefore(desk.db.read, ends))
}

/**
 * The first day not scored whole; undefined while there is nothing in the log. Where nothing was scored yet, `firstDays` of
 * the past are: habits need them, and older findings nobody could act on.
 */
async function nextDay(
  desk: Desk,
  clock: HospitalClock,
  today: string,
  firstDays: number,
): Promise<string | undefined> {
  const { scored_to } = await stateOf(desk)
  if (scored_to) return dayPlus(scored_to, 1)
  const first = await firstSealedSince(desk.db, clock.startOf(dayPlus(today, -firstDays)))
  return first === undefined ? undefined : clock.dayOf(first)
}

const stateOf = (desk: Desk) =>
  desk.db.read
    .selectFrom('privacy_state')
    .select(['scored_to', 'turn'])
    .where('id', '=', 1)
    .executeTakeFirstOrThrow()

async function score(desk: Desk, clock: HospitalClock, day: string, whole: boolean): Promise<boolean> {
  const { turn } = await stateOf(desk)
  const [rules, settings] = await Promise.all([
    readRules(desk.db.read),
    readPolicy(desk.db.read, privacyPolicy),
  ])
  const before = whole ? undefined : readSoFar.get(desk)
  const since = whole ? undefined : before?.day === day ? before.at : 0
  const read = await readDay(desk, day, clock, before)
  if (!whole) readSoFar.set(desk, read)
  const scored = await scoreDay(desk, read.done, { day, since, clock, rules, settings })
  return keep(desk, scored, { whole, turn, alertScore: settings.alertScore })
}

/**
 * Writes what was found, some subjects a transaction, so that no request waits long. What is found once more when a
 * broken-off round is repeated replaces itself.
 * @returns false when another node was faster.
 */
async function keep(
  desk: Desk,
  scored: DayScore,
  { whole, turn, alertScore }: { whole: boolean; turn: number; alertScore: number },
): Promise<boolean> {
  const ctx = systemCtx(desk, 'access-watch', newId())
  const subjects = [...Map.groupBy(scored.findings, subjectOf).values()]
  for (let from = 0; from < subjects.length || (whole && from === 0); from += atOnce) {
    const last = from + atOnce >= subjects.length
    const mine = await transact(desk.db, async (trx) => {
      const { numUpdatedRows } = await trx
        .updateTable('privacy_state')
        .set({ turn: turn + 1, ...(whole && last && { scored_to: scored.day }) })
        .where('id', '=', 1)
        .where('turn', '=', turn)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return false
      await raiseAlerts(trx, ctx, subjects.slice(from, from + atOnce).flat(), alertScore)
      if (whole && last) await keepDay(trx, ctx, scored)
      return true
    })
    if (!mine) return false
    turn++
    await letOthersGo()
  }
  return true
}

async function keepDay(trx: Trx, ctx: Ctx, { day, totals, flaggedOf, staffDays, sample }: DayScore) {
  const counted = { ...totals, flagged_of: JSON.stringify(flaggedOf) }
  await insertStaffDays(trx, staffDays)
  await trx.deleteFrom('privacy_sample').where('day', '=', day).execute()
  await insertSample(trx, sample)
  await trx
    .insertInto('privacy_day')
    .values({ day, ...counted, scored_at: ctx.now().toISOString() })
    .onConflict((oc) => oc.column('day').doUpdateSet(counted))
    .execute()
  // Not what was found: whoever it is about may read the log (2026-11-27).
  await record(trx, ctx, dayScored, { detail: { day, accesses: totals.accesses } })
}
