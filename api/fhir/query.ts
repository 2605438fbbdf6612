import { z } from '@hono/zod-openapi'
import type { PatientCtx } from '../core/context.ts'
import { Invalid } from '../core/errors.ts'
import type { Between, Edge } from '../records/published.ts'
import { format, given } from './common.ts'
import { type Matcher, matcher, narrowed } from './match.ts'
import { common, type TypeName, typed } from './types.ts'
import { alone, noCount, notAPage, notOnce } from './words.ts'

const usualPage = 50
const largestPage = 200

/** What a search of a type may be asked with; anything else is refused by its name. */
export const askedOf = (type: TypeName) =>
  z.strictObject({
    ...Object.fromEntries(Object.keys({ ...common, ...typed(type).params }).map((name) => [name, given])),
    _id: given,
    patient: given,
    _count: given,
    _format: format,
    _page: z.string().optional().openapi({ description: 'Of the next link of a page; given alone' }),
  })

type Asked = readonly (readonly [name: string, value: string])[]

const pairs = (input: Readonly<Record<string, unknown>>): Asked =>
  Object.entries(input)
    .filter(([name, value]) => value !== undefined && name !== '_format' && name !== '_page')
    .flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)] as const))

export interface Query {
  /** As it was asked, for the links of a page. */
  asked: Asked
  ids: string[] | undefined
  patient: string | undefined
  count: number
  matchers: Matcher[]
  between: Between
  after: Edge | undefined
}

function once(asked: Asked, wanted: string): string | undefined {
  const values = asked.filter(([name]) => name === wanted)
  if (values.length > 1) throw new Invalid({ [wanted]: notOnce })
  return values[0]?.[1]
}

/** @throws Invalid naming the parameter */
export function readQuery(ctx: PatientCtx, type: TypeName, input: Readonly<Record<string, unknown>>): Query {
  const given = pairs(input)
  const page = input._page as string | undefined
  if (page !== undefined && given.length > 0) throw new Invalid({ _page: alone })
  const { asked, after } = page === undefined ? { asked: given, after: undefined } : openPage(ctx, type, page)
  const params = { ...common, ...typed(type).params }
  const own = asked.filter(([name]) => Object.hasOwn(params, name))
  const count = once(asked, '_count') ?? String(usualPage)
  if (!/^0*[1-9]\d{0,8}$/.test(count)) throw new Invalid({ _count: noCount })
  const ranges = own.flatMap(([name, value]) => (params[name]!.orders ? [narrowed(name, value)] : []))
  return {
    asked,
    after,
    ids: once(asked, '_id')?.split(','),
    patient: once(asked, 'patient'),
    count: Math.min(Number(count), largestPage),
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

/**
 * The next page as one sealed word: what was searched by, and where the page ended. So no value of a search stands in the
 * address of a link, also where the search itself was posted; and it opens for nobody else (2026-11-27).
 */
export const sealPage = (ctx: PatientCtx, type: TypeName, { asked }: Query, after: Edge): string =>
  ctx.desk.keys.seal(JSON.stringify(['fhir-page', ctx.actor.id, type, asked, [after.at, after.id]]))

function openPage(ctx: PatientCtx, type: TypeName, page: string): { asked: Asked; after: Edge } {
  try {
    const [what, by, of, asked, [at, id]] = JSON.parse(ctx.desk.keys.open(page)) as [
      string,
      string,
      string,
      Asked,
      [string, string],
    ]
    if (what === 'fhir-page' && by === ctx.actor.id && of === type) return { asked, after: { at, id } }
  } catch {
    // Altered, cut short, or sealed for something else.
  }
  throw new Invalid({ _page: notAPage })
}
