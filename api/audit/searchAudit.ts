import { setImmediate } from 'node:timers/promises'
import { allows } from '../core/access/permissions.ts'
import type { StaffCtx } from '../core/context.ts'
import { BadRequest } from '../core/errors.ts'
import type { ListQuery } from '../core/http/list.ts'
import type { AuditColumn } from './lists.ts'
import { type AuditRow, byColumn, namesOf, present } from './present.ts'
import { recordView } from './recordView.ts'
import type { Filter, Search } from './search/filter.ts'
import { matches } from './search/filter.ts'
import { countCap, eventsById, Finder, type Found } from './search/findEvents.ts'

/**
 * What a person may see of the log: what was done within cases, or with the permission for it all.
 * @throws BadRequest for the name of an act that the log does not know
 */
export function searchOf(ctx: StaffCtx, filter: Search['filter']): Search {
  const { actions } = ctx.desk.catalogue
  for (const name of [filter.action ?? []].flat())
    if (!actions.has(name)) refuse('filter', `action ${name} is not one of the log`)
  return {
    filter,
    onlyCases: !allows(ctx.actor.role, 'audit.show-all'),
    actions,
  }
}

function refuse(parameter: string, rule: string): never {
  throw new BadRequest(`${parameter}: ${rule}`, { [parameter]: rule })
}

export interface AuditPage {
  rows: AuditRow[]
  total: number
  /** The total is a lower bound. */
  capped: boolean
  /** Events of the last moments that were not searched yet. */
  unsearched: number
}

let lastTurn: Promise<unknown> = Promise.resolve()

/** One search a turn of the event loop: those that arrive together would hold the thread, on SQLite, for all of them. */
function ownTurn(): Promise<unknown> {
  lastTurn = lastTurn.then(() => setImmediate())
  return lastTurn
}

/**
 * Reads the log, newest first unless asked otherwise; by another column when few enough match. The search is itself
 * an event, committed before the rows leave.
 * @throws BadRequest when a page lies too deep for its number, or too many rows match to be sorted by a column.
 */
export async function searchAudit(
  ctx: StaffCtx,
  { filter, sort, range }: ListQuery<Filter>,
): Promise<AuditPage> {
  const { id, before, after, ...question } = filter
  const search = searchOf(ctx, question)
  const byTime = sort.field === 'at' || sort.field === 'id'
  const found = id === undefined ? await find() : await named([id].flat())
  await recordView(ctx, 'audit.searched', {
    patientIds: question.patientId ? [question.patientId] : [],
    detail: { filters: Object.keys(filter), rows: found.rows.length },
  })
  return found

  async function named(ids: string[]): Promise<AuditPage> {
    const events = (await eventsById(ctx.desk.db, ids)).filter(({ event }) => matches(event, search))
    return { rows: await rowsOf(events), total: events.length, capped: false, unsearched: 0 }
  }

  async function find(): Promise<AuditPage> {
    const edge = before ?? after
    if (range.from > countCap)
      refuse('range', `beyond ${countCap} rows, page by key: filter.before or filter.after`)
    await ownTurn()
    const [finder, [at]] = await Promise.all([
      Finder.for(ctx.desk.db, search),
      edge === undefined ? [] : eventsById(ctx.desk.db, [edge]),
    ])
    const beyond = at?.event
    if (edge !== undefined && !beyond) refuse('filter', 'before and after name an event of the log')
    const [total, rows] = byTime
      ? await Promise.all([finder.count(), inTime(finder, beyond)])
      : await inColumn(finder)
    return {
      rows,
      total: Math.min(total, countCap),
      capped: total > countCap,
      unsearched: finder.unsearched,
    }
  }

  async function inTime(finder: Finder, beyond: Found['event'] | undefined): Promise<AuditRow[]> {
    // `after` reads on towards now, `before` back in time; the page is shown in the order asked for.
    const descending = before !== undefined || (after === undefined && sort.descending)
    const rows = await rowsOf((await finder.page(descending, range.to + 1, beyond)).slice(range.from))
    return descending === sort.descending ? rows : rows.reverse()
  }

  async function inColumn(finder: Finder): Promise<[number, AuditRow[]]> {
    const total = await finder.count()
    if (total > countCap)
      refuse('sort', `more than ${countCap} events match; narrow the search, or export it sorted`)
    const rows = await rowsOf(await finder.page(true, countCap))
    rows.sort(byColumn(sort.field as AuditColumn, sort.descending))
    return [total, rows.slice(range.from, range.to + 1)]
  }

  async function rowsOf(events: Found[]): Promise<AuditRow[]> {
    const names = await namesOf(ctx.desk.db.read, events)
    return events.map((event) => present(event, ctx.desk.catalogue.actions, names, ctx.language))
  }
}
