import { act } from '../../acts/act.ts'
import { exported } from '../../audit/seal/exportLog.ts'
import { asked } from '../../audit/search/filter.ts'
import { newId } from '../../core/db/id.ts'
import { presentExport } from './listExports.ts'
import { exportGiven, exportRow } from './schema.ts'

/**
 * Orders an export: what, as what, and why. The order is an event of the log; the rows are fetched once, by the same
 * person in the same session.
 */
export const orderExport = act({
  ...exported,
  verb: { en: 'Export a search, with the reason', es: 'Exportar una búsqueda, con el motivo' },
  tag: 'Audit',
  at: 'POST /api/audit-exports',
  needs: 'audit.export',
  fresh: true,
  status: 201,
  body: exportGiven,
  reply: exportRow,
  async do(trx, ctx, _, given) {
    const now = ctx.now()
    const row = {
      id: newId(now.getTime()),
      staff_id: ctx.actor.id,
      session_sid: ctx.actor.sid,
      format: given.format,
      filter: JSON.stringify(given.filter),
      columns: JSON.stringify(given.columns),
      sort: JSON.stringify(given.sort),
      reason: given.reason,
      note: given.note ?? null,
      state: 'ready' as const,
      row_count: 0,
      percent: 0,
      created_at: now.toISOString(),
      finished_at: null,
    }
    await trx.insertInto('audit_export').values(row).execute()
    return {
      reply: presentExport(row),
      about: {
        object: { type: 'export', id: row.id },
        purpose: given.reason,
        patientIds: given.filter.patientId ? [given.filter.patientId] : [],
      },
      detail: { step: 'ordered', format: given.format, filters: asked(given.filter) },
    }
  },
})
