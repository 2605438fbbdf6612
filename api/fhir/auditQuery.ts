import { z } from '@hono/zod-openapi'
import { type Coding, codesOf, outcomeCode } from '../audit/exports/fhir.ts'
import type { Search } from '../audit/search/filter.ts'
import type { Ctx } from '../core/context.ts'
import { Invalid } from '../core/errors.ts'
import { id as idShape } from '../core/http/schema.ts'
import { type Asked, askedIn, ofAnySearch, once } from './asked.ts'
import { given } from './common.ts'
import { readDate } from './match.ts'
import { noOrder, noOutcome, noPatient, notThatDate } from './words.ts'

/** What a search may be asked with; anything else is refused by its name. */
export const auditParams = {
  date: 'date',
  patient: 'reference',
  agent: 'token',
  address: 'string',
  action: 'token',
  type: 'token',
  subtype: 'token',
  outcome: 'token',
} as const

export const auditAsked = z.strictObject({
  ...(Object.fromEntries(Object.keys(auditParams).map((name) => [name, given])) as Record<
    keyof typeof auditParams,
    typeof given
  >),
  ...ofAnySearch,
  _sort: given,
})

/** Where a page ended: the last event, and how many of its resources were given. */
export interface AuditEdge {
  at: string
  id: string
  given: number
}

export interface AuditQuery {
  asked: Asked
  ids: string[] | undefined
  patient: string | undefined
  count: number
  newestFirst: boolean
  filter: Search['filter']
  edge: AuditEdge | undefined
}

/** @throws Invalid naming the parameter */
export function readAuditQuery(ctx: Ctx, input: z.output<typeof auditAsked>): AuditQuery {
  const { asked, edge, ids, count } = askedIn<AuditEdge>(ctx, 'AuditEvent', input)
  const asks = (name: string) => once(asked, name)
  const sort = asks('_sort') ?? '-date'
  if (sort !== 'date' && sort !== '-date') throw new Invalid({ _sort: noOrder })
  const patient = asks('patient')?.replace(/^Patient\//, '')
  if (patient !== undefined && !idShape.safeParse(patient).success) throw new Invalid({ patient: noPatient })
  const [agent, address] = [asks('agent')?.replace(/^.*\|/, ''), asks('address')]
  return {
    asked,
    edge,
    ids,
    patient,
    count,
    newestFirst: sort === '-date',
    filter: {
      ...between(asked),
      ...(patient !== undefined && { patientId: patient }),
      ...(agent !== undefined && { actorId: agent }),
      ...(address !== undefined && { ip: address }),
      ...outcomeAsked(asks('outcome')),
      ...actsAsked(ctx, { action: asks('action'), type: asks('type'), subtype: asks('subtype') }),
    },
  }
}

/** The moments that all dates given leave, the end exclusive. */
function between(asked: Asked): { from?: string; to?: string } {
  let [from, to] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (const [name, value] of asked) {
    if (name !== 'date') continue
    const { prefix, asked: range } = readDate(name, value)
    if (prefix === 'ne') throw new Invalid({ date: notThatDate })
    if (prefix === 'eq' || prefix === 'ge') from = Math.max(from, range.from)
    if (prefix === 'gt' || prefix === 'sa') from = Math.max(from, range.to)
    if (prefix === 'eq' || prefix === 'le') to = Math.min(to, range.to)
    if (prefix === 'lt' || prefix === 'eb') to = Math.min(to, range.from)
  }
  return {
    ...(Number.isFinite(from) && { from: new Date(from).toISOString() }),
    ...(Number.isFinite(to) && { to: new Date(to).toISOString() }),
  }
}

const outcomes = new Map(Object.entries(outcomeCode).map(([name, code]) => [code as string, name]))

function outcomeAsked(code: string | undefined): Pick<Search['filter'], 'outcome'> {
  if (code === undefined) return {}
  const name = outcomes.get(code.replace(/^.*\|/, ''))
  if (name === undefined) throw new Invalid({ outcome: noOutcome })
  return { outcome: name as keyof typeof outcomeCode }
}

/**
 * The acts that are what is asked for. An act that the product has no more is found by date, patient and agent, and by no
 * code: what it was is known by its name alone.
 */
function actsAsked(
  { desk }: Ctx,
  asked: Partial<Record<'action' | 'type' | 'subtype', string | undefined>>,
): Pick<Search['filter'], 'action'> {
  if (Object.values(asked).every((one) => one === undefined)) return {}
  const fits = (given: string | undefined, { system, code }: Coding) =>
    given === undefined ||
    given.split(',').some((one) => {
      const bar = one.lastIndexOf('|')
      return one.slice(bar + 1) === code && (bar < 1 || one.slice(0, bar) === system)
    })
  return {
    action: [...desk.catalogue.actions.values()].flatMap((one) => {
      const codes = codesOf(one)
      const action = { system: '', code: codes.action }
      const is =
        fits(asked.action, action) && fits(asked.type, codes.type) && fits(asked.subtype, codes.subtype)
      return is ? one.name : []
    }),
  }
}
