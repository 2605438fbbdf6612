import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { streamView } from '../acts/view.ts'
import { recordView } from '../audit/recordView.ts'
import type { DeskEnv, PatientCtx } from '../core/context.ts'
import { Invalid } from '../core/errors.ts'
import { bytesOf, withEntries } from '../core/http/streamed.ts'
import { letOthersGo } from '../core/jobs/pace.ts'
import { type ActsFor, aboutRecord } from '../patients/actsFor.ts'
import type { Edge } from '../records/published.ts'
import { baseOf, common, media, read } from './common.ts'
import { next } from './held.ts'
import { rangeOf } from './match.ts'
import { requireScope, typesOpen } from './scopes.ts'
import { type TypeName, typeNames } from './types.ts'
import { compartmentOf } from './whom.ts'
import { noDate, noType, notKnown } from './words.ts'

const together = 200

interface Asked {
  types: readonly TypeName[]
  /** Milliseconds. */
  since: number
}

/** @throws Invalid naming what is not known: the rest of the operation's parameters narrow too, and nothing is left out unsaid */
function readAsked(ctx: PatientCtx, query: Record<string, string>): Asked {
  for (const name of Object.keys(query))
    if (!['_type', '_since', '_format'].includes(name)) throw new Invalid({ [name]: notKnown })
  const asked = query._type?.split(',')
  const types = asked ? typeNames.filter((one) => asked.includes(one)) : typesOpen(ctx, 's')
  if (asked && types.length < new Set(asked).size) throw new Invalid({ _type: noType })
  for (const type of types) requireScope(ctx, type, 's')
  const since = query._since === undefined ? { from: 0 } : rangeOf(query._since)
  if (!since) throw new Invalid({ _since: noDate })
  return { types, since: since.from }
}

async function* resources(ctx: PatientCtx, of: ActsFor, { types, since }: Asked) {
  for (const type of types)
    for (let edge: Edge | undefined; ; await letOthersGo()) {
      const rows = await next(ctx, of, type, edge, together)
      for (const { resource } of rows) {
        const { lastUpdated } = resource.meta as { lastUpdated: string }
        if (Date.parse(lastUpdated) >= since) yield { type, resource }
      }
      if (rows.length < together) break
      edge = rows.at(-1)
    }
}

/** A page of rows at a time is opened, written and let go, so that no record is too long, and no turn. */
export async function* bundled(ctx: PatientCtx, of: ActsFor, asked: Asked) {
  const base = baseOf(ctx.desk)
  for await (const { type, resource } of resources(ctx, of, asked))
    yield { fullUrl: `${base}/${type}/${resource.id}`, resource }
}

async function* found(ctx: PatientCtx, of: ActsFor, asked: Asked) {
  for await (const one of bundled(ctx, of, asked)) yield { ...one, search: { mode: 'match' } }
}

export const everything = streamView({
  ...read,
  tag: common.tag,
  needs: common.needs,
  at: 'GET /fhir/R4/Patient/{id}/$everything',
  summary: 'All that is held of a patient, as one Bundle',
  params: z.strictObject({ id: z.string() }),
  produces: [media],
  async stream(asking, { id }, c: Context<DeskEnv>) {
    // Of whoever asks `needs` says that it is a patient.
    const ctx = asking as unknown as PatientCtx
    const asked = readAsked(ctx, c.req.query())
    const of = await compartmentOf(ctx, id)
    await recordView(ctx, read, { ...aboutRecord(of), detail: { ...of.detail, everything: true } })
    const head = { resourceType: 'Bundle', type: 'searchset', timestamp: ctx.now().toISOString() }
    return c.body(bytesOf(withEntries(head, found(ctx, of, asked))), 200, { 'Content-Type': media })
  },
})
