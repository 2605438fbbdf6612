import type { Context } from 'hono'
import type { Kysely } from 'kysely'
import type { DeskEnv, StaffCtx } from '../../core/context.ts'
import type { Tables } from '../../core/db/tables.ts'
import { transact } from '../../core/db/transact.ts'
import { Conflict, NotFound } from '../../core/errors.ts'
import { bodyOf } from '../event.ts'
import type { AuditColumn } from '../lists.ts'
import { namesOf, present, sortText } from '../present.ts'
import { record } from '../record.ts'
import { Finder, type Found } from '../search/findEvents.ts'
import { searchOf } from '../searchAudit.ts'
import { toCsv } from './csv.ts'
import { toFhir } from './fhir.ts'
import { openSorter } from './sorter.ts'

const atOnce = 300
const goodForMs = 5 * 60_000
const types = {
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson',
  fhir: 'application/fhir+ndjson',
} as const

type Export = Tables['audit_export']

/**
 * Streams an ordered export, every matching row up to the moment it began. A page at a time is read and written, so
 * the thread is free between pages and a slow reader slows the reading. How it ended is an event of the log.
 * @throws NotFound for somebody else's order, Conflict when it was fetched before or has gone stale.
 */
export async function sendExport(ctx: StaffCtx, id: string, c: Context<DeskEnv>): Promise<Response> {
  const row = await claim(ctx, id)
  const encoder = new TextEncoder()
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
        if (!next.done) return controller.enqueue(encoder.encode(next.value))
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
  const extension = row.format === 'csv' ? 'csv' : 'ndjson'
  const name = `audit-${row.created_at.slice(0, 10)}-${row.id.slice(-8)}.${extension}`
  c.header('Content-Type', types[row.format])
  c.header('Content-Disposition', `attachment; filename="${name}"`)
  return c.body(body)
}

async function claim(ctx: StaffCtx, id: string): Promise<Export> {
  const row = await ctx.desk.db.read
    .selectFrom('audit_export')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row || row.staff_id !== ctx.actor.id || row.session_sid !== ctx.actor.sid) throw new NotFound('export')
  if (ctx.now().getTime() - Date.parse(row.created_at) > goodForMs)
    throw new Conflict('This export was ordered more than five minutes ago; order it again.')
  const taken = await ctx.desk.db.write
    .updateTable('audit_export')
    .set({ state: 'running' })
    .where('id', '=', id)
    .where('state', '=', 'ready')
    .executeTakeFirst()
  if (taken.numUpdatedRows !== 1n) throw new Conflict('This export was fetched already; order it again.')
  return row
}

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
  if (sort.field === 'at') {
    let first = true
    for await (const found of pagesOf(ctx, row, sort.descending)) {
      yield write(found, await namesOf(ctx.desk.db.read, found), first)
      first = false
    }
    if (first && row.format === 'csv') yield toCsv([], columns, true)
    return
  }
  const sorter = openSorter(ctx.desk.config.dataDir)
  try {
    for await (const found of pagesOf(ctx, row, false)) {
      const names = await namesOf(ctx.desk.db.read, found)
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
      await new Promise((resolve) => setImmediate(resolve))
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
  const finder = await Finder.for(ctx.desk.db, searchOf(ctx, { ...asked, to }))
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
    await progress(ctx.desk.db.write, row.id, rows, Math.round((descending ? 1 - share : share) * 100))
    yield found
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const progress = (db: Kysely<Tables>, id: string, rows: number, percent: number) =>
  db
    .updateTable('audit_export')
    .set({ row_count: rows, percent: Math.min(99, Math.max(0, percent)) })
    .where('id', '=', id)
    .execute()

function finish(ctx: StaffCtx, row: Export, state: 'done' | 'broken-off'): Promise<void> {
  return transact(ctx.desk.db, async (trx) => {
    await trx
      .updateTable('audit_export')
      .set({ state, finished_at: ctx.now().toISOString(), ...(state === 'done' && { percent: 100 }) })
      .where('id', '=', row.id)
      .execute()
    const { row_count } = await trx
      .selectFrom('audit_export')
      .select('row_count')
      .where('id', '=', row.id)
      .executeTakeFirstOrThrow()
    await record(trx, ctx, 'audit.exported', {
      outcome: state === 'done' ? 'success' : 'failure',
      object: { type: 'export', id: row.id },
      purpose: row.reason,
      detail: { step: state, format: row.format, rows: row_count },
    })
  })
}
