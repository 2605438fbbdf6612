import type { Coding } from '../../records/entry.ts'

/*
 * FHIR as it comes from outside: anything may be absent, null, or of another type than the standard says.
 */

// A text is shown as it is; what is longer than this is no name.
export const longestName = 500
export const longestText = 20_000

export type Json = { readonly [key: string]: unknown }

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The objects of a list; of a single object where a list should be, that one. */
export const list = (value: unknown): Json[] =>
  Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : []

/** Text with something in it; a whole number, as sources write numbers of all kinds, is the text of it. */
export const text = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value.trim() || undefined
  return Number.isSafeInteger(value) ? String(value) : undefined
}

export const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one) => text(one) ?? [])

export const part = (value: unknown, key: string): unknown => (isObject(value) ? value[key] : undefined)

/** What a CodeableConcept says: its text, else what a code of it is called, else the code. */
export const conceptText = (concept: unknown): string | undefined =>
  text(part(concept, 'text')) ??
  list(part(concept, 'coding')).flatMap((c) => text(c.display) ?? text(c.code) ?? [])[0]

/** An address of a code system that has white space is none, and nor is a code without its system. */
export const codesOf = (concept: unknown): Coding[] =>
  list(part(concept, 'coding')).flatMap((one) => {
    const [system, code, display] = [text(one.system), text(one.code), text(one.display)]
    return system && code && /^\S+$/.test(system) ? [{ system, code, ...(display && { display }) }] : []
  })

export const codeIn = (concept: unknown): string | undefined =>
  isObject(concept)
    ? (list(concept.coding).flatMap((one) => text(one.code) ?? [])[0] ?? text(concept.text))
    : undefined

/** Whether something is over by what its `use` and its `period` say. */
export function isOver(value: Json, today: string): boolean {
  const end = text(part(value.period, 'end'))
  return value.use === 'old' || (end !== undefined && end.slice(0, 10) < today.slice(0, end.length))
}

export const hasBegun = (value: Json, today: string): boolean => {
  const start = text(part(value.period, 'start'))
  return start === undefined || start.slice(0, 10) <= today.slice(0, start.length)
}

/** What a reference points to: the server, where it says one, and type and id, as “Patient/7”. */
export interface Pointed {
  base: string | undefined
  id: string
}

export function pointsTo(reference: unknown): Pointed | undefined {
  const said = text(reference)?.replace(/\/_history\/[^/]+$/, '')
  if (!said || said.startsWith('#')) return undefined
  const [, uuid] = /^urn:(?:uuid|oid):(.+)$/.exec(said) ?? []
  if (uuid) return { base: undefined, id: uuid }
  const [, base, id] = /^(?:(https?:\/\/.+)\/)?([A-Za-z]+\/[^/?]+)$/.exec(said) ?? []
  return id ? { base, id } : undefined
}

/** The server whose ids a resource goes by: its own address says so, else the source, where that is an address. */
export const serverOf = (base: string | undefined, source: string | undefined): string | undefined =>
  base ?? (source && /^https?:/i.test(source) ? source.replace(/\/+$/, '') : undefined)

/** What a source calls a Patient: two servers may give one id to two people. */
export const callOf = (id: string, server: string | undefined): string =>
  server ? `${server}/Patient/${id}` : id

/** The same of a Patient that a resource of `server` points to; where that is not known, by the id alone. */
export const calledBy = ({ id, base }: Pointed, server: string | undefined): string =>
  callOf(id.replace(/^Patient\//, ''), server && (base ?? server))

/** The server a resource of a Bundle is of, where its full address says so. */
export const baseOf = (fullUrl: unknown): string | undefined => pointsTo(fullUrl)?.base
