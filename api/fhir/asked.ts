import { z } from '@hono/zod-openapi'
import type { Ctx } from '../core/context.ts'
import { Invalid } from '../core/errors.ts'
import { format, given } from './common.ts'
import { alone, noCount, notAPage, notOnce } from './words.ts'

/*
 * What every search over FHIR is asked with, whatever is searched.
 */

const usualPage = 50
const largestPage = 200

/** Beside the parameters of a type. */
export const ofAnySearch = {
  _id: given,
  _count: given,
  _format: format,
  _page: z.string().optional().openapi({ description: 'Of the next link of a page; given alone' }),
}

export type Asked = readonly (readonly [name: string, value: string])[]

const pairs = (input: Readonly<Record<string, unknown>>): Asked =>
  Object.entries(input)
    .filter(([name, value]) => value !== undefined && name !== '_format' && name !== '_page')
    .flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)] as const))

/** @throws Invalid where it was given several times */
export function once(asked: Asked, wanted: string): string | undefined {
  const values = asked.filter(([name]) => name === wanted)
  if (values.length > 1) throw new Invalid({ [wanted]: notOnce })
  return values[0]?.[1]
}

/**
 * What was asked, or what the next link of a page holds: the search it is of, and where that page ended.
 * @throws Invalid naming the parameter
 */
export function askedIn<Edge>(
  ctx: Ctx,
  type: string,
  input: Readonly<Record<string, unknown>>,
): { asked: Asked; edge: Edge | undefined; ids: string[] | undefined; count: number } {
  const given = pairs(input)
  const page = input._page as string | undefined
  if (page !== undefined && given.length > 0) throw new Invalid({ _page: alone })
  const { asked, edge } =
    page === undefined ? { asked: given, edge: undefined } : openPage<Edge>(ctx, type, page)
  const count = once(asked, '_count') ?? String(usualPage)
  if (!/^0*[1-9]\d{0,8}$/.test(count)) throw new Invalid({ _count: noCount })
  return { asked, edge, ids: once(asked, '_id')?.split(','), count: Math.min(Number(count), largestPage) }
}

const callerOf = ({ actor }: Ctx) => ('id' in actor ? actor.id : '')
const sealedAs = 'fhir-search'

/**
 * The next page as one sealed word: what was searched by, and where the page ended. So no value of a search stands in the
 * address of a link, also where the search itself was posted; and it opens for nobody else (2026-11-27).
 */
export const sealPage = (ctx: Ctx, type: string, asked: Asked, edge: unknown): string =>
  ctx.desk.keys.seal(JSON.stringify([sealedAs, callerOf(ctx), type, asked, edge]))

function openPage<Edge>(ctx: Ctx, type: string, page: string): { asked: Asked; edge: Edge } {
  try {
    const opened = JSON.parse(ctx.desk.keys.open(page)) as [string, string, string, Asked, Edge]
    const [what, by, of, asked, edge] = opened
    if (what === sealedAs && by === callerOf(ctx) && of === type) return { asked, edge }
  } catch {
    // Altered, cut short, or sealed for something else.
  }
  throw new Invalid({ _page: notAPage })
}
