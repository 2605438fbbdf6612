import { dayPlus, daysAfter, hospitalDay } from '../core/calendar.ts'
import { type Desk, systemCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { transactAgain } from '../core/db/transact.ts'
import { type PolicyOf, readPolicy } from '../core/policy.ts'
import { fill, languageOf, type Words } from '../core/words.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { accessReviewsBehind, mailedOfQueues } from '../staff/published.ts'
import { quarterOf } from '../staff/review/quarter.ts'
import { tellStaff } from '../staff/tellStaff.ts'
import { notAbout } from './alerts/queries.ts'
import { privacyPolicy } from './policy.ts'
import { reminders } from './words.ts'

/**
 * What is due now or soon, as sentences that hold counts and nothing of anybody; what is about the officer who reads them is
 * not counted.
 */
async function whatIsDue(
  desk: Desk,
  today: string,
  policy: PolicyOf<typeof privacyPolicy>,
  readerId: string,
): Promise<Words[]> {
  const db = desk.db.read
  const soon = dayPlus(today, policy.reminderAheadDays)
  const [breaches, alerts, accountings, rules, sanctions, first, review] = await Promise.all([
    db
      .selectFrom('breach')
      .select('next_due')
      .where('settled_on', 'is', null)
      .where('next_due', '<=', soon)
      .where((eb) => eb.or([eb('staff_id', 'is', null), eb('staff_id', '!=', readerId)]))
      .execute(),
    db
      .selectFrom('privacy_alert as a')
      .select('id')
      .where('status', '=', 'open')
      .where(notAbout(readerId))
      .where('due_at', '<=', daysAfter(desk.clock(), policy.reminderAheadDays))
      .execute(),
    db
      .selectFrom('accounting_request')
      .select('id')
      .where('answered_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .where('due_on', '<=', soon)
      .execute(),
    db
      .selectFrom('privacy_rule_change')
      .select('id')
      .where('decided_at', 'is', null)
      .where('asked_by', '!=', readerId)
      .execute(),
    db
      .selectFrom('sanction')
      .select('id')
      .where('carried_out_on', 'is', null)
      .where('withdrawn_at', 'is', null)
      .where('staff_id', '!=', readerId)
      .where('decided_on', '<=', dayPlus(today, -policy.reminderAheadDays))
      .execute(),
    db.selectFrom('privacy_day').select('day').orderBy('day').limit(1).executeTakeFirst(),
    db
      .selectFrom('activity_review')
      .select('to_day')
      .where('signed_at', 'is not', null)
      .orderBy('to_day', 'desc')
      .limit(1)
      .executeTakeFirst(),
  ])
  const due: Words[] = []
  const say = (words: Words, n: number) => n > 0 && due.push(fill(words, { n }))
  const late = breaches.filter((one) => one.next_due < today).length
  say(reminders.breachesLate, late)
  say(reminders.breachesSoon, breaches.length - late)
  say(reminders.alerts, alerts.length)
  say(reminders.accountings, accountings.length)
  say(reminders.rules, rules.length)
  say(reminders.sanctions, sanctions.length)
  // What was never reviewed is due from the first day that was scored on.
  const reviewed = review?.to_day ?? first?.day
  if (reviewed && reviewed < dayPlus(today, -policy.activityReviewDays)) due.push(reminders.activity)
  const quarter = quarterOf(today)
  const endsSoon = quarterOf(soon) !== quarter
  if (await accessReviewsBehind(db, endsSoon ? quarter : quarterOf(dayPlus(firstOf(quarter), -1))))
    due.push(reminders.access)
  return due
}

/** The first day of a quarter written 2026-Q4. */
const firstOf = (quarter: string) =>
  `${quarter.slice(0, 4)}-${String((Number(quarter.at(-1)) - 1) * 3 + 1).padStart(2, '0')}-01`

/**
 * Mails officers once a day, while something is due or soon will be: how much of what, and where. Whoever wants no mails about
 * what waits gets none.
 * @returns how many were mailed
 */
export async function remindOfficers(desk: Desk): Promise<number> {
  const policy = await readPolicy(desk.db.read, privacyPolicy)
  const today = hospitalDay(desk.clock(), policy.timeZone)
  const sent = await desk.db.read
    .selectFrom('privacy_reminder')
    .select('day')
    .where('day', '=', today)
    .execute()
  if (sent.length > 0) return 0
  const officers: (Awaited<ReturnType<typeof mailedOfQueues>>[number] & { due: Words[] })[] = []
  for (const officer of await mailedOfQueues(desk.db.read, 'privacy-officer')) {
    const due = await whatIsDue(desk, today, policy, officer.id)
    if (due.length > 0) officers.push({ ...officer, due })
  }
  const mailed = await transactAgain(desk.db, async (trx) => {
    const ctx = systemCtx(desk, 'privacy-reminders', newId())
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('privacy_reminder')
      .values({ day: today, sent_at: ctx.now().toISOString() })
      .onConflict((oc) => oc.doNothing())
      .executeTakeFirst()
    // Another node was first.
    if (numInsertedOrUpdatedRows !== 1n) return 0
    for (const officer of officers)
      await tellStaff(trx, ctx, officer, 'staff-privacy-due', {
        due: officer.due.map((one) => one[languageOf(officer.language)]).join('\n'),
        link: `${desk.config.publicUrl}/#/breaches`,
        account: `${desk.config.publicUrl}/#/me`,
      })
    return officers.length
  })
  if (mailed > 0) deliverSoon(desk)
  return mailed
}
