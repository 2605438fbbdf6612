import { readFileSync } from 'node:fs'
import path from 'node:path'

/*
 * Checks a resource against a BALP profile: cardinalities and fixed patterns of the differential, slices told apart by
 * the pattern of their type. It covers what these profiles use of FHIR profiling, and no more.
 */
interface Element {
  id: string
  min?: number
  max?: string
  [pattern: `pattern${string}`]: unknown
}
interface Profile {
  url: string
  baseDefinition: string
  elements: Element[]
}

const folder = path.resolve(import.meta.dirname, '../fixtures/fhir/balp')
const profiles = new Map(
  ['Read', 'Query', 'Create', 'Update', 'Delete']
    .flatMap((name) => [name, `Patient${name}`])
    .map((name) => JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as Profile)
    .map((profile) => [profile.url, profile]),
)

/** Every way in which a resource departs from a profile and those it builds on. */
export function departures(resource: any, url: string): string[] {
  const profile = profiles.get(url)
  if (!profile) return [`no such profile: ${url}`]
  const below = profiles.has(profile.baseDefinition) ? departures(resource, profile.baseDefinition) : []
  return [...below, ...profile.elements.flatMap((element) => check(resource, element, profile))]
}

const patternIn = (element: Element | undefined) =>
  element && Object.entries(element).find(([name]) => name.startsWith('pattern'))?.[1]

function includes(value: any, pattern: any): boolean {
  if (Array.isArray(pattern))
    return Array.isArray(value) && pattern.every((p) => value.some((v) => includes(v, p)))
  if (typeof pattern === 'object')
    return typeof value === 'object' && Object.entries(pattern).every(([k, p]) => includes(value?.[k], p))
  return value === pattern
}

const steps = (value: any, path: string[]): any[] =>
  path.length === 0
    ? [value].flat().filter((v) => v !== undefined)
    : [value].flat().flatMap((v) => (v === undefined || v === null ? [] : steps(v[path[0]!], path.slice(1))))

function check(resource: any, element: Element, profile: Profile): string[] {
  const [, ...path] = element.id.split('.')
  const sliced = path.findIndex((step) => step.includes(':'))
  let holders: any[] = [resource]
  let rest = path
  if (sliced >= 0) {
    const [name, slice] = path[sliced]!.split(':') as [string, string]
    const all = steps(resource, [...path.slice(0, sliced), name])
    const id = `AuditEvent.${name}:${slice}`
    const own = patternIn(profile.elements.find((e) => e.id === id))
    const byType = patternIn(profile.elements.find((e) => e.id === `${id}.type`))
    const others = profile.elements.filter(
      (e) => e.id.startsWith(`AuditEvent.${name}:`) && e.id.endsWith('.type') && e.id !== `${id}.type`,
    )
    const byRole = patternIn(profile.elements.find((e) => e.id === `${id}.role`))
    holders = all.filter((one) => {
      if (own) return includes(one, own)
      if (byType) return includes(one.type, byType) && (!byRole || includes(one.role, byRole))
      return !others.some((other) => patternIn(other) && includes(one.type, patternIn(other)))
    })
    rest = path.slice(sliced + 1)
    if (rest.length === 0) return count(holders.length, element)
    if (holders.length === 0) return []
  }
  const problems: string[] = []
  for (const holder of holders) {
    const found = steps(holder, rest)
    problems.push(...count(found.length, element))
    const pattern = patternIn(element)
    if (pattern !== undefined && found.length > 0 && !found.some((value) => includes(value, pattern)))
      problems.push(`${element.id} does not have its pattern`)
  }
  return problems
}

function count(n: number, { id, min = 0, max = '*' }: Element): string[] {
  if (n < min) return [`${id}: ${n} found, ${min} needed`]
  return max !== '*' && n > Number(max) ? [`${id}: ${n} found, ${max} allowed`] : []
}
