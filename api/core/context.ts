import type { Logger } from 'pino'
import type { Catalogue } from '../acts/catalogue.ts'
import type { Happening } from '../acts/happening.ts'
import type { ViewRecorder } from '../audit/recordView.ts'
import type { Budgets } from './access/budgets.ts'
import type { Crowd } from './access/inTurn.ts'
import type { Keys } from './access/keys.ts'
import type { Role } from './access/permissions.ts'
import type { Config } from './config.ts'
import type { Clocks } from './db/clocks.ts'
import type { Db } from './db/open.ts'
import type { Trx } from './db/transact.ts'
import type { Entrance } from './http/entrance.ts'
import type { Operator } from './operator.ts'
import type { Ring } from './vault/ring.ts'

/** What the process is made of, built once at start and passed in. */
export interface Desk {
  config: Config
  db: Db
  keys: Keys
  /** The keys that open clinical content. */
  vault: Ring
  /** The secret that signs the audit log's checkpoints. */
  auditSeed: Buffer
  log: Logger
  views: ViewRecorder
  sessions: StaffSessions
  /** Whether the sign-in a patient asks with holds at this moment, as the transaction sees it. */
  patientHolds(trx: Trx, actor: { id: string; sid?: string }): Promise<boolean>
  /** What callers may ask of this process. */
  budgets: Budgets
  /** Who may begin, and who waits for that. */
  entrance: Entrance
  clock: () => Date
  /** Whether that clock can be gone by. */
  clocks: Clocks
  /** What the house can do and show, and what its log can hold. */
  catalogue: Catalogue
  /** Tells diagnosis and adoption what happened, in the transaction in which it did. */
  tell(trx: Trx, ctx: Ctx, happenings: readonly Happening[]): Promise<void>
  /** Whether the signed-in person has emergency access to a patient's page at this moment. */
  hasEmergencyAccess(ctx: Ctx, patientId: string): Promise<boolean>
  /** Told of every answer; the metrics listen. */
  onAnswered?: (method: string, route: string, status: number, ms: number) => void
  /** Whether the schema that protects the audit log is as it was made, as it was seen last; readiness and metrics say so. */
  auditLog?: 'protected' | 'altered'
}

export interface StaffSession {
  sid: string
  state: 'second-factor' | 'complete'
  /** When both factors were first proved: its eight hours count from here, whatever renewed it since. */
  since: Date
  authTime: Date
  staff: { id: string; name: string; role: Role }
}

/** Staff sessions behind one interface: what is under it may be replaced, who calls it need not change. */
export interface StaffSessions {
  /**
   * Makes a session as part of what began it, and returns the Set-Cookie value that carries it. One that takes the place of
   * another lasts no longer than that would have: `since` is the other's. `ip` is where it begins, which its owner is shown.
   */
  start(
    trx: Trx,
    staffId: string,
    state: StaffSession['state'],
    how?: { since?: Date | undefined; ip?: string | null },
  ): Promise<string>
  /** The live session a Cookie header names; a malformed cookie is no session. `active` restarts the idle clock. */
  find(cookie: string | undefined, active: boolean): Promise<StaffSession | undefined>
  /** Whether a Cookie header names a session, be it live or not. */
  names(cookie: string | undefined): boolean
  /** Ends a session, if it still is one, as part of what ended it, and returns the Set-Cookie value that clears it. */
  end(trx: Trx, sid: string): Promise<string>
  /** Ends a person's sessions, all or all but one. */
  endAllOf(trx: Trx, staffId: string, butSid?: string): Promise<void>
  /**
   * Waits for the acts of a staff member that are under way, and lets none begin until the transaction ends. Asked before any
   * row is held that those acts may hold.
   */
  stopActs(trx: Trx, staffId: string): Promise<void>
  /**
   * Whether a session, its person and their role are still what they were when the request came; so until the transaction
   * ends, for whoever changes them asks `stopActs`.
   */
  holds(trx: Trx, actor: { id: string; sid: string; role: Role }): Promise<boolean>
}

/** An app that reads for a patient: whose record, and which scopes. It is let in by the interface for apps alone. */
export interface OfApp {
  id: string
  name: string
  patientId: string
  scopes: readonly string[]
}

export type Actor =
  | { type: 'staff'; id: string; name: string; role: Role; sid: string; authTime: Date }
  /** Without a session where they just proved who they are by a mailed link; with an app where that reads in their name. */
  | { type: 'patient'; id: string; patientId: string; sid?: string; app?: OfApp }
  | { type: 'system'; id: string }
  | { type: 'anonymous' }

/** One request, or one job: who acts, from where, and on what. */
export interface Ctx {
  desk: Desk
  actor: Actor
  /** The staff session the request came with, its second factor proved or not yet. */
  session?: StaffSession
  requestId: string
  ip: string | null
  language: 'en' | 'es'
  /** With whom it waits where too much is asked for; staff unless it says. */
  crowd?: Crowd
  /** Whether whoever asked has hung up. */
  isGone?: () => boolean
  /** Does work that waits in a queue of its own, without a place among what is under way. */
  uncounted?: <T>(work: () => Promise<T>) => Promise<T>
  /** Only emergency access opened the way to this patient; the log says so of whatever is shown. */
  emergency?: true
  /** What asks, as its User-Agent header has it. */
  agent?: string | undefined
  /** The request's Cookie header. */
  cookie?: string | undefined
  idempotency?: { key: string; request: string }
  /** Who sits at the command line. */
  operator?: Operator
  now(): Date
}

export interface DeskEnv {
  Variables: { ctx: Ctx; requestId: string; log: Logger; cspNonce: string }
}

/** The context of work that no request asked for: a job, the command line, an import. */
export function systemCtx(desk: Desk, id: string, requestId: string): Ctx {
  return { desk, actor: { type: 'system', id }, requestId, ip: null, language: 'en', now: desk.clock }
}

export type StaffCtx = Ctx & { actor: Extract<Actor, { type: 'staff' }> }
export type PatientCtx = Ctx & { actor: Extract<Actor, { type: 'patient' }> & { sid: string } }
