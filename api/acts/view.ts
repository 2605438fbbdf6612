import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Action } from '../audit/action.ts'
import type { AuditEntry } from '../audit/record.ts'
import type { DeskEnv, StaffCtx } from '../core/context.ts'
import type { ListQuery } from '../core/http/list.ts'
import type { Access, CtxOf, Input } from './act.ts'

/** What a view shows, and what the log says of it. */
export interface Shown<R> {
  reply: R
  seen?: Omit<AuditEntry, 'outcome'>
  headers?: Readonly<Record<string, string>>
}

interface Place<A extends Access> {
  at: `${'GET' | 'POST'} /${string}`
  summary: string
  tag: string
  needs: A
  /** Whoever has emergency access to the patient `{id}` may too. */
  emergency?: true
  /** What its reply is called, where that is another JSON than any. */
  media?: `application/${string}+json`
}

export interface ViewDef<
  A extends Access,
  P extends z.ZodObject | undefined,
  Q extends z.ZodType | undefined,
  R extends z.ZodType,
> extends Action,
    Place<A> {
  fresh?: true
  params?: P
  /** The query string of a GET, the body of a POST. */
  asks?: Q
  reply: R
  show(ctx: CtxOf<A>, input: Input<P, Q>): Promise<Shown<z.input<R>>>
}

/** A view of no person's data: nothing is recorded, and `why` says why not. */
export interface OpenViewDef<
  A extends Access,
  P extends z.ZodObject | undefined,
  Q extends z.ZodType | undefined,
  R extends z.ZodType,
> extends Place<A> {
  unrecorded: string
  params?: P
  asks?: Q
  reply: R
  show(
    ctx: CtxOf<A>,
    input: Input<P, Q>,
    c: Context<DeskEnv>,
  ): Promise<Pick<Shown<z.input<R>>, 'reply' | 'headers'>>
}

/** A page of a list, as ra-data-simple-rest asks for it. */
export interface Page<R> {
  rows: R[]
  total: number
  /** The total is a lower bound. */
  capped?: boolean
  seen?: Omit<AuditEntry, 'outcome'>
  headers?: Readonly<Record<string, string>>
}

export interface ListDef<A extends Access, F extends z.ZodObject, R extends z.ZodType>
  extends Action,
    Place<A> {
  /** The unit of its Content-Range. */
  unit: string
  filter: F
  /** What it can be sorted by; the first is what it is sorted by unless asked otherwise, newest or highest first. */
  sorts: readonly [string, ...string[]]
  row: R
  list(ctx: CtxOf<A>, query: ListQuery<z.output<F>>): Promise<Page<z.input<R>>>
}

/** A view whose reply is a stream, of server-sent events unless `produces` says otherwise; it records itself. */
export interface StreamDef<P extends z.ZodObject, Q extends z.ZodObject | undefined = undefined>
  extends Action,
    Place<Access> {
  params: P
  asks?: Q
  produces?: string[]
  stream(ctx: StaffCtx, input: Input<P, Q>, c: Context<DeskEnv>): Promise<Response>
}

export type AnyView = ViewDef<any, any, any, any>
export type AnyOpenView = OpenViewDef<any, any, any, any>
export type AnyList = ListDef<any, any, any>
export type AnyStream = StreamDef<any, any>

/** Declares a view: something that shows somebody's data. Its record is committed before the bytes leave. */
export function view<
  A extends Access,
  R extends z.ZodType,
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
>(def: ViewDef<A, P, Q, R>): ViewDef<A, P, Q, R> {
  return def
}

/** Declares a view that nobody needs to know was seen. */
export function openView<
  A extends Access,
  R extends z.ZodType,
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
>(def: OpenViewDef<A, P, Q, R>): OpenViewDef<A, P, Q, R> {
  return def
}

/** Declares a list that pages, filters and sorts. */
export function list<A extends Access, F extends z.ZodObject, R extends z.ZodType>(
  def: ListDef<A, F, R>,
): ListDef<A, F, R> {
  return def
}

export function streamView<P extends z.ZodObject, Q extends z.ZodObject | undefined = undefined>(
  def: StreamDef<P, Q>,
): StreamDef<P, Q> {
  return def
}
