import type { Value } from '../../records/entry.ts'
import type { Warn } from '../records.ts'
import {
  codeIn,
  codesOf,
  conceptText,
  type Json,
  list,
  longestName,
  longestText,
  part,
  text,
} from './resource.ts'

/*
 * What a result says. A bound ("less than 0.5") is no number of its own: it is kept as what it is, or in words.
 */

/** A result's own value, and those of its parts. */
export function valuesOf(resource: Json, warn: Warn): Value[] {
  const own = saidBy(resource, warn)
  const parts = list(resource.component).flatMap((one) => {
    const value = saidBy(one, warn)
    const name = conceptText(one.code)
    return value && name ? [{ name, codes: codesOf(one.code), ...value }] : []
  })
  return own ? [own, ...parts] : parts
}

const finite = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined

const comparators = ['<', '<=', '>=', '>'] as const
const comparatorOf = (quantity: unknown) => {
  const said = text(part(quantity, 'comparator'))
  return { said, known: comparators.find((one) => one === said) }
}
const unitOf = (quantity: unknown): string | undefined =>
  text(part(quantity, 'unit')) ?? text(part(quantity, 'code'))

/** A quantity in words. */
function quantityText(quantity: unknown): string | undefined {
  const number = finite(part(quantity, 'value'))
  if (number === undefined) return undefined
  return [comparatorOf(quantity).said, number, unitOf(quantity)].filter((one) => one !== undefined).join(' ')
}

const joined = (parts: readonly (string | undefined)[], between: string): string | undefined =>
  parts.some((one) => one === undefined) ? undefined : parts.join(between)

/** Words for what is said otherwise than by a number. */
const wordsOf = (from: Json): string | undefined =>
  text(from.valueString) ??
  conceptText(from.valueCodeableConcept) ??
  (typeof from.valueBoolean === 'boolean' ? String(from.valueBoolean) : undefined) ??
  text(from.valueDateTime) ??
  text(from.valueTime) ??
  joined([part(from.valueRatio, 'numerator'), part(from.valueRatio, 'denominator')].map(quantityText), ':') ??
  joined([part(from.valueRange, 'low'), part(from.valueRange, 'high')].map(quantityText), '–') ??
  joined([text(part(from.valuePeriod, 'start')), text(part(from.valuePeriod, 'end'))], '–') ??
  quantityText(from.valueQuantity)

function saidBy(from: Json, warn: Warn): Value | undefined {
  const { said: comparator, known } = comparatorOf(from.valueQuantity)
  const quantity = finite(part(from.valueQuantity, 'value'))
  // What compares in a way that is not known is no number.
  const number = (comparator && !known ? undefined : quantity) ?? finite(from.valueInteger)
  const said = number === undefined ? wordsOf(from) : undefined
  if (number === undefined && !said) {
    if (Object.keys(from).some((name) => /^value[A-Z]/.test(name)))
      warn('value', 'is of a sort that is not kept')
    return undefined
  }
  const unit = number === undefined && comparator ? undefined : unitOf(from.valueQuantity)
  const flag = list(from.interpretation).flatMap((one) => codeIn(one) ?? [])[0]
  return {
    ...(number === undefined ? { text: said!.slice(0, longestText) } : { number }),
    ...(known && number !== undefined && { comparator: known }),
    ...(unit && { unit }),
    ...rangeOf(from, unit),
    ...(flag && { flag }),
  }
}

/** The range that is usual; one for a treatment, or in another unit, is none to hold the number against. */
function rangeOf(from: Json, unit: string | undefined): Pick<Value, 'low' | 'high' | 'range'> {
  const all = list(from.referenceRange)
  const range = all.find((one) => codeIn(one.type) === 'normal') ?? all.find((one) => one.type === undefined)
  const ends = [range?.low, range?.high]
  const others = ends.some((one) => unit !== undefined && unitOf(one) !== undefined && unitOf(one) !== unit)
  const inWords = others ? ends.flatMap((one) => quantityText(one) ?? []).join('–') : undefined
  const words = text(range?.text) ?? inWords
  const [low, high] = others ? [] : ends.map((one) => finite(part(one, 'value')))
  return {
    ...(low !== undefined && { low }),
    ...(high !== undefined && { high }),
    ...(words && { range: words.slice(0, longestName) }),
  }
}
