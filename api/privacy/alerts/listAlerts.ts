import type { z } from 'zod'
import { recordView } from '../../audit/recordView.ts'
import type { StaffCtx } from '../../core/context.ts'
import type { ListQuery } from '../../core/http/list.ts'
import type { RuleCode } from '../lists.ts'
import { ruleTexts } from '../ruleTexts.ts'
import { presentAlert } from './present.ts'
import { alertsWithNames, findingsOf, isWaiting } from './queries.ts'
import type { alertFilter, alertRow, overview } from './schema.ts'

const columns = { score: 'a.score', dueAt: 'a.due_at', discoveredAt: 'a.discovered_at', id: 'a.id' } as const

/** The queue: the gravest first unless asked otherwise. */
export async function listAlerts(
  ctx: StaffCtx,
  { filter, sort, range }: ListQuery<z.output<typeof alertFilter>>,
): Promise<{ rows: z.input<typeof alertRow>[]; total: number }> {
  const db = ctx.desk.db.read
  const now = ctx.now().toISOString()
  let query = alertsWithNames(db)
  if (filter.status) query = query.where('a.status', '=', filter.status)
  if (filter.mine) query = query.where('a.assigned_to', '=', ctx.actor.id)
  if (filter.unassigned) query = query.where('a.assigned_to', 'is', null)
  if (filter.staffId) query = query.where('a.staff_id', '=', filter.staffId)
  if (filter.patientId) query = query.where('a.patient_id', '=', filter.patientId)
  if (filter.overdue) query = query.where('a.due_at', '<', now).where(isWaiting)
  if (filter.toNotify) query = query.where('a.outcome', '=', 'breach').where('a.notified_on', 'is', null)
  if (filter.rule)
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('privacy_finding as f')
          .select('f.rule')
          .whereRef('f.alert_id', '=', 'a.id')
          .where('f.rule', '=', filter.rule!),
      ),
    )
  const { total } = await query
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await query
    .orderBy(columns[sort.field as keyof typeof columns], sort.descending ? 'desc' : 'asc')
    .orderBy('a.id')
    .offset(range.from)
    .limit(range.to - range.from + 1)
    .execute()
  const findings = Map.groupBy(
    await findingsOf(
      db,
      rows.map((row) => row.id),
    ),
    (f) => f.alert_id,
  )
  await recordView(ctx, 'privacy-alert.listed', {
    patientIds: rows.flatMap((row) => row.patient_id ?? []),
    detail: { rows: rows.length },
  })
  return {
    rows: rows.map((row) => ({
      ...presentAlert(row, ctx),
      rules: [...new Set((findings.get(row.id) ?? []).map((f) => f.rule as RuleCode))].map((code) => ({
        code,
        name: ruleTexts[code].name[ctx.language],
      })),
    })),
    total: Number(total),
  }
}

const chartDays = 60

/** How much access there was, how much of it is explained, and what waits. No patient is named. */
export async function showOverview(ctx: StaffCtx): Promise<z.input<typeof overview>> {
  const db = ctx.desk.db.read
  const now = ctx.now().toISOString()
  const [state, days, counts] = await Promise.all([
    db.selectFrom('privacy_state').select('scored_to').where('id', '=', 1).executeTakeFirstOrThrow(),
    db
      .selectFrom('privacy_day')
      .select(['day', 'accesses', 'explained', 'unexplained', 'flagged'])
      .orderBy('day', 'desc')
      .limit(chartDays)
      .execute(),
    db
      .selectFrom('privacy_alert as a')
      .select(['a.assigned_to', 'a.due_at', 'a.status'])
      .where(isWaiting)
      .execute(),
  ])
  const open = counts.filter((row) => row.status === 'open')
  return {
    scoredTo: state.scored_to,
    days: days.reverse(),
    open: open.length,
    unassigned: open.filter((row) => row.assigned_to === null).length,
    overdue: counts.filter((row) => row.due_at < now).length,
    toNotify: counts.length - open.length,
  }
}
