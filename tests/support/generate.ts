import type { randomFrom } from '../../seed/random.ts'

type Random = ReturnType<typeof randomFrom>

/** JSON Schema as OpenAPI 3.1 writes it, as far as ours use it. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  format?: string
  pattern?: string
  example?: unknown
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
}

/** What is real in the house under test: ids, and words that filters ask for. */
export interface Pool {
  ids: string[]
  words: string[]
}

const moments = [
  '2026-11-25T10:00:00.000Z',
  '2026-02-30T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '0001-01-01T00:00:00Z',
]
const days = ['1985-03-09', '2024-02-29', '2023-02-29', '0000-00-00', '9999-12-31', '1900-01-01', '1900-01']

/** Strings that break what takes them for something else. */
export const hostile = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\u202egnp.exe',
  '\u2066hidden\u2069',
  '\u001b[31m',
  'ﬁ\u0301\u0301\u0301\u0301',
  '👩‍⚕️'.repeat(200),
  'İıſß',
  'x'.repeat(5_000),
  'é'.repeat(20_000),
  '%00',
  '%',
  '../../etc/passwd',
  "'; drop table patient; --",
  '" or 1=1 --',
  '\\',
  '{"$gt":""}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '1e309',
  '-0',
  'NaN',
  'null',
  '[object Object]',
  '__proto__',
  ...moments,
  ...days,
]
const strange = (random: Random): unknown =>
  random.pick([
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    -1e308,
    2 ** 53,
    2 ** 31,
    [],
    {},
    [[]],
    [null],
    { a: 1 },
    nested(random.int(2, 400)),
    Array.from({ length: 3_000 }, (_, i) => i),
    random.pick(hostile),
  ])

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let n = 0; n < depth; n++) value = n % 2 ? [value] : { a: value }
  return value
}

/** Makes values for schemas: mostly such as they say, sometimes at or beyond their bounds, sometimes nothing of the kind. */
export class Generator {
  readonly random: Random
  private readonly pool: Pool
  private readonly components: Record<string, Schema>
  constructor(random: Random, pool: Pool, components: Record<string, Schema>) {
    this.random = random
    this.pool = pool
    this.components = components
  }

  /** A value of which each part is out of order with this likelihood. */
  value(given: Schema | undefined, wrong: number): unknown {
    const schema = this.resolved(given)
    if (this.random.chance(wrong)) return this.random.chance(0.5) ? strange(this.random) : this.bound(schema)
    if (schema.const !== undefined) return schema.const
    if (schema.enum) return this.random.pick(schema.enum)
    const some = schema.anyOf ?? schema.oneOf
    if (some) return this.value(this.random.pick(some), wrong)
    if (schema.allOf) return Object.assign({}, ...schema.allOf.map((one) => this.value(one, wrong) as object))
    const type = Array.isArray(schema.type) ? this.random.pick(schema.type) : schema.type
    switch (type) {
      case 'object':
        return this.object(schema, wrong)
      case 'array': {
        const [least, most] = [schema.minItems ?? 0, Math.min(schema.maxItems ?? 4, 4)]
        const length = this.random.int(least, Math.max(least, most))
        return Array.from({ length }, () => this.value(schema.items, wrong))
      }
      case 'integer':
      case 'number':
        return this.random.int(schema.minimum ?? 0, Math.min(schema.maximum ?? 100, 1e9))
      case 'boolean':
        return this.random.chance(0.5)
      case 'null':
        return null
      case 'string':
        return this.string(schema)
      default:
        return strange(this.random)
    }
  }

  private resolved(schema: Schema = {}): Schema {
    if (!schema.$ref) return schema
    return this.resolved(this.components[schema.$ref.split('/').at(-1)!])
  }

  private object({ properties = {}, required = [], additionalProperties }: Schema, wrong: number): object {
    const made: Record<string, unknown> = {}
    for (const [name, schema] of Object.entries(properties))
      if (required.includes(name) ? !this.random.chance(wrong) : this.random.chance(0.6))
        made[name] = this.value(schema, wrong)
    if (typeof additionalProperties === 'object' && this.random.chance(0.5))
      made[this.random.pick(this.pool.words)] = this.value(additionalProperties, wrong)
    if (this.random.chance(wrong)) {
      const name = this.random.pick([
        '__proto__',
        'constructor',
        'role',
        'id',
        'status',
        'patientIds',
        'toString',
      ])
      Object.defineProperty(made, name, { value: strange(this.random), enumerable: true, configurable: true })
    }
    return made
  }

  string({ format, pattern, example, minLength = 0, maxLength = 40 }: Schema): string {
    if (typeof example === 'string' && this.random.chance(0.7)) return example
    if (format === 'uuid') return this.random.pick(this.pool.ids)
    if (format === 'date-time') return this.random.chance(0.8) ? moments[0]! : this.random.pick(moments)
    if (format === 'date') return this.random.pick(days)
    if (format === 'email') return 'somebody@example.test'
    if (pattern?.includes('\\d')) return this.random.pick(['123456', ...days, '2026-03'])
    const word = this.random.pick([...this.pool.words, ...this.pool.ids.slice(0, 20)])
    return word.padEnd(minLength, 'x').slice(0, Math.max(maxLength, 1))
  }

  /** A value just at its bounds, or just beyond. */
  private bound({ minimum, maximum, maxLength, minLength, maxItems, items }: Schema): unknown {
    const { random } = this
    if (minimum !== undefined || maximum !== undefined)
      return random.pick([minimum ?? 0, (minimum ?? 0) - 1, maximum ?? 1e9, (maximum ?? 1e9) + 1, 0.5])
    if (maxItems !== undefined && maxItems < 500)
      return Array.from({ length: maxItems + random.int(0, 1) }, () => this.value(items, 0))
    if (maxLength !== undefined && maxLength < 10_000) return 'x'.repeat(maxLength + random.int(0, 1))
    if (minLength) return 'x'.repeat(minLength - 1)
    return random.pick(hostile)
  }
}
