import { z } from '@hono/zod-openapi'
import type { PatientCtx } from '../core/context.ts'
import type { Between, Edge } from '../records/published.ts'
import { type Asked, askedIn, ofAnySearch, once } from './asked.ts'
import { given } from './common.ts'
import { type Matcher, matcher, narrowed } from './match.ts'
import { revinclude } from './provenance.ts'
import { common, type TypeName, typed } from './types.ts'

/** What a search of a type may be asked with; anything else is refused by its name. */
export const askedOf = (type: TypeName) =>
  z.strictObject({
    ...Object.fromEntries(Object.keys({ ...common, ...typed(type).params }).map((name) => [name, given])),
    ...ofAnySearch,
    patient: given,
    _revinclude: revinclude,
  })

export interface Query {
  /** As it was asked, for the links of a page. */
  asked: Asked
  ids: string[] | undefined
  patient: string | undefined
  count: number
  /** Where each comes from is asked for as well. */
  withProvenance: boolean
  matchers: Matcher[]
  between: Between
  after: Edge | undefined
}

/** @throws Invalid naming the parameter */
export function readQuery(ctx: PatientCtx, type: TypeName, input: Readonly<Record<string, unknown>>): Query {
  const { asked, edge, ids, count } = askedIn<Edge>(ctx, type, input)
  const params = { ...common, ...typed(type).params }
  const own = asked.filter(([name]) => Object.hasOwn(params, name))
  const ranges = own.flatMap(([name, value]) => (params[name]!.orders ? [narrowed(name, value)] : []))
  return {
    asked,
    after: edge,
    ids,
    patient: once(asked, 'patient'),
    count,
    withProvenance: once(asked, '_revinclude') !== undefined,
    matchers: own.map(([name, value]) => matcher(name, params[name]!, value)),
    between: {
      from: ranges
        .flatMap(({ from }) => from ?? [])
        .sort()
        .at(-1),
      to: ranges.flatMap(({ to }) => to ?? []).sort()[0],
    },
  }
}
