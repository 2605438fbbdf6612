import type { ActDeclaration } from '../acts.ts'

/** The part of JSON Schema that bodies of acts are written in. */
export interface Schema {
  type?: string | string[]
  title?: string
  description?: string
  enum?: string[]
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  nullable?: boolean
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  anyOf?: Schema[]
}

/**
 * An act whose body a page knows better than its declaration does: the numbers of one rule, the bounds of one setting, a
 * field that is needed for what is done here.
 */
export function narrow(
  act: ActDeclaration,
  properties: Record<string, Schema>,
  required: readonly string[] = [],
): ActDeclaration {
  const { body } = act
  return {
    ...act,
    body: {
      ...body,
      properties: { ...body.properties, ...properties },
      required: [...(body.required ?? []), ...required],
    },
  }
}

/** What is asked for where a value may also be null: the other kind it may be. */
const orNull = (schema: Schema): Schema => schema.anyOf?.find(({ type }) => type !== 'null') ?? schema

export interface Field {
  /** Where it stands in the body, with dots where objects are nested. */
  source: string
  schema: Schema
  required: boolean
}

/** The fields a person fills in, in the order of the schema; what is given already is not asked for. */
export function fieldsOf(body: Schema, given: Record<string, unknown>, at = ''): Field[] {
  return Object.entries(body.properties ?? {}).flatMap(([name, any]) => {
    const schema = orNull(any)
    if (at === '' && name in given) return []
    const source = at + name
    if (schema.properties) return fieldsOf(schema, {}, `${source}.`)
    return [{ source, schema, required: body.required?.includes(name) ?? false }]
  })
}

type Values = Record<string, unknown>

/**
 * The body of the request: what was given, and what was typed, trimmed, with days and moments written as the API reads
 * them and without the fields left empty.
 */
export function bodyOf(
  fields: Field[],
  values: Values,
  given: Values,
  read: Readonly<Record<string, (text: string) => string | undefined>>,
) {
  const body: Values = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  for (const { source, schema } of fields) {
    const typed = source.split('.').reduce<unknown>((at, name) => (at as Values | undefined)?.[name], values)
    // Blanks are part of a password.
    const value = typeof typed === 'string' && schema.format !== 'password' ? typed.trim() : typed
    if (value === undefined || value === null || value === '') continue
    const path = source.split('.')
    const last = path.pop()!
    let at = body
    for (const name of path) {
      at[name] ??= {}
      at = at[name] as Values
    }
    at[last] = read[schema.format ?? '']?.(String(value)) ?? value
  }
  return body
}
