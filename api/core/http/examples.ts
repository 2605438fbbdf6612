/*
 * Examples for the descriptions of the APIs, made of what the schemas say and of what fields are called, so that none can tell
 * of a field that is gone. The people in them are made up.
 */

export interface JsonSchema {
  $ref?: string
  type?: string | string[]
  format?: string
  pattern?: string
  description?: string
  const?: unknown
  enum?: unknown[]
  example?: unknown
  examples?: unknown[]
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  items?: JsonSchema
  minItems?: number
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
}

export type Schemas = Readonly<Record<string, JsonSchema>>

/** What stands in a field of text, by its name; of several of one name, by whose field it is. */
const texts: Readonly<Record<string, string>> = {
  access: 'full',
  address: '12 North Main Street, Springfield, MA 01103',
  answer: 'Please take it with food.',
  at: 'POST /portal/v1/refills',
  attestationObject: 'o2NmbXRkbm9uZQ',
  authenticatorData: 'SZYN5YgOjGh0NBcPZHZgW4',
  born: '1985-03-09',
  by: 'Lena Ortiz',
  challenge: 'aGVhcnQgb2YgdGhlIG1hdHRlcg',
  clientDataJSON: 'eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0',
  clinic: 'Springfield Family Medicine',
  code: '123456',
  content: 'JVBERi0xLjQK',
  contentType: 'application/pdf',
  continueAt: '/oauth/authorize/3fK9',
  data: 'JVBERi0xLjQK',
  day: 'November 27, 2026',
  detail: 'The answer says which field broke which rule.',
  details: 'Reaction: hives. Severity: moderate.',
  device: 'd3f1c0ffee5eed',
  display: 'Hemoglobin A1c',
  displayName: 'Ana García',
  endedReason: 'asked for',
  error: 'access_denied',
  errors: 'must be a date written YYYY-MM-DD',
  familyName: 'García',
  field: 'birthDate',
  from: 'active',
  givenName: 'Ana',
  guards: 'caseOpen',
  hello: 'Dear Ana García,',
  hospital: 'Riverside Hospital',
  id: '019a9c50-7b1e-7000-9c1f-1b2d3c4e5f60',
  iss: 'https://id.example.org',
  language: 'es',
  lastError: 'mailbox unavailable',
  masked: 'a•••@example.org',
  medication: 'Metformin 500 mg tablet',
  message: 'Could I come a little earlier?',
  name: 'Ana García',
  needs: 'patient',
  note: 'Follow-up after the blood test',
  number: '4021',
  otherNames: 'Anita',
  password: 'velvet harbor lantern 52',
  path: '/portal/v1/refills',
  provider: 'Lena Ortiz, MD',
  publisher: 'Example Health, Inc.',
  range: '4.0 – 5.6',
  relationship: 'parent',
  requestId: '019a9c50-7b1e-7000-9c1f-1b2d3c4e5f60',
  resourceType: 'Bundle',
  rpId: 'portal.example.org',
  secret: 'JBSWY3DPEHPK3PXP',
  sex: 'female',
  signature: 'MEUCIQDx',
  state: 'tq3Vx0',
  status: 'booked',
  statusReason: 'asked for',
  subject: 'My blood test',
  suffix: 'Jr',
  system: 'http://loinc.org',
  template: 'reset',
  text: 'Thank you. When should I come back?',
  timeZone: 'America/New_York',
  title: 'Not signed in',
  to: 'Ana García',
  token: 'w0zpDcx1EULhvR5MMczPTBZT7SbbjJV7QkhO0iu9wRU',
  transports: 'internal',
  type: 'about:blank',
  types: 'Observation',
  unit: '%',
  uri: 'otpauth://totp/Portal?secret=JBSWY3DPEHPK3PXP',
  url: 'https://id.example.org/authorize',
  username: 'ana.garcia@example.org',
  verb: 'Ask for a refill',
  waitingFor: 'registration',
}

