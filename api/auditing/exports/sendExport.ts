import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context } from 'hono'
import { streamView } from '../../acts/view.ts'
import { bodyOf } from '../../audit/event.ts'
import { toCsv } from '../../audit/exports/csv.ts'
import { toFhir } from '../../audit/exports/fhir.ts'
import type { AuditColumn } from '../../audit/lists.ts'
import { present, sortText } from '../../audit/present.ts'
import { record } from '../../audit/record.ts'
import { exported } from '../../audit/seal/exportLog.ts'
import { Finder, type Found } from '../../audit/search/findEvents.ts'
import type { DeskEnv, StaffCtx } from '../../core/context.ts'
import { held } from '../../core/db/lock.ts'
import type { Tables } from '../../core/db/tables.ts'
import { type Trx, transact } from '../../core/db/transact.ts'
import { Conflict, NotFound } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { letOthersGo } from '../../core/jobs/pace.ts'
import { readPolicy } from '../../core/policy.ts'
import { fill } from '../../core/words.ts'
import { actorNames } from '../actors.ts'
import { auditingPolicy } from '../policy.ts'
import { searchOf } from '../searchAudit.ts'
import { exportFetched, exportStale, noExport } from '../words.ts'
import { isPeriod, sealedPeriod } from './sealedPeriod.ts'
import { openSorter } from './sorter.ts'

type Export = Tables['audit_export']

const atOnce = 300
const types = {
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson',
  fhir: 'application/gzip',
} as const
const extensions = { csv: 'csv', ndjson: 'ndjson', fhir: 'ndjson.gz' } as const

const encoder = new TextEncoder()
const zip = promisify(gzip)

/**
 * A page as it leaves. FHIR says much about little, five to thirteen times the log, so it leaves compressed: each page is a member of
 * its own, and members one after another are one gzip file (RFC 1952, 2.2) (2026-11-28).
 */
const bytesOf = async (format: Export['format'], page: string): Promise<Uint8Array> =>
  format === 'fhir' ? zip(page) : encoder.encode(page)

export const fetchExport = streamView({
  ...exported,
  at: 'GET /api/audit-exports/{id}/file',
  summary: 'Fetch an ordered export, once',
  tag: 'Audit',
  needs: 'audit.export',
  params: idParam,
  produces: ['text/csv', 'application/x-ndjson', 'application/gzip'],
  stream: (ctx, { id }, c) => sendExport(ctx, id, c),
})

/**
 * Streams an ordered export, every matching row up to the moment it began. A page at a time is read and written, so
 * the thread is free between pages and a slow reader slows the reading. That it began and how it ended are events of the log.
 * @throws NotFound for somebody else's order, Conflict when it was fetched before or has gone stale.
 */
async function sendExport(ctx: StaffCtx, id: string, c: Context<DeskEnv>): Promise<Response> {
  const row = await claim(ctx, id)
  const pages = texts(ctx, row)
  let ended = false
  const end = async (state: 'done' | 'broken-off') => {
    if (ended) return
    ended = true
    await finish(ctx, row, state)
  }
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await pages.next()
        if (!next.done) return controller.enqueue(await bytesOf(row.format, next.value))
        await end('done')
        controller.close()
      } catch (error) {
        await end('broken-off')
        controller.error(error)
      }
    },
    async cancel() {
      await pages.return(undefined)
      await end('broken-off')
    },
  })
  const name = `audit-${row.created_at.slice(0, 10)}-${row.id.slice(-8)}.${extensions[row.format]}`
  c.header('Content-Type', types[row.format])
  c.header('Content-Disposition', `attachment; filename="${name}"`)
  return c.body(body)
}

/** Takes the order for this one fetch, and records it before a byte leaves. */
function claim(ctx: StaffCtx, id: string): Promise<Export> {
  return transact(ctx.desk.db, async (trx) => {
    const row = await held(
      ctx.desk.db,
      trx.selectFrom('audit_export').selectAll().where('id', '=', id),
    ).executeTakeFirst()
    if (row?.staff_id !== ctx.actor.id || row.session_sid !== ctx.actor.sid) throw new NotFound(noExport)
    const { exportMinutes } = await readPolicy(trx, auditingPolicy)
    if (ctx.now().getTime() - Date.parse(row.created_at) > exportMinutes * 60_000)
      throw new Conflict(fill(exportStale, { minutes: exportMinutes }))
    if (row.state !== 'ready') throw new Conflict(exportFetched)
    await change(trx, id, { state: 'running' })
    await record(trx, ctx, exported, { ...about(row), detail: { step: 'begun', format: row.format } })
    return row
  })
}

const about = (row: Export) => ({ object: { type: 'export', id: row.id }, purpose: row.reason })

