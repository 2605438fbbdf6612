import { z } from '@hono/zod-openapi'
import { allows } from '../core/access/permissions.ts'
import type { StaffCtx } from '../core/context.ts'
import type { Language } from '../core/words.ts'
import type { AnyAct } from './act.ts'
import { type Tier, tiers } from './tiers.ts'
import { openView } from './view.ts'

const declared = z
  .object({
    name: z.string(),
    verb: z.string(),
    method: z.enum(['post', 'put', 'delete']),
    path: z.string(),
    needs: z.string(),
    tier: z.enum(tiers).nullable(),
    /** It only closes or stops something: signals of risk do not raise its level. */
    closes: z.boolean(),
    from: z.array(z.string()).nullable(),
    /** The names of what can stand in its way: whoever knows that one does offers it to nobody. */
    guards: z.array(z.string()),
    fresh: z.boolean(),
    body: z.record(z.string(), z.unknown()),
  })
  .openapi('Act')

/** The acts of whoever asks, for forms and buttons: what each wants, whom it fits and what its body holds. */
export const showActs = openView({
  at: 'GET /api/acts',
  summary: 'What you may do, and what each act wants',
  tag: 'Acts',
  needs: 'signed-in',
  unrecorded: 'declarations of the program, no person’s data',
  reply: z.array(declared),
  async show(ctx: StaffCtx) {
    const { role } = ctx.actor
    return {
      reply: ctx.desk.catalogue.acts
        .filter(
          ({ needs }) =>
            needs === 'signed-in' || (needs !== 'public' && needs !== 'patient' && allows(role, needs)),
        )
        .map((one) => {
          const [method, path] = one.at.split(' ') as [string, string]
          const guards = (one.guards ?? {}) as { tier?: Tier; closingTier?: Tier; from?: readonly string[] }
          return {
            name: one.name,
            verb: one.verb[ctx.language],
            method: method.toLowerCase() as 'post' | 'put' | 'delete',
            path,
            needs: one.needs as string,
            tier: guards.tier ?? guards.closingTier ?? null,
            closes: guards.closingTier !== undefined,
            from: guards.from ? [...guards.from] : null,
            guards: Object.keys(guards),
            fresh: one.fresh === true,
            body: one.body ? labelled(schemaOf(one.body), one.labels, ctx.language) : {},
          }
        }),
    }
  },
})

type Schema = Record<string, unknown> & { properties?: Record<string, object> }

/** A body whose fields bear the titles that the act gives them. */
function labelled(body: Schema, labels: AnyAct['labels'], language: Language): Schema {
  if (!labels) return body
  const titled = Object.entries(body.properties ?? {}).map(([name, field]) => [
    name,
    labels[name] ? { ...field, title: labels[name][language] } : field,
  ])
  return { ...body, properties: Object.fromEntries(titled) }
}

const schemas = new WeakMap<z.ZodType, Schema>()

function schemaOf(body: z.ZodType): Schema {
  let schema = schemas.get(body)
  if (!schema) {
    schema = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as Schema
    schemas.set(body, schema)
  }
  return schema
}
