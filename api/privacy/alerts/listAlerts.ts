import { sql } from 'kysely'
import { list } from '../../acts/view.ts'
import type { Role } from '../../core/access/permissions.ts'
import { pageOf } from '../../core/db/pageOf.ts'
import type { RuleCode } from '../lists.ts'
import { ruleTexts } from '../ruleTexts.ts'
import { foundBefore, foundWords, rankOf } from './foundBefore.ts'
import { presentAlert } from './present.ts'
import { alertsFor, findingsOf, isWaiting, toNotify } from './queries.ts'
import { alertFilter, alertRow } from './schema.ts'

const columns = {
  score: 'a.score',
  dueAt: 'a.due_at',
  discoveredAt: 'a.discovered_at',
  id: 'a.id',
} as const

/** The queue: the gravest first unless asked otherwise, by score and what was found of like alerts before. */
export const listAlerts = list({
  name: 'privacy-alert.listed',
  letter: 'R',
  words: { en: 'Looked at the privacy alerts', es: 'Consultó las alertas de privacidad' },
  watch: 'list',
  at: 'GET /api/privacy-alerts',
  summary: 'List alerts',
  tag: 'Privacy alerts',
  needs: 'privacy.review',
  unit: 'privacy-alerts',
  filter: alertFilter,
  sorts: ['rank', 'score', 'dueAt', 'discoveredAt', 'id'],
  row: alertRow,
  async list(ctx, { filter, sort, range }) {
    const db = ctx.desk.db.read
    const now = ctx.now().toISOString()
    const found = await foundBefore(db, ctx)
    let query = alertsFor(db, ctx.actor.id)
    if (filter.status) query = query.where('a.status', '=', filter.status)
    if (filter.mine) query = query.where('a.assigned_to', '=', ctx.actor.id)
    if (filter.unassigned) query = query.where('a.assigned_to', 'is', null)
    if (filter.staffId) query = query.where('a.staff_id', '=', filter.staffId)
    if (filter.patientId) query = query.where('a.patient_id', '=', filter.patientId)
    if (filter.overdue) query = query.where('a.due_at', '<', now).where(isWaiting)
    if (filter.toNotify) query = query.where(toNotify)
    if (filter.rule)
      query = query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('privacy_finding as f')
            .select('f.rule')
            .whereRef('f.alert_id', '=', 'a.id')
            .where('f.rule', '=', filter.rule!),
        ),
      )
    const { rows, total } = await pageOf(
      query
        .orderBy(
          sort.field === 'rank' ? rankOf(found) : sql.ref(columns[sort.field as keyof typeof columns]),
          sort.descending ? 'desc' : 'asc',
        )
        .orderBy('a.id'),
      range,
    )
    const findings = Map.groupBy(
      await findingsOf(
        db,
        rows.map((row) => row.id),
      ),
      (f) => f.alert_id,
    )
    return {
      rows: rows.map((row) => {
        const rules = [...new Set((findings.get(row.id) ?? []).map((f) => f.rule as RuleCode))]
        return {
          ...presentAlert(row, ctx),
          foundBefore: foundWords(found, rules[0], row.staff_role as Role | null, ctx.language),
          rules: rules.map((code) => ({ code, name: ruleTexts[code].name[ctx.language] })),
        }
      }),
      total,
      seen: {
        patientIds: rows.flatMap((row) => row.patient_id ?? []),
        ...(filter.patientId && { detail: { sought: true } }),
      },
    }
  },
})
