import type { Action } from '../../audit/action.ts'
import { record } from '../../audit/record.ts'
import { dayMs, dayPlus } from '../../core/calendar.ts'
import type { Ctx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { insertRows } from '../../core/db/insertRows.ts'
import { held } from '../../core/db/lock.ts'
import type { Trx } from '../../core/db/transact.ts'
import { readPolicy } from '../../core/policy.ts'
import { privacyPolicy } from '../policy.ts'
import type { AlertRow } from '../tables.ts'
import { type NewFinding, subjectOf, weigh } from './finding.ts'

export const alertRaised: Action = {
  name: 'privacy-alert.raised',
  letter: 'C',
  words: { en: 'Raised an alert about an access', es: 'Generó una alerta sobre un acceso' },
  watch: 'nothing',
}

const insertFindings = insertRows(
  'privacy_finding',
  ['staff_id', 'patient_id', 'caller_key', 'rule', 'day', 'n', 'score', 'evidence', 'context'],
  ['staff_id', 'patient_id', 'caller_key', 'rule', 'day', 'n'],
)

/**
 * Keeps findings, and makes alerts of them: an open alert of the same subject takes them in; else one is raised when
 * they weigh enough, together with those of the days before that no alert holds. Findings kept before are replaced.
 */
export async function raiseAlerts(
  trx: Trx,
  ctx: Ctx,
  found: readonly NewFinding[],
  alertScore: number,
): Promise<void> {
  await insertFindings(trx, found as never)
  const { findingsTogetherDays } = await readPolicy(trx, privacyPolicy)
  for (const [, findings] of Map.groupBy(found, subjectOf)) {
    const one = findings[0]!
    const day = findings.reduce((last, f) => (f.day > last ? f.day : last), '')
    const free = await trx
      .selectFrom('privacy_finding')
      .select(['rule', 'score', 'day'])
      .where('staff_id', '=', one.staff_id)
      .where('patient_id', '=', one.patient_id)
      .where('caller_key', '=', one.caller_key)
      .where('alert_id', 'is', null)
      .where('day', '>', dayPlus(day, -findingsTogetherDays))
      .where('day', '<=', day)
      .execute()
    const open = await openAlertOf(trx, ctx, one, day, findingsTogetherDays)
    if (!open && weigh(free) < alertScore) continue
    const alert = open ?? (await raise(trx, ctx, one, free))
    await trx
      .updateTable('privacy_finding')
      .set({ alert_id: alert.id })
      .where('staff_id', '=', one.staff_id)
      .where('patient_id', '=', one.patient_id)
      .where('caller_key', '=', one.caller_key)
      .where('alert_id', 'is', null)
      .where('day', '>', dayPlus(day, -findingsTogetherDays))
      .where('day', '<=', day)
      .execute()
    await weighAgain(trx, alert.id)
  }
}

/**
 * Raises an alert of one finding however little it weighs. What was signed already does not change: the same again on
 * the same day is a finding, and an alert, of its own.
 * @returns the id of the alert that holds it.
 */
export async function raiseAtOnce(trx: Trx, ctx: Ctx, one: NewFinding): Promise<string> {
  const alike = trx
    .selectFrom('privacy_finding as f')
    .innerJoin('privacy_alert as a', 'a.id', 'f.alert_id')
    .where('f.staff_id', '=', one.staff_id)
    .where('f.patient_id', '=', one.patient_id)
    .where('f.caller_key', '=', one.caller_key)
    .where('f.rule', '=', one.rule)
    .where('f.day', '=', one.day)
  const { signed } = await alike
    .select((eb) => eb.fn.countAll<number>().as('signed'))
    .where('a.status', '=', 'signed')
    .executeTakeFirstOrThrow()
  await raiseAlerts(trx, ctx, [{ ...one, n: Number(signed) }], 0)
  const { id } = await alike.select('a.id').where('a.status', '=', 'open').executeTakeFirstOrThrow()
  return id
}

/** Held, since an officer may be signing it: what is signed takes nothing more in. */
const openAlertOf = (trx: Trx, ctx: Ctx, subject: NewFinding, day: string, togetherDays: number) =>
  held(
    ctx.desk.db,
    trx
      .selectFrom('privacy_alert')
      .select('id')
      .where('status', '=', 'open')
      .where('staff_id', subject.staff_id ? '=' : 'is', subject.staff_id || null)
      .where('patient_id', subject.patient_id ? '=' : 'is', subject.patient_id || null)
      .where('caller_key', subject.caller_key ? '=' : 'is', subject.caller_key || null)
      .where('first_day', '>', dayPlus(day, -togetherDays))
      .where('first_day', '<=', day)
      .orderBy('first_day', 'desc')
      .limit(1),
  ).executeTakeFirst()

async function raise(
  trx: Trx,
  ctx: Ctx,
  subject: NewFinding,
  findings: { day: string; rule: string }[],
): Promise<{ id: string }> {
  const now = ctx.now()
  const { alertDays } = await readPolicy(trx, privacyPolicy)
  const row: AlertRow = {
    id: newId(now.getTime()),
    staff_id: subject.staff_id || null,
    patient_id: subject.patient_id || null,
    caller_key: subject.caller_key || null,
    status: 'open',
    score: 0,
    first_day: findings.map((f) => f.day).sort()[0]!,
    last_day: findings
      .map((f) => f.day)
      .sort()
      .at(-1)!,
    discovered_at: now.toISOString(),
    due_at: new Date(now.getTime() + alertDays * dayMs).toISOString(),
    assigned_to: null,
    assessment: null,
    outcome: null,
    measure: null,
    conclusion: null,
    signed_by: null,
    signed_at: null,
    notified_on: null,
    version: 1,
  }
  await trx.insertInto('privacy_alert').values(row).execute()
  await record(trx, ctx, alertRaised, {
    patientIds: row.patient_id ? [row.patient_id] : [],
    object: { type: 'privacy-alert', id: row.id },
    detail: { rules: [...new Set(findings.map((f) => f.rule))].sort() },
  })
  return row
}

async function weighAgain(trx: Trx, alertId: string): Promise<void> {
  const all = await trx
    .selectFrom('privacy_finding')
    .select(['rule', 'score', 'day'])
    .where('alert_id', '=', alertId)
    .orderBy('day')
    .execute()
  await trx
    .updateTable('privacy_alert')
    .set({ score: weigh(all), first_day: all[0]!.day, last_day: all.at(-1)!.day })
    .where('id', '=', alertId)
    .execute()
}
