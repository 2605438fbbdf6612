import type { Warn } from '../records.ts'
import { isObject, type Json, list, part, text } from './resource.ts'

/** Nobody has more of one thing; what has is a fault of the source, and would hold the import up by itself (2026-11-27). */
const most = 100
const lists = ['identifier', 'name', 'telecom', 'address', 'communication', 'link', 'generalPractitioner']

/**
 * A Patient with its codes in small letters, as sources write them in any, and with periods that are none set right: what ended
 * on a day that cannot be read has ended, and what began on one has begun. What is of another type than the standard says is read
 * where it can be meant in one way; a period that is none at all is over, so that nobody is reached by it (2026-11-28).
 */
export function asTold(patient: Json, warn: Warn): Json {
  const told: Record<string, unknown> = { ...patient }
  for (const field of lists) {
    const all = list(patient[field])
    if (all.length > most) warn(field, `is told more than ${most} times; the first were taken`)
    told[field] = all.slice(0, most).map((one) => partAsTold(one, field, warn))
  }
  for (const field of ['active', 'deceasedBoolean']) told[field] = yesOrNo(patient[field], field, warn)
  const died = patient.deceasedDateTime
  if (died !== undefined && died !== null && !text(died))
    told.deceasedBoolean = yesOrNo(died, 'deceasedDateTime', warn) ?? told.deceasedBoolean
  told.gender = lower(patient.gender)
  return told
}

const only = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value)
const lower = (given: unknown): unknown => {
  const value = only(given)
  return typeof value === 'string' ? value.trim().toLowerCase() : value
}

function partAsTold(one: Json, field: string, warn: Warn): Json {
  const told: Record<string, unknown> = { ...one, use: lower(one.use), type: lower(one.type) }
  if (field === 'telecom') told.system = lower(one.system)
  if (field === 'link' && typeof told.type === 'string') told.type = told.type.replace(/[_\s]+/g, '-')
  const period = only(one.period)
  if (period !== undefined && period !== null && !isObject(period)) {
    warn(field, notOfDates)
    return { ...told, use: 'old', period: undefined }
  }
  const [start, end] = ['start', 'end'].map((side) => text(part(period, side)))
  if (!start && !end) return told
  const readable = (day: string) => /^\d{4}(-|$)/.test(day)
  if ([start, end].some((day) => day && !readable(day))) warn(field, notOfDates)
  told.period = { start: start && readable(start) ? start : undefined, end }
  return end && !readable(end) ? { ...told, use: 'old', period: undefined } : told
}

const notOfDates = 'has a period that is not of dates'

/** Also as text, a letter or a digit, as some sources write it. */
function yesOrNo(value: unknown, field: string, warn: Warn): boolean | undefined {
  if (value === undefined || value === null || typeof value === 'boolean') return value ?? undefined
  const said = String(lower(value))
  if (/^(true|t|yes|y|1)$/.test(said)) return true
  if (/^(false|f|no|n|0)$/.test(said)) return false
  warn(field, 'is neither true nor false')
  return undefined
}