const formats: Readonly<Record<string, string>> = {
  date: '1985-03-09',
  'date-time': '2026-11-22T09:00:00.000Z',
  email: 'ana.garcia@example.org',
  uuid: '019a9c50-7b1e-7000-9c1f-1b2d3c4e5f60',
  byte: 'JVBERi0xLjQK',
  password: 'velvet harbor lantern 52',
  uri: 'https://id.example.org/',
}

/** The schema that another points to, where it does. */
export const pointedTo = (schema: JsonSchema, schemas: Schemas): JsonSchema =>
  schema.$ref ? schemas[nameOf(schema.$ref)]! : schema
export const nameOf = (ref: string): string => ref.split('/').at(-1)!

/** What acts for somebody else ask with, and nobody else does. */
const seldom = new Set(['for'])

/**
 * An example of what a schema describes.
 * @param whole every field, as an answer has them; else those that have to be sent, or one where none has to
 * @param name of the field it stands in
 */
export function exampleOf(schema: JsonSchema, schemas: Schemas, whole: boolean, name = ''): unknown {
  if (schema.$ref) return exampleOf(pointedTo(schema, schemas), schemas, whole, name)
  if (schema.example !== undefined) return schema.example
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum.find((one) => one !== null)
  const ways = schema.anyOf ?? schema.oneOf
  if (ways) return exampleOf(ways.find((one) => one.type !== 'null') ?? ways[0]!, schemas, whole, name)
  if (schema.allOf) return exampleOf(merged(schema.allOf, schemas), schemas, whole, name)
  const type = [schema.type].flat().find((one) => one !== 'null')
  if (type === 'object' || schema.properties) return objectOf(schema, schemas, whole, name)
  if (type === 'array') return [exampleOf(schema.items ?? {}, schemas, whole, name)]
  if (type === 'boolean') return true
  if (type === 'number' || type === 'integer') return numberOf(schema)
  return type === 'string' ? textOf(schema, name) : null
}

function merged(parts: readonly JsonSchema[], schemas: Schemas): JsonSchema {
  const all = parts.map((one) => pointedTo(one, schemas))
  return {
    ...Object.assign({}, ...all),
    properties: Object.assign({}, ...all.map((one) => one.properties)),
    required: all.flatMap((one) => one.required ?? []),
  }
}

function objectOf(
  { properties = {}, required = [], additionalProperties }: JsonSchema,
  schemas: Schemas,
  whole: boolean,
  name: string,
): object {
  const names = Object.keys(properties)
  const sent = names.filter((one) => required.includes(one))
  const [first] = names.filter((one) => !seldom.has(one))
  const chosen = whole ? names : sent.length > 0 || first === undefined ? sent : [first]
  const fields = chosen.map((one) => [one, exampleOf(properties[one]!, schemas, whole, one)])
  if (names.length === 0 && typeof additionalProperties === 'object')
    fields.push(['field', exampleOf(additionalProperties, schemas, whole, name)])
  return Object.fromEntries(fields)
}

function numberOf({ minimum, maximum }: JsonSchema): number {
  const wanted = Math.max(minimum ?? 1, 1)
  return maximum === undefined ? wanted : Math.min(wanted, maximum)
}

function textOf({ format, pattern, minLength = 0, maxLength }: JsonSchema, name: string): string {
  const text =
    (format && formats[format]) ?? (pattern && patterns[pattern]) ?? texts[name] ?? `a ${name || 'text'}`
  return text.padEnd(minLength, '0').slice(0, maxLength)
}

const patterns: Readonly<Record<string, string>> = {
  '^\\d{6}$': '123456',
  '^\\d{4}-(0[1-9]|1[0-2])$': '2026-11',
  '^[\\w-]+$': 'dGhlIGhlYXJ0',
  '^[a-z]+([-_][a-z]+)*$': 'no-mail',
  '^[a-z-]{1,20}$': 'internal',
}
