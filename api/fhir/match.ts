import { Invalid } from '../core/errors.ts'
import { normalize } from '../core/normalize.ts'
import type { Json } from '../records/fhir.ts'
import { noDate } from './words.ts'

/** What a search may ask of a resource: how it is compared, and where in the resource it stands. */
export interface Param {
  type: 'token' | 'date' | 'string'
  path: string
  /** It is the day by which records are ordered. */
  orders?: true
}
export type Params = Readonly<Record<string, Param>>
export type Matcher = (resource: Json) => boolean

/** The values at a path of names with dots between, of lists each; of several paths with bars between, at each. */
const valuesAt = (resource: unknown, paths: string): unknown[] =>
  paths.split('|').flatMap((path) => valuesAtOne(resource, path))

function valuesAtOne(resource: unknown, path: string): unknown[] {
  return path.split('.').reduce<unknown[]>(
    (found, name) =>
      found.flatMap((one) => {
        const value = (one as Json | undefined)?.[name]
        return value === undefined ? [] : Array.isArray(value) ? value : [value]
      }),
    [resource],
  )
}

// A comma parts what may be either; one that is meant is written after a backslash (FHIR R4, 3.1.1.5.7).
const choices = (given: string): string[] => given.match(/(?:\\.|[^,\\])+/gs) ?? []
const unescaped = (text: string): string => text.replace(/\\(.)/gs, '$1')

interface Token {
  system?: string
  code?: string
}

/** A code by itself, an Identifier, or the codings of a concept. */
function tokensOf(value: unknown): Token[] {
  if (typeof value === 'string') return [{ code: value }]
  const { coding, system, value: number } = value as { coding?: Token[]; system?: string; value?: string }
  if (coding) return coding.map((one) => ({ system: '', ...one }))
  return number === undefined ? [] : [{ system: system ?? '', code: number }]
}

function tokenMatcher(given: string): (value: unknown) => boolean {
  const text = unescaped(given)
  const bar = text.indexOf('|')
  const system = bar < 0 ? undefined : text.slice(0, bar)
  const code = text.slice(bar + 1)
  // The codes of a closed list stand without their system, which any is then taken for.
  const fits = (one: Token) =>
    (system === undefined || one.system === undefined || one.system === system) &&
    (code === '' ? bar >= 0 : one.code === code)
  return (value) => tokensOf(value).some(fits)
}

/** Milliseconds, the end exclusive: a day is all of its moments. */
interface Range {
  from: number
  to: number
}

const written =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(Z|[+ -]\d{2}:\d{2})?)?)?)?$/

/** A date of FHIR as the moments it stands for. What has no offset is taken as UTC, on both sides alike (2026-11-27). */
export function rangeOf(text: string): Range | undefined {
  const [whole, year, month, day, hour, minute, second, fraction, offset = 'Z'] = written.exec(text) ?? []
  if (whole === undefined) return undefined
  // JavaScript takes February 31 for March 3.
  if (day && Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()) return undefined
  const clock = `${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}${(fraction ?? '').slice(0, 4)}`
  // In an address a plus sign that was not escaped is a space.
  const zone = offset.replace(' ', '+')
  const from = Date.parse(`${year}-${month ?? '01'}-${day ?? '01'}T${clock}${zone}`)
  if (Number.isNaN(from)) return undefined
  const end = new Date(from)
  if (!month) end.setUTCFullYear(end.getUTCFullYear() + 1)
  else if (!day) end.setUTCMonth(end.getUTCMonth() + 1)
  else if (!hour) end.setUTCDate(end.getUTCDate() + 1)
  else if (!second) end.setUTCMinutes(end.getUTCMinutes() + 1)
  else if (!fraction) end.setUTCSeconds(end.getUTCSeconds() + 1)
  else end.setUTCMilliseconds(end.getUTCMilliseconds() + 1)
  return { from, to: end.getTime() }
}

/** By FHIR R4, 3.1.1.5.4; `ap`, about, is a matter of taste and refused. */
const prefixes: Record<string, (found: Range, asked: Range) => boolean> = {
  eq: (found, asked) => found.from >= asked.from && found.to <= asked.to,
  ne: (found, asked) => found.from < asked.from || found.to > asked.to,
  gt: (found, asked) => found.to > asked.to,
  lt: (found, asked) => found.from < asked.from,
  ge: (found, asked) => found.to > asked.from,
  le: (found, asked) => found.from < asked.to,
  sa: (found, asked) => found.from >= asked.to,
  eb: (found, asked) => found.to <= asked.from,
}

/** @throws Invalid for what is no date. */
export function readDate(name: string, given: string): { prefix: string; asked: Range } {
  const [, prefix = 'eq', text = ''] = /^([a-z]{2})?(.*)$/s.exec(given) ?? []
  const asked = rangeOf(text)
  if (!asked || !Object.hasOwn(prefixes, prefix)) throw new Invalid({ [name]: noDate })
  return { prefix, asked }
}

/** A date, or a Period: a side it does not say lies beyond all dates (FHIR R4, 3.1.1.5.4). */
function rangeIn(value: unknown): Range | undefined {
  if (typeof value === 'string') return rangeOf(value)
  const { start, end } = value as { start?: string; end?: string }
  const [from, to] = [start, end].map((side) => (side === undefined ? undefined : rangeOf(side)))
  if ((start !== undefined && !from) || (end !== undefined && !to) || !(from || to)) return undefined
  return { from: from?.from ?? -Infinity, to: to?.to ?? Infinity }
}

function dateMatcher(name: string, given: string): (value: unknown) => boolean {
  const { prefix, asked } = readDate(name, given)
  return (value) => {
    const found = rangeIn(value)
    return found !== undefined && prefixes[prefix]!(found, asked)
  }
}

function stringMatcher(given: string): (value: unknown) => boolean {
  const asked = normalize(unescaped(given))
  return (value) => typeof value === 'string' && normalize(value).startsWith(asked)
}

/** Whether a resource is what one parameter asks for. @throws Invalid */
export function matcher(name: string, { type, path }: Param, given: string): Matcher {
  const either = choices(given).map((one) =>
    type === 'token' ? tokenMatcher(one) : type === 'date' ? dateMatcher(name, one) : stringMatcher(one),
  )
  return (resource) => {
    const found = valuesAt(resource, path)
    return either.some((fits) => found.some(fits))
  }
}

/**
 * Between which moments of the order by day all lies that a date asks for: wide enough for days of any zone, and for a
 * year that stands in the order at its first day. Nothing for what does not narrow, or lies beyond what is written in four figures.
 */
export function narrowed(name: string, given: string): { from?: string; to?: string } {
  if (choices(given).length !== 1) return {}
  const { prefix, asked } = readDate(name, given)
  const from = new Date(asked.from)
  from.setUTCFullYear(from.getUTCFullYear() - 1)
  from.setUTCDate(from.getUTCDate() - 1)
  const to = new Date(asked.to)
  to.setUTCDate(to.getUTCDate() + 1)
  const fits = (moment: Date) => moment.getUTCFullYear() > 0 && moment.getUTCFullYear() <= 9999
  return {
    ...(['eq', 'gt', 'ge', 'sa'].includes(prefix) && fits(from) && { from: from.toISOString() }),
    ...(['eq', 'lt', 'le', 'eb'].includes(prefix) && fits(to) && { to: to.toISOString() }),
  }
}
