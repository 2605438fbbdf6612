import { HttpError } from 'react-admin'
import { type AnyKey, sayNow } from './words/now.ts'

/** One thing that stands between a person and what they wanted: a code for us, a sentence for them. */
export interface Missing {
  code: string
  message: string
}

interface Problem {
  code?: string
  message?: string
  errors?: Record<string, string>
  missing?: Missing[]
  requestId?: string
  /** Seconds after which the same may be asked again. */
  waitSeconds?: number
  /** It is the desk's own word, and no page of a proxy in between. */
  own?: boolean
}

/** What the desk says where more was asked for at once than a session may: before it did anything. */
export const tooManyRequests = 'too-many-requests'

/**
 * An answer that is none, or a refusal, in words a person can use.
 * `done` says whether what was asked may have happened all the same.
 */
export class Fault extends HttpError {
  readonly errors: Record<string, string>
  readonly missing: Missing[]
  readonly requestId: string | undefined
  readonly code: string | undefined
  readonly waitSeconds: number | undefined
  readonly done: 'no' | 'unknown'
  private readonly own: boolean
  constructor(message: string, status: number, problem: Problem, done: 'no' | 'unknown') {
    super(message, status, problem)
    // React-admin's error sets its own prototype, which would make this one of those and no Fault.
    Object.setPrototypeOf(this, Fault.prototype)
    this.errors = problem.errors ?? {}
    this.missing = problem.missing ?? []
    this.requestId = problem.requestId
    this.code = problem.code
    this.waitSeconds = problem.waitSeconds
    this.done = done
    this.own = problem.own === true
  }
  lacks(code: string): boolean {
    return this.missing.some((one) => one.code === code)
  }
  /**
   * The desk looked at what was asked and refused it. A proxy's page is none, nor is what the desk says before it looks whether it
   * answered the same before (who is not signed in, who asks too much): of a try whose reply was lost they say nothing.
   */
  get definite(): boolean {
    if (!this.own || this.status < 400 || this.status >= 500) return false
    return this.status !== 401 && this.code !== tooManyRequests
  }
  /** No answer of the desk itself: the network or something in between failed. */
  get unreachable(): boolean {
    return this.status === 0 || (this.status >= 502 && this.status <= 504 && this.requestId === undefined)
  }
}

/**
 * Nothing came back: what a browser calls “Failed to fetch”.
 * @param maybeDone whether a change may have reached the server
 */
export function lost(maybeDone: boolean): Fault {
  const key: AnyKey = navigator.onLine ? 'desk.fault.unreachable' : 'desk.fault.offline'
  return new Fault(sayNow(key), 0, {}, maybeDone ? 'unknown' : 'no')
}

/** A refusal, with the server's words where it gave any; a page of a proxy in between is put in words of ours. */
export function refused(status: number, text: string, headers: Headers, changes: boolean): Fault {
  const problem = read(text)
  // An address that was cut off, or typed: what is read by it is not there, whatever its rule is called.
  if (status === 422 && !changes && problem?.errors?.id !== undefined)
    return new Fault(sayNow('desk.fault.noRecord'), 404, {}, 'no')
  // A request id in the header alone may be a proxy's: only the desk's own body counts.
  const own = problem?.message !== undefined
  const done = changes && !own && status >= 500 ? 'unknown' : 'no'
  const wait = Number(headers.get('Retry-After') ?? undefined)
  const message = problem?.message ?? sayNow(status >= 500 ? 'desk.fault.unreachable' : 'desk.fault.strange')
  return new Fault(
    message,
    status,
    {
      ...problem,
      own,
      waitSeconds: status === 429 && Number.isFinite(wait) ? wait : undefined,
      requestId: problem?.requestId ?? (own ? (headers.get('X-Request-Id') ?? undefined) : undefined),
    },
    done,
  )
}

function read(text: string): Problem | undefined {
  try {
    const value = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

/** What an error says to a person. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : sayNow('desk.fault.strange')
