import { nameKey } from '../../core/normalize.ts'
import type { NamedPlace } from '../../patients/places.ts'
import { type ReadRules, unnamedSource } from '../records.ts'
import { synthea } from './identifiers.ts'
import { conceptText, isObject, isOver, type Json, list, part, pointsTo, text, texts } from './resource.ts'

/** The providers, clinics and payers that a source names beside its patients, by how others point to them. */
export type Named = Map<string, NamedPlace>

const kinds = new Set(['Practitioner', 'Organization', 'Location'])

/** Notes a resource that others point to, under each way they may. */
export function noteNamed(named: Named, resource: Json, fullUrl: unknown, rules: ReadRules): void {
  const kind = text(resource.resourceType) ?? ''
  const name = kinds.has(kind) ? resourceName(resource, rules) : undefined
  if (!name) return
  const id = text(resource.id)
  const url = text(fullUrl)
  const base = pointsTo(url)?.base
  const numbers = list(resource.identifier).filter((one) => text(one.system) && text(one.value))
  const number = numbers.find((one) => one.system === synthea) ?? numbers[0]
  const issued = number
    ? { issuer: text(number.system)!, value: text(number.value)! }
    : id && base
      ? { issuer: base, value: `${kind}/${id}` }
      : unissued(`${kind}/${id ?? ''}`, name, rules)
  const place = { ...issued, name }
  for (const key of [url, base && id && `${base}/${kind}/${id}`, id && `${kind}/${id}`, id])
    if (key) named.set(key, place)
  for (const one of numbers) named.set(`${kind}?identifier=${text(one.system)}|${text(one.value)}`, place)
}

/** The number of a source that says no issuer: two of its files may give it to two people, so the name belongs to it. */
const unissued = (value: string, name: string, { source }: ReadRules) => ({
  issuer: source ?? unnamedSource,
  value: `${value} ${nameKey(name)}`,
})

function resourceName(resource: Json, { today }: ReadRules): string | undefined {
  if (typeof resource.name === 'string') return text(resource.name)
  const names = list(resource.name)
  const name = names.find((one) => !isOver(one, today)) ?? names[0]
  if (!name) return undefined
  const whole = [...texts(name.prefix), ...texts(name.given), ...texts(name.family)].join(' ')
  return whole || text(name.text)
}

/** Whom a reference names: the resource beside it, else what the reference itself says they are called. */
export function namedBy(reference: unknown, named: Named, rules: ReadRules): NamedPlace | undefined {
  if (!isObject(reference)) return undefined
  const said = text(reference.reference)
  const to = pointsTo(said)
  const found =
    (said && named.get(said)) ||
    (to && ((to.base && named.get(`${to.base}/${to.id}`)) || (!to.base && named.get(to.id))))
  if (found) return { ...found, ...(said && { reference: said }) }
  const name = text(reference.display)
  if (!name) return undefined
  const [, system, value] = /\?identifier=([^|]+)\|(.+)$/.exec(said ?? '') ?? []
  const number = isObject(reference.identifier) ? reference.identifier : { system, value }
  const [issuer, own] = [text(part(number, 'system')), text(part(number, 'value'))]
  if (issuer && own) return { issuer, value: own, name, ...(said && { reference: said }) }
  if (to?.base) return { issuer: to.base, value: to.id, name, reference: said! }
  return { ...unissued(to?.id ?? '', name, rules), name, ...(said && { reference: said }) }
}

/** Who pays by a Coverage that is in force. */
export function payerOf(coverage: Json, named: Named, rules: ReadRules): string | undefined {
  if (isOver(coverage, rules.today) || (coverage.status !== undefined && coverage.status !== 'active'))
    return undefined
  const payor = [...list(coverage.payor), ...list(coverage.insurer)][0]
  return namedBy(payor, named, rules)?.name ?? conceptText(coverage.type)
}