const change = (trx: Trx, id: string, to: Partial<Export>) =>
  trx.updateTable('audit_export').set(to).where('id', '=', id).execute()

/** The export's text, a page at a time. */
async function* texts(ctx: StaffCtx, row: Export): AsyncGenerator<string> {
  const { actions } = ctx.desk.catalogue
  const columns = JSON.parse(row.columns) as AuditColumn[]
  const sort = JSON.parse(row.sort) as { field: AuditColumn; descending: boolean }
  const write = (found: Found[], names: Map<string, string>, first: boolean) => {
    switch (row.format) {
      case 'csv':
        return toCsv(
          found.map((one) => present(one, actions, names, ctx.language)),
          columns,
          first,
        )
      case 'ndjson':
        return found.map(({ event }) => `${bodyOf(event)}\n`).join('')
      default: {
        const host = new URL(ctx.desk.config.publicUrl).hostname
        return found
          .flatMap(({ event }) => toFhir(event, actions, names.get(event.actorId ?? ''), host))
          .map((resource) => `${JSON.stringify(resource)}\n`)
          .join('')
      }
    }
  }
  const search = await searchOf(ctx, JSON.parse(row.filter))
  if (row.format === 'ndjson' && sort.field === 'at' && !sort.descending && isPeriod(search)) {
    const began = ctx.now().toISOString()
    const { from, to = began } = search.filter
    let rows = 0
    for await (const lines of sealedPeriod(ctx.desk, { from, to: to < began ? to : began }, atOnce)) {
      rows += lines.rows
      await noteProgress(ctx, row.id, rows, lines.percent)
      yield lines.text
    }
    return
  }
  if (sort.field === 'at') {
    let first = true
    for await (const found of pagesOf(ctx, row, sort.descending)) {
      yield write(found, await actorNames(ctx.desk.db.read, found), first)
      first = false
    }
    if (first && row.format === 'csv') yield toCsv([], columns, true)
    return
  }
  const sorter = openSorter(ctx.desk.config.dataDir)
  try {
    for await (const found of pagesOf(ctx, row, false)) {
      const names = await actorNames(ctx.desk.db.read, found)
      sorter.add(
        found.map((one) => ({
          key: sortText(present(one, ctx.desk.catalogue.actions, names, 'en'), sort.field),
          text: write([one], names, false),
        })),
      )
    }
    if (row.format === 'csv') yield toCsv([], columns, true)
    for (const page of sorter.pages(atOnce, sort.descending)) {
      yield page.join('')
      await letOthersGo()
    }
  } finally {
    sorter.close()
  }
}

/** All that match, from the oldest to the moment the export began, or the other way; notes how far it is. */
async function* pagesOf(ctx: StaffCtx, row: Export, descending: boolean): AsyncGenerator<Found[]> {
  const asked = JSON.parse(row.filter)
  const began = ctx.now().toISOString()
  const to = asked.to && asked.to < began ? asked.to : began
  const finder = await Finder.for(ctx.desk.db, await searchOf(ctx, { ...asked, to }))
  const edge = async (newest: boolean) => Date.parse((await finder.page(newest, 1))[0]?.event.at ?? began)
  const [first, last] = [await edge(false), await edge(true)]
  let beyond: Found['event'] | undefined
  let rows = 0
  for (;;) {
    const found = await finder.page(descending, atOnce, beyond)
    beyond = found.at(-1)?.event
    if (!beyond) return
    rows += found.length
    const share = (Date.parse(beyond.at) - first) / Math.max(1, last - first)
    await noteProgress(ctx, row.id, rows, Math.round((descending ? 1 - share : share) * 100))
    yield found
    await letOthersGo()
  }
}

/** How far an export is, for whoever waits for it; that it runs is recorded already. */
const noteProgress = (ctx: StaffCtx, id: string, rows: number, percent: number) =>
  transact(ctx.desk.db, (trx) =>
    change(trx, id, { row_count: rows, percent: Math.min(99, Math.max(0, percent)) }),
  )

function finish(ctx: StaffCtx, row: Export, state: 'done' | 'broken-off'): Promise<void> {
  return transact(ctx.desk.db, async (trx) => {
    await change(trx, row.id, {
      state,
      finished_at: ctx.now().toISOString(),
      ...(state === 'done' && { percent: 100 }),
    })
    const { row_count } = await trx
      .selectFrom('audit_export')
      .select('row_count')
      .where('id', '=', row.id)
      .executeTakeFirstOrThrow()
    await record(trx, ctx, exported, {
      ...about(row),
      outcome: state === 'done' ? 'success' : 'failure',
      detail: { step: state, format: row.format, rows: row_count },
    })
  })
}
