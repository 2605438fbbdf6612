import { view } from '../acts/view.ts'
import type { Action } from '../audit/action.ts'
import type { PatientCtx } from '../core/context.ts'
import { NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { type ActsFor, aboutRecord, actsFor, askedFor } from '../patients/actsFor.ts'
import type { Value } from './entry.ts'
import { kinds } from './lists.ts'
import { flagOf, present } from './present.ts'
import { countKinds, opened, pageOfKind, pageSince, recordById, sameCode } from './queries.ts'
import * as schema from './schema.ts'
import type { ClinicalRow } from './tables.ts'
import { noRecord } from './words.ts'

const read: Action = {
  name: 'portal.health-read',
  letter: 'R',
  words: { en: 'Looked at health records in the portal', es: 'Consultó datos de salud en el portal' },
  watch: 'nothing',
}
const common = { ...read, tag: 'Patient records', needs: 'patient' } as const

const newestShown = 3
const trendMost = 200

/** @throws NotFound alike for another patient's record and for one that is not there */
async function ownRecord(ctx: PatientCtx, { ids }: ActsFor, id: string): Promise<ClinicalRow> {
  const row = await recordById(ctx.desk.db.read, ids, id)
  if (!row) throw new NotFound(noRecord)
  return row
}

export const showOverview = view({
  ...common,
  at: 'GET /portal/v1/records/overview',
  summary: 'What is in the record: how much of each kind, and the newest',
  asks: askedFor,
  reply: schema.overview,
  async show(ctx, { for: grant }) {
    const db = ctx.desk.db.read
    const of = await actsFor(ctx.desk.db.read, ctx, grant, 'full')
    const counts = await countKinds(db, of.ids)
    const newest = await Promise.all(
      kinds.map((kind) => pageOfKind(db, of.ids, kind, undefined, newestShown)),
    )
    const rows = await opened(db, ctx.desk, newest.flat())
    return {
      reply: {
        kinds: kinds.map((kind) => ({
          kind,
          count: counts.get(kind) ?? 0,
          newest: rows.filter((row) => row.kind === kind).map(present),
        })),
      },
      seen: { ...aboutRecord(of), detail: { ...of.detail, rows: rows.length } },
    }
  },
})

export const listRecords = view({
  ...common,
  at: 'GET /portal/v1/records',
  summary: 'Records of a kind, newest first',
  asks: schema.listAsked,
  reply: schema.page,
  async show(ctx, { kind, after, limit, for: grant }) {
    const db = ctx.desk.db.read
    const of = await actsFor(ctx.desk.db.read, ctx, grant, 'full')
    const edge = after === undefined ? undefined : await ownRecord(ctx, of, after)
    const found = await pageOfKind(db, of.ids, kind, edge, limit + 1)
    const rows = await opened(db, ctx.desk, found.slice(0, limit))
    return {
      reply: { rows: rows.map(present), next: found.length > limit ? rows.at(-1)!.id : null },
      seen: { ...aboutRecord(of), detail: { ...of.detail, kind, rows: rows.length } },
    }
  },
})

export const listChanges = view({
  ...common,
  at: 'GET /portal/v1/records/changes',
  summary: 'What came, changed or was withdrawn since a moment, oldest first',
  asks: schema.changesAsked,
  reply: schema.changes,
  async show(ctx, { since, after, limit, for: grant }) {
    const db = ctx.desk.db.read
    const of = await actsFor(ctx.desk.db.read, ctx, grant, 'full')
    const edge = after === undefined ? undefined : await ownRecord(ctx, of, after)
    const from = new Date(since).toISOString()
    const found = await pageSince(db, of.ids, from, edge, limit + 1).execute()
    const rows = await opened(db, ctx.desk, found.slice(0, limit))
    return {
      reply: {
        rows: rows.map((row) => ({
          id: row.id,
          kind: row.kind,
          withdrawn: row.withdrawn === 1,
          entry: row.entry ? present(row) : null,
        })),
        next: found.length > limit ? rows.at(-1)!.id : null,
      },
      seen: { ...aboutRecord(of), detail: { ...of.detail, rows: rows.length } },
    }
  },
})

export const showRecord = view({
  ...common,
  at: 'GET /portal/v1/records/{id}',
  summary: 'One record',
  params: idParam,
  asks: askedFor,
  reply: schema.entry,
  async show(ctx, { id, for: grant }) {
    const of = await actsFor(ctx.desk.db.read, ctx, grant, 'full')
    const row = await ownRecord(ctx, of, id)
    if (row.withdrawn) throw new NotFound(noRecord)
    const [one] = await opened(ctx.desk.db.read, ctx.desk, [row])
    return {
      reply: present(one!),
      seen: { ...aboutRecord(of), detail: { ...of.detail, kind: row.kind, rows: 1 } },
    }
  },
})

export const showTrend = view({
  ...common,
  at: 'GET /portal/v1/records/{id}/trend',
  summary: 'Values of the kind of result that this one is, oldest first; of very many the newest',
  params: idParam,
  asks: askedFor,
  reply: schema.trend,
  async show(ctx, { id, for: grant }) {
    const db = ctx.desk.db.read
    const of = await actsFor(ctx.desk.db.read, ctx, grant, 'full')
    const row = await ownRecord(ctx, of, id)
    if (row.withdrawn || row.kind !== 'result') throw new NotFound(noRecord)
    const same = row.code_key ? await sameCode(db, of.ids, row.code_key, trendMost + 1) : [row]
    const rows = (await opened(db, ctx.desk, same.slice(0, trendMost))).reverse()
    const own = rows.find((one) => one.id === id) ?? rows.at(-1)
    const series = new Map<string, ReturnType<typeof newSeries>>()
    for (const { id, at, entry } of rows)
      for (const value of entry!.values ?? []) {
        if (value.number === undefined || at === '') continue
        // Values in another unit are another line: they cannot be compared by eye.
        const key = `${value.name ?? ''}\0${value.unit ?? ''}`
        const one = series.get(key) ?? newSeries(value.name, value.unit)
        const { number, comparator } = value
        one.points.push({ id, at, number, comparator, flag: flagOf(value) })
        // The range of the newest: laboratories change theirs.
        one.low = value.low ?? one.low
        one.high = value.high ?? one.high
        series.set(key, one)
      }
    return {
      reply: {
        name: own?.entry?.name ?? '',
        series: [...series.values()],
        newest: same.length > trendMost ? trendMost : null,
      },
      seen: { ...aboutRecord(of), detail: { ...of.detail, kind: 'result', rows: rows.length } },
    }
  },
})

const newSeries = (name: string | undefined, unit: string | undefined) => ({
  name: name ?? null,
  unit: unit ?? null,
  low: null as number | null,
  high: null as number | null,
  points: [] as {
    id: string
    at: string
    number: number
    comparator: Value['comparator']
    flag: ReturnType<typeof flagOf>
  }[],
})
