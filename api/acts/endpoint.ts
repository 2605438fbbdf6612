import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { allows, type Permission, systemAllows } from '../core/access/permissions.ts'
import type { Ctx, DeskEnv, StaffCtx } from '../core/context.ts'
import { BadRequest, Invalid, NotSignedIn } from '../core/errors.ts'
import { id, issueWords, problemSchema } from '../core/http/schema.ts'
import { said, type Words } from '../core/words.ts'
import type { Access, CtxOf } from './act.ts'
import { spendRequest } from './limits.ts'
import { soughtIn } from './named.ts'
import { type Asked, permit, recordNotLetIn } from './permit.ts'

export type DeskApp = OpenAPIHono<DeskEnv>

type Out<S> = S extends z.ZodType ? z.output<S> : undefined

export interface Endpoint<
  A extends Access,
  P extends z.ZodObject | undefined,
  Q extends z.ZodObject | undefined,
  B extends z.ZodType | undefined,
  R extends z.ZodType,
> {
  method: 'get' | 'post' | 'put' | 'delete'
  path: string
  access: A
  /** Whoever has emergency access to the patient `{id}` may too. */
  emergency?: true
  summary: string
  tag: string
  params?: P
  query?: Q
  body?: B
  reply: R
  status?: 200 | 201 | 202
  media?: string | undefined
}

export interface Call<A extends Access, P, Q, B> {
  ctx: CtxOf<A>
  params: Out<P>
  query: Out<Q>
  body: Out<B>
  c: Context<DeskEnv>
}

const unknownField = said('unknown-field', 'is not a known field', 'no es un campo conocido')

/** The fields that break a rule of their schema, and the rule. */
function brokenRules(issues: readonly z.core.$ZodIssue[]): Map<string, Words> {
  // No object yet: a key may be called `__proto__`, which is none of an object's.
  const broke = new Map<string, Words>()
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) broke.set([...issue.path, key].join('.'), unknownField)
    } else {
      const field = issue.path.join('.') || 'body'
      broke.set(field, broke.get(field) ?? issueWords(issue))
    }
  }
  return broke
}

export const invalid = (issues: readonly z.core.$ZodIssue[]): Invalid =>
  new Invalid(Object.fromEntries(brokenRules(issues)))

/** A new table of routes: what is not in the request's schema is refused, naming the field and the rule. */
export function newApp(): DeskApp {
  return new OpenAPIHono<DeskEnv>({
    strict: false,
    defaultHook: (result) => {
      if (result.success) return
      const broke = brokenRules(result.error.issues)
      const [field, broken] = [...broke][0]!
      const errors = Object.fromEntries(broke)
      if (result.target === 'query')
        throw new BadRequest({ en: `${field} ${broken.en}`, es: `${field} ${broken.es}` }, errors)
      throw new Invalid(errors)
    },
  })
}

/** A reply that its schema made already: before what it shows was recorded. It is not made twice. */
export class Made<R> {
  readonly reply: R
  constructor(reply: R) {
    this.reply = reply
  }
}

/**
 * Adds one route. Access is decided before the body is read; the reply carries only what its schema declares.
 * The same declaration is the OpenAPI description and the table the access tests walk.
 */
export function endpoint<
  A extends Access,
  R extends z.ZodType,
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(
  app: DeskApp,
  def: Endpoint<A, P, Q, B, R>,
  handle: (call: Call<A, P, Q, B>) => Promise<z.input<R> | Made<z.output<R>>>,
): void {
  const status = def.status ?? 200
  const problemOf = (description: string) => ({
    description,
    content: { 'application/problem+json': { schema: problemSchema } },
  })
  const route = createRoute({
    method: def.method,
    path: def.path,
    summary: def.summary,
    tags: [def.tag],
    'x-access': def.access,
    security: def.access === 'public' ? [] : [{ [def.access === 'patient' ? 'bearer' : 'session']: [] }],
    middleware: [access(def, def.emergency)],
    request: {
      ...(def.params && { params: def.params }),
      ...(def.query && { query: def.query }),
      ...(def.body && { body: { required: true, content: { 'application/json': { schema: def.body } } } }),
    },
    responses: {
      [status]: {
        description: 'Done',
        content: { [def.media ?? 'application/json']: { schema: def.reply } },
      },
      ...(def.access !== 'public' && { 401: problemOf('Not signed in') }),
      ...(def.access !== 'public' && { 403: problemOf('Not allowed') }),
      422: problemOf('Invalid'),
      500: problemOf('Unexpected fault'),
    },
  })
  app.openapi(
    route as never,
    (async (c: Context<DeskEnv>) => {
      const valid = (c.req as unknown as { valid(target: string): unknown }).valid.bind(c.req)
      const result = await handle({
        ctx: c.get('ctx') as CtxOf<A>,
        params: (def.params ? valid('param') : undefined) as Out<P>,
        query: (def.query ? valid('query') : undefined) as Out<Q>,
        body: (def.body ? valid('json') : undefined) as Out<B>,
        c,
      })
      const reply = result instanceof Made ? result.reply : def.reply.parse(result)
      return c.json(reply as never, status, def.media ? { 'Content-Type': def.media } : undefined)
    }) as never,
  )
}

