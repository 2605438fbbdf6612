import type { z } from '@hono/zod-openapi'
import type { Action, Outcome } from '../audit/action.ts'
import type { AuditEntry } from '../audit/record.ts'
import type { Permission } from '../core/access/permissions.ts'
import type { Actor, Ctx, Desk, PatientCtx, StaffCtx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import type { AppError } from '../core/errors.ts'
import type { Missing } from '../core/problemBody.ts'
import type { Words } from '../core/words.ts'
import type { Happening } from './happening.ts'

/** Who may call: anyone, any signed-in staff member, staff with a permission, or a signed-in patient. */
export type Access = 'public' | 'signed-in' | 'patient' | Permission

export type CtxOf<A extends Access> = A extends 'public' ? Ctx : A extends 'patient' ? PatientCtx : StaffCtx

type Out<S> = S extends z.ZodType ? z.output<S> : unknown
/** What an act or view is given: what its address names and what its body or query holds, in one object. */
export type Input<P, B> = Out<P> & Out<B>

/** What the log says an act was about. */
export type About = Pick<AuditEntry, 'patientIds' | 'object' | 'caseId' | 'purpose'>

/** The facts a guard decides on. */
export interface GuardCall<F, I> {
  trx: Trx
  ctx: StaffCtx
  found: F
  input: I
  permission: Access
}

/**
 * One thing that can stand in the way. What is missing is gathered over all guards and said at once; an error ends the
 * act with its own status.
 */
export type Guard<F, I, W> = (
  call: GuardCall<F, I>,
  wanted: W,
) => Promise<readonly Missing[] | AppError | undefined> | readonly Missing[] | AppError | undefined

export type Guards<F, I> = Record<string, Guard<F, I, any>>

/**
 * What acts of a kind are about: how it is loaded and locked in the transaction that changes it, what the log calls it,
 * and what can stand in the way, in the order in which it is asked.
 */
export interface Target<I, F, G extends Guards<F, I> = Guards<F, I>> {
  /** @throws NotFound, or Invalid for an input that does not belong together. */
  load(trx: Trx, ctx: StaffCtx, input: I): Promise<F>
  about(found: F): About
  /** What the log says of every act on it, beside what the act itself says. */
  detail?(found: F): NonNullable<AuditEntry['detail']>
  guards: G
}

export type Wanted<G> = {
  [K in keyof G]?: G[K] extends (call: never, wanted: infer W) => unknown ? W : never
}

/** Headers of an answer; of a name that may stand several times, as `Set-Cookie`, all of its values. */
export type ReplyHeaders = Readonly<Record<string, string | readonly string[]>>

/** What an act did: its reply, or the refusal that stands beside the change (a wrong code is counted, and refused). */
export type Done<R> = Did & ({ reply: R; refuse?: undefined } | { reply?: unknown; refuse: AppError })

interface Did {
  /** What it was about, where the target does not say or is only made by the act. */
  about?: About
  /** Names of the fields that changed; never their values. */
  fields?: readonly string[]
  /** Codes, counts and tiers; never a value of patient data. */
  detail?: AuditEntry['detail']
  outcome?: Extract<Outcome, 'failure'>
  /** There was nothing to change, and nobody's data in the answer: the log has nothing to hold. */
  unchanged?: true
  /** What else happened by it, each an event of its own. */
  also?: readonly (readonly [Action, AuditEntry])[]
  tells?: readonly Happening[]
  /** It ended the sign-in it came with: else that has to be there when all is done. */
  signsOut?: true
  /** Who turned out to act: somebody who just proved who they are. */
  as?: Actor
  headers?: ReplyHeaders
  /** Once all of it is committed; what is lost here must be made up for by a job. */
  after?: (desk: Desk) => void
}

export interface ActDef<
  A extends Access,
  P extends z.ZodObject | undefined,
  B extends z.ZodType | undefined,
  R extends z.ZodType,
  F,
  G extends Guards<F, Input<P, B>>,
> extends Action {
  /** What its button says; in English it is the summary of its route. */
  verb: Words
  tag: string
  at: `${'POST' | 'PUT' | 'DELETE'} /${string}`
  needs: A
  /** Wants a second factor proved a few minutes ago. */
  fresh?: true
  /** What fields of its body are called, where the console has no word for them; the words of one field are its title. */
  labels?: Readonly<Record<string, Words>>
  /** False where its answer lets somebody in, or anybody may ask: such an answer is not kept for a repeated key. */
  once?: false
  status?: 200 | 201 | 202
  params?: P
  body?: B
  reply: R
  on?: Target<Input<P, B>, F, G>
  guards?: Wanted<G>
  /** A name under which attempts take turns in this process: those under way at once are decided in the order they came. */
  turn?(input: Input<P, B>): string
  /** Costly work that decides nothing, such as hashing a password: before the transaction. */
  prepare?(ctx: CtxOf<A>, input: Input<P, B>): Promise<unknown>
  do(trx: Trx, ctx: CtxOf<A>, found: F, input: Input<P, B>, prepared: unknown): Promise<Done<z.input<R>>>
}

export type AnyAct = ActDef<any, any, any, any, any, any>
export type InputOf<O> =
  O extends ActDef<infer _A, infer P, infer B, infer _R, infer _F, infer _G> ? Input<P, B> : never

/** Declares an act: something that changes something. Everything told of it elsewhere is derived from this value. */
export function act<
  A extends Access,
  R extends z.ZodType,
  P extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  F = undefined,
  G extends Guards<F, Input<P, B>> = Record<never, never>,
>(def: ActDef<A, P, B, R, F, G>): ActDef<A, P, B, R, F, G> {
  return def
}
