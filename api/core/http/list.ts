import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { DeskEnv } from '../context.ts'
import { BadRequest } from '../errors.ts'

export interface ListQuery<F> {
  filter: F
  sort: { field: string; descending: boolean }
  /** First and last row wanted, both counted from 0 and inclusive, as ra-data-simple-rest sends them. */
  range: { from: number; to: number }
}

/** The query string of ra-data-simple-rest: three parameters, each JSON. */
export const listQuery = z.strictObject({
  sort: z.string().max(200).optional().openapi({ example: '["id","DESC"]' }),
  range: z.string().max(50).optional().openapi({ example: '[0,24]' }),
  filter: z.string().max(4000).optional().openapi({ example: '{}' }),
})

const mostRows = 100
const whole = z.number().int().min(0).max(10_000_000)
// Made once: a schema is compiled when it is first used, which costs more than the page it asks for.
const range = z.tuple([whole, whole])
const sorts = new WeakMap<readonly string[], z.ZodType<[string, 'ASC' | 'DESC']>>()

function sortOf(sortable: readonly [string, ...string[]]): z.ZodType<[string, 'ASC' | 'DESC']> {
  const schema = sorts.get(sortable) ?? z.tuple([z.enum(sortable), z.enum(['ASC', 'DESC'])])
  sorts.set(sortable, schema)
  return schema
}

/**
 * Turns the three JSON parameters into a checked query.
 * @throws BadRequest when one is not JSON, or names a filter or sort column the list does not have.
 */
export function readList<S extends z.ZodObject>(
  query: z.output<typeof listQuery>,
  filter: S,
  sortable: readonly [string, ...string[]],
): ListQuery<z.output<S>> {
  const [field, way] = parse('sort', query.sort, sortOf(sortable)) ?? [sortable[0], 'DESC']
  const [from, to] = parse('range', query.range, range) ?? [0, 24]
  if (to < from || to - from >= mostRows)
    throw new BadRequest(`range must ask for 1 to ${mostRows} rows`, {
      range: `must ask for 1 to ${mostRows} rows`,
    })
  return {
    filter: parse('filter', query.filter, filter) ?? filter.parse({}),
    sort: { field, descending: way === 'DESC' },
    range: { from, to },
  }
}

function parse<S extends z.ZodType>(
  name: string,
  given: string | undefined,
  schema: S,
): z.output<S> | undefined {
  if (given === undefined) return undefined
  let value: unknown
  try {
    value = JSON.parse(given)
  } catch {
    throw new BadRequest(`${name} must be JSON`, { [name]: 'must be JSON' })
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]!
  const field = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.')
  const rule = issue.code === 'unrecognized_keys' ? 'is not a known key' : issue.message
  throw new BadRequest(`${name}: ${field} ${rule}`, { [name]: `${field} ${rule}`.trim() })
}

/** The header react-admin reads its total from; `capped` says the total is a lower bound. */
export function sendRange(
  c: Context<DeskEnv>,
  unit: string,
  from: number,
  rows: number,
  total: number,
  capped = false,
): void {
  c.header('Content-Range', `${unit} ${rows ? `${from}-${from + rows - 1}` : '*'}/${total}`)
  c.header('X-Total-Count', String(total))
  if (capped) c.header('X-Total-Capped', 'true')
}
