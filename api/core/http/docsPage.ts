import { escapeHtml } from './escapeHtml.ts'
import { exampleOf, type JsonSchema, nameOf, pointedTo, type Schemas } from './examples.ts'

export interface Operation {
  operationId?: string
  summary?: string
  tags?: string[]
  'x-access'?: string
  parameters?: { name: string; in: string; required?: boolean; schema: JsonSchema }[]
  requestBody?: { content: Record<string, Media> }
  responses: Record<string, { description: string; content?: Record<string, Media> }>
}
interface Media {
  schema: JsonSchema
  example?: unknown
}

export interface Description {
  info: { title: string; description?: string }
  paths: Record<string, Record<string, Operation>>
  components?: { schemas?: Schemas }
}

/** What follows from the rest: a name for each operation, examples, that every other answer is a problem; and no schema of others. */
export function complete(doc: Description): Description {
  const schemas = doc.components?.schemas ?? {}
  const exemplify = (content: Record<string, Media> | undefined, whole: boolean) => {
    for (const [type, media] of Object.entries(content ?? {}))
      if (/[/+]json$/.test(type)) media.example = exampleOf(media.schema, schemas, whole)
  }
  const paths = Object.fromEntries(
    Object.entries(doc.paths).map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.entries(methods).map(([method, operation]) => {
          const { requestBody, responses, ...rest } = structuredClone(operation)
          exemplify(requestBody?.content, false)
          for (const [status, { content }] of Object.entries(responses))
            if (Number(status) < 400) exemplify(content, true)
          const whole: Operation = {
            operationId: operationOf(method, path),
            ...rest,
            ...(requestBody && { requestBody }),
            responses: {
              ...responses,
              default: {
                description: 'Refused, or failed: what to do is in its message',
                content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
              },
            },
          }
          return [method, whole]
        }),
      ),
    ]),
  )
  return { ...doc, paths, components: { ...doc.components, schemas: named(paths, schemas) } }
}

/** The schemas that operations name, and those that these name. */
function named(paths: object, schemas: Schemas): Schemas {
  const names = new Set<string>()
  const take = (text: string) => {
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
      if (name && !names.has(name)) {
        names.add(name)
        take(JSON.stringify(schemas[name]))
      }
  }
  take(JSON.stringify(paths))
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => names.has(name)))
}

/** `POST /portal/v1/visits/{id}/move` is `postVisitsByIdMove`. */
function operationOf(method: string, path: string): string {
  const words = path
    .replace(/^\/(api|portal\/v1|fhir\/R4)\//, '')
    .replace(/\{(\w+)\}/g, 'by-$1')
    .split(/\W+/)
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

/** A page to read a description in, by what operations are about. */
export function docsPage({ info, paths, components }: Description, nonce: string): string {
  const schemas = components?.schemas ?? {}
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? ''))].sort()
  const link = ({ operation }: (typeof operations)[number]) =>
    `<li><a href="#${operation.operationId}">${escapeHtml(operation.summary ?? '')}</a></li>`
  const about = (tag: string) => operations.filter(({ operation }) => (operation.tags?.[0] ?? '') === tag)
  const contents = tags.map((tag) => `<h2>${escapeHtml(tag)}</h2><ul>${about(tag).map(link).join('')}</ul>`)
  const sections = tags.flatMap((tag) => about(tag).map((one) => section(one, schemas)))
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(info.title)}</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<style nonce="${nonce}">body{font:1rem/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}h2{font-size:1.2rem;margin:2rem 0 .25rem}h3{font-size:1rem;margin:2.5rem 0 .25rem}h4{font-size:.9rem;margin:1rem 0 .25rem}pre,table{overflow:auto;display:block;border:1px solid #8888;padding:.75rem;font-size:.85rem}th,td{text-align:left;vertical-align:top;padding:.2rem .8rem .2rem 0}nav ul{columns:18rem;padding-left:1rem}</style>
</head><body><main><h1>${escapeHtml(info.title)}</h1><p>${escapeHtml(info.description ?? '')}</p>
<p><a href="./openapi.json">openapi.json</a></p><nav aria-label="Contents">${contents.join('')}</nav>${sections.join('\n')}</main></body></html>`
}

function section(
  { path, method, operation }: { path: string; method: string; operation: Operation },
  schemas: Schemas,
): string {
  const asked = operation.requestBody?.content['application/json']
  const answers = Object.entries(operation.responses).flatMap(([status, { content }]) =>
    Object.values(content ?? {}).flatMap((media) => (media.example === undefined ? [] : [{ status, media }])),
  )
  const parameters = (operation.parameters ?? []).map((one) =>
    row(one.name, one.schema, one.required === true, ` in ${one.in}`),
  )
  const code = (value: unknown) => `<pre tabindex="0">${escapeHtml(JSON.stringify(value, null, 2))}</pre>`
  return `<section id="${operation.operationId}"><h3>${escapeHtml(operation.summary ?? '')}</h3>
<p><code>${method.toUpperCase()} ${escapeHtml(path)}</code> – for ${escapeHtml(accessOf(operation['x-access']))}</p>
${parameters.length > 0 ? `<h4>Parameters</h4>${table(parameters)}` : ''}
${asked ? `<h4>Send</h4>${table(rowsOf(asked.schema, schemas))}${code(asked.example)}` : ''}
${answers.map(({ status, media }) => `<h4>Answer ${status}</h4>${code(media.example)}`).join('')}</section>`
}

const accessOf = (access = ''): string =>
  ({ public: 'anybody', patient: 'a signed-in patient', 'signed-in': 'signed-in staff' })[access] ??
  `staff who may ${access}`

const table = (rows: readonly string[]): string =>
  `<table tabindex="0"><thead><tr><th scope="col">Field</th><th scope="col">What it is</th></tr></thead><tbody>${rows.join('')}</tbody></table>`

function rowsOf(schema: JsonSchema, schemas: Schemas): string[] {
  const own = pointedTo(schema, schemas)
  return Object.entries(own.properties ?? {}).map(([name, one]) =>
    row(name, one, (own.required ?? []).includes(name)),
  )
}

function row(name: string, schema: JsonSchema, required: boolean, place = ''): string {
  const said = [required ? 'required' : 'optional', ruleOf(schema), schema.description].filter(Boolean)
  return `<tr><th scope="row"><code>${escapeHtml(name)}</code>${place}</th><td>${escapeHtml(said.join('; '))}</td></tr>`
}

/** What a field takes, in words. */
function ruleOf(schema: JsonSchema): string {
  if (schema.$ref) return nameOf(schema.$ref)
  const { enum: values, format, pattern, minLength, maxLength, minimum, maximum } = schema
  if (values) return `one of ${values.filter((one) => one !== null).join(', ')}`
  const ways = schema.anyOf ?? schema.oneOf
  if (ways) return ways.map(ruleOf).join(' or ')
  const between = (from: number | undefined, to: number | undefined, unit: string) =>
    from === undefined && to === undefined ? [] : [`${from ?? 0} to ${to ?? 'any number of'} ${unit}`.trim()]
  return [
    format ?? [schema.type].flat().join(' or '),
    ...between(minLength, maxLength, 'characters'),
    ...between(minimum, maximum, ''),
    ...(pattern ? [`matching ${pattern}`] : []),
    ...(schema.items ? [`of ${ruleOf(schema.items)}`] : []),
  ].join(', ')
}