/** Adds a route whose reply is a stream, of server-sent events unless said otherwise; access is decided as for any other. */
export function stream<P extends z.ZodObject>(
  app: DeskApp,
  def: {
    path: string
    access: Permission
    summary: string
    tag: string
    params: P
    query?: z.ZodObject | undefined
    produces?: string[]
  },
  handle: (call: {
    ctx: StaffCtx
    params: z.output<P>
    query: object | undefined
    c: Context<DeskEnv>
  }) => Promise<Response>,
): void {
  const route = createRoute({
    method: 'get',
    path: def.path,
    summary: def.summary,
    tags: [def.tag],
    'x-access': def.access,
    security: [{ session: [] }],
    middleware: [access({ ...def, method: 'get' })],
    request: { params: def.params, ...(def.query && { query: def.query }) },
    responses: {
      200: {
        description: 'A stream',
        content: Object.fromEntries(
          (def.produces ?? ['text/event-stream']).map((type) => [
            type,
            { schema: /json$/.test(type) ? z.looseObject({ resourceType: z.string() }) : z.string() },
          ]),
        ),
      },
    },
  })
  app.openapi(
    route as never,
    ((c: Context<DeskEnv>) => {
      const valid = (c.req as unknown as { valid(target: string): unknown }).valid.bind(c.req)
      const params = valid('param') as z.output<P>
      const query = def.query && (valid('query') as object)
      return handle({ ctx: c.get('ctx') as StaffCtx, params, query, c })
    }) as never,
  )
}

/** What an address names: `/api/cases/{id}/close` is about a case, `/api/breaches/{id}` about a breach. */
const nounOf = (path: string) => /^\/api\/(?:[a-z-]+\/)?([a-z-]+?)(?:(?<=ch)e)?s\/\{id\}/.exec(path)?.[1]

const recordNamed = (noun: string, c: Context<DeskEnv>): Asked['object'] => {
  const named = id.safeParse(c.req.param('id')).data
  return named ? { type: noun, id: named } : undefined
}

function access(
  { method, path, access }: { method: string; path: string; access: Access },
  emergency = false,
) {
  const route = `${method.toUpperCase()} ${path}`
  const noun = nounOf(path)
  return async (c: Context<DeskEnv>, next: () => Promise<void>) => {
    const asked = {
      route,
      object: noun === undefined ? undefined : recordNamed(noun, c),
      sought: () => soughtIn(c.req.query('filter')),
    }
    await decide(c.get('ctx'), access, asked, emergency)
    await next()
  }
}

async function decide(ctx: Ctx, access: Access, asked: Asked, emergency: boolean): Promise<void> {
  // Also where nobody has to be signed in: a session that is there is counted whatever it asks for.
  await spendRequest(ctx)
  if (access === 'public') return
  if (access === 'patient') {
    if (ctx.actor.type !== 'patient') throw new NotSignedIn()
    return
  }
  if (ctx.actor.type === 'system' && access !== 'signed-in' && systemAllows(ctx.actor.id, access)) return
  if (ctx.actor.type !== 'staff') {
    if (!ctx.session && ctx.desk.sessions.names(ctx.cookie))
      await recordNotLetIn(ctx, 'no-session', asked.route)
    throw new NotSignedIn()
  }
  if (access === 'signed-in') return
  if (
    emergency &&
    asked.object?.type === 'patient' &&
    !allows(ctx.actor.role, access) &&
    (await ctx.desk.hasEmergencyAccess(ctx, asked.object.id))
  )
    ctx.emergency = true
  else await permit(ctx, access, asked)
}
