import { list, type Page } from '../acts/view.ts'
import { type AuditColumn, auditColumns } from '../audit/lists.ts'
import { type AuditRow, byColumn, present } from '../audit/present.ts'
import { auditFilter, auditRow } from '../audit/schema.ts'
import { asked, type Filter, matches, type Search } from '../audit/search/filter.ts'
import { countCap, eventsById, Finder, type Found } from '../audit/search/findEvents.ts'
import { isWithheld } from '../audit/search/withheld.ts'
import { allows } from '../core/access/permissions.ts'
import type { StaffCtx } from '../core/context.ts'
import { BadRequest } from '../core/errors.ts'
import type { ListQuery } from '../core/http/list.ts'
import { letOthersGo } from '../core/jobs/pace.ts'
import { fill, type Words } from '../core/words.ts'
import { namesOfPatients } from '../patients/published.ts'
import { withheldFrom } from '../privacy/published.ts'
import { actorNames } from './actors.ts'
import { noEdge, tooDeep, tooManyToSort, unknownAct } from './words.ts'

/**
 * What a person may see of the log: what was done within cases, or with the permission for it all; nothing of inquiries into themself.
 * @throws BadRequest for the name of an act that the log does not know
 */
export async function searchOf(ctx: StaffCtx, filter: Search['filter']): Promise<Search> {
  const { actions } = ctx.desk.catalogue
  for (const name of [filter.action ?? []].flat())
    if (!actions.has(name)) refuse('filter', fill(unknownAct, { name }))
  return {
    filter,
    onlyCases: !allows(ctx.actor.role, 'audit.show-all'),
    withheld: await withheldFrom(ctx.desk.db.read, ctx.actor),
    actions,
  }
}

function refuse(parameter: string, rule: Words): never {
  throw new BadRequest(
    { en: `${parameter} ${rule.en}`, es: `${parameter} ${rule.es}` },
    { [parameter]: rule },
  )
}

let lastTurn: Promise<unknown> = Promise.resolve()

/** One search a turn of the event loop: those that arrive together would hold the thread, on SQLite, for all of them. */
function ownTurn(): Promise<unknown> {
  lastTurn = lastTurn.then(letOthersGo)
  return lastTurn
}

export const searchAudit = list({
  name: 'audit.searched',
  letter: 'E',
  words: { en: 'Searched the audit log', es: 'Buscó en el registro de auditoría' },
  among: { en: 'this patient was named in what it showed', es: 'lo que mostró nombraba a este paciente' },
  watch: 'list',
  at: 'GET /api/audit',
  summary: 'Search the audit log',
  tag: 'Audit',
  needs: 'audit.show',
  unit: 'audit',
  filter: auditFilter,
  sorts: ['at', 'id', ...auditColumns],
  row: auditRow,
  list: readLog,
})

/**
 * Reads the log, newest first unless asked otherwise; by another column when few enough match.
 * @throws BadRequest when a page lies too deep for its number, or too many rows match to be sorted by a column.
 */
async function readLog(ctx: StaffCtx, { filter, sort, range }: ListQuery<Filter>): Promise<Page<AuditRow>> {
  const { id, before, after, ...question } = filter
  const search = await searchOf(ctx, question)
  const byTime = sort.field === 'at' || sort.field === 'id'
  const found = id === undefined ? await find() : await named([id].flat())
  const shown = found.rows.flatMap((row) => (row.patientName === null ? [] : row.patientIds))
  return {
    ...found,
    seen: {
      patientIds: [...new Set([...(question.patientId ? [question.patientId] : []), ...shown])],
      detail: { filters: asked(filter), ...(question.patientId && { sought: true }) },
    },
  }

  async function named(ids: string[]): Promise<Page<AuditRow>> {
    const events = (await shownById(ids)).filter(({ event }) => matches(event, search))
    return { rows: await rowsOf(events), total: events.length }
  }

  async function shownById(ids: string[]): Promise<Found[]> {
    const events = await eventsById(ctx.desk.db, ids)
    return events.filter(({ event }) => !isWithheld(event, search.withheld))
  }

  /** Names of those whom an event is about alone, for who may see patients. */
  async function patientsOf(events: Found[]): Promise<Map<string, string>> {
    if (!allows(ctx.actor.role, 'patients.show')) return new Map()
    const alone = events.flatMap(({ event }) => (event.patientIds?.length === 1 ? event.patientIds : []))
    return namesOfPatients(ctx.desk.db.read, [...new Set(alone)])
  }

  async function find(): Promise<Page<AuditRow>> {
    const edge = before ?? after
    if (range.from > countCap) refuse('range', fill(tooDeep, { most: countCap }))
    await ownTurn()
    const [finder, [at]] = await Promise.all([
      Finder.for(ctx.desk.db, search),
      edge === undefined ? [] : shownById([edge]),
    ])
    const beyond = at?.event
    if (edge !== undefined && !beyond) refuse('filter', noEdge)
    const [total, rows] = byTime
      ? await Promise.all([finder.count(), inTime(finder, beyond)])
      : await inColumn(finder)
    return {
      rows,
      total: Math.min(total, countCap),
      capped: total > countCap,
      // Events of the last moments that were not searched yet.
      ...(finder.unsearched && { headers: { 'X-Unsearched': String(finder.unsearched) } }),
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
    if (total > countCap) refuse('sort', fill(tooManyToSort, { most: countCap }))
    const rows = await rowsOf(await finder.page(true, countCap))
    rows.sort(byColumn(sort.field as AuditColumn, sort.descending))
    return [total, rows.slice(range.from, range.to + 1)]
  }

  async function rowsOf(events: Found[]): Promise<AuditRow[]> {
    const [names, patients] = await Promise.all([actorNames(ctx.desk.db.read, events), patientsOf(events)])
    return events.map((event) => present(event, ctx.desk.catalogue.actions, names, ctx.language, patients))
  }
}
