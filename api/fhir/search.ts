import { view } from '../acts/view.ts'
import type { PatientCtx } from '../core/context.ts'
import { letOthersGo } from '../core/jobs/pace.ts'
import { type ActsFor, aboutRecord } from '../patients/actsFor.ts'
import type { Edge } from '../records/published.ts'
import { common, resource } from './common.ts'
import { called, type Held, next } from './held.ts'
import { provenancesOf } from './provenance.ts'
import { askedOf, type Query, readQuery } from './query.ts'
import { requireScope } from './scopes.ts'
import { searchset } from './searchset.ts'
import { type TypeName, typeNames } from './types.ts'
import { compartmentOf, compartments } from './whom.ts'

/** Of a search that finds little, how many are opened for one page and at a time: the next link goes on from there. */
const mostOpened = 2_000
const together = 200

interface Page {
  found: Held[]
  /** Where the next page begins; nothing on the last one. */
  edge?: Edge | undefined
}

/** The content is sealed, so that all but the day is looked for in what was opened. */
async function pageOf(ctx: PatientCtx, of: ActsFor, type: TypeName, query: Query): Promise<Page> {
  const { ids, matchers, count, between } = query
  const fits = ({ resource }: Held) => matchers.every((one) => one(resource))
  if (ids) {
    const all = (await called(ctx, of, type, ids.slice(0, together))).filter(fits)
    return { found: all }
  }
  const found: Held[] = []
  let edge = query.after
  for (let opened = 0; opened < mostOpened; ) {
    const most = matchers.length === 0 ? count + 1 : together
    const rows = await next(ctx, of, type, edge, most, between)
    for (const row of rows) {
      if (found.length === count) {
        if (fits(row)) return { found, edge }
      } else if (fits(row)) found.push(row)
      edge = { at: row.at, id: row.id }
    }
    if (rows.length < most) return { found }
    opened += rows.length
    await letOthersGo()
  }
  return { found, edge }
}

const searchOf = (type: TypeName) =>
  view({
    ...common,
    at: `GET /fhir/R4/${type}`,
    summary: `Search ${type}`,
    asks: askedOf(type),
    reply: resource,
    async show(ctx, input) {
      requireScope(ctx, type, 's')
      const query = readQuery(ctx, type, input)
      // Of patients there are as many as somebody acts for.
      const whose =
        type === 'Patient' && query.patient === undefined
          ? await compartments(ctx)
          : [await compartmentOf(ctx, query.patient)]
      const pages = await Promise.all(whose.map((of) => pageOf(ctx, of, type, query)))
      const found = pages.flatMap((page) => page.found)
      const included = query.withProvenance ? await provenancesOf(ctx, found) : []
      const [first] = whose
      const { edge } = pages[0]!
      return {
        reply: searchset(ctx, type, query.asked, found, edge, included),
        seen: {
          ...aboutRecord(first!),
          patientIds: [...new Set(whose.flatMap(({ about }) => about.patientIds ?? []))],
          detail: { ...first!.detail, type, rows: found.length },
        },
      }
    },
  })

export const searches = typeNames.map(searchOf)
