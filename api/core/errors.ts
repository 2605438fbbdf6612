import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { DeskEnv } from './context.ts'

/** One thing that stands between the caller and what was asked: a code for programs, a sentence for people. */
export interface Missing {
  code: string
  message: string
}

/** A refusal the caller may read. Anything else that is thrown shows a request id and nothing more. */
export class AppError extends Error {
  readonly status: number
  readonly title: string
  readonly extra: Record<string, unknown>
  readonly headers: Record<string, string>
  constructor(
    status: number,
    title: string,
    message: string,
    extra: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ) {
    super(message)
    this.status = status
    this.title = title
    this.extra = extra
    this.headers = headers
  }
}

export class BadRequest extends AppError {
  constructor(message: string, errors?: Record<string, string>) {
    super(400, 'Bad request', message, errors ? { errors } : {})
  }
}

export class NotSignedIn extends AppError {
  constructor(message = 'Sign in to go on.') {
    super(401, 'Not signed in', message)
  }
}

export class Forbidden extends AppError {
  constructor(message: string, missing: Missing[] = []) {
    super(403, 'Not allowed', message, { missing })
  }
}

export class NotFound extends AppError {
  constructor(what: string) {
    super(404, 'Not found', `No such ${what}.`)
  }
}

export class Conflict extends AppError {
  constructor(message: string, extra: Record<string, unknown> = {}) {
    super(409, 'Conflict', message, extra)
  }
}

/** Each key names a field, each value the rule it broke, as a phrase that can follow the field's name. */
export class Invalid extends AppError {
  constructor(errors: Record<string, string>) {
    const [field, rule] = Object.entries(errors)[0] ?? ['request', 'is invalid']
    super(422, 'Invalid', `${field} ${rule}`, { errors })
  }
}

export class TooMany extends AppError {
  constructor(message: string, retryAfterSeconds: number) {
    super(
      429,
      'Too many attempts',
      message,
      {},
      { 'Retry-After': String(Math.max(1, Math.ceil(retryAfterSeconds))) },
    )
  }
}

// SQLite's and PostgreSQL's ways of saying that storage, not the request, is at fault.
const storageFaults =
  /^(SQLITE_(FULL|IOERR|BUSY|LOCKED|CANTOPEN|READONLY|NOMEM|CORRUPT|PROTOCOL)|57P0[1-5]|53\d{3}|08\w{3}|40001|40P01|25006|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT)/

export function isStorageFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = (error as { code?: unknown }).code
  return (
    (typeof code === 'string' && storageFaults.test(code)) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
  )
}

// Two requests that make the same row: the constraint lets one through, and the other is a conflict, not a fault.
function isDuplicate(error: Error): boolean {
  const code = (error as { code?: unknown }).code
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
}

/** Every error leaves as application/problem+json (RFC 9457), with react-admin's `message` and `errors` beside it. */
export function onError(error: Error, c: Context<DeskEnv>): Response {
  const requestId = c.get('requestId')
  if (error instanceof AppError)
    return problem(c, error.status, error.title, error.message, error.extra, error.headers)
  if (error instanceof HTTPException) {
    const title = error.status === 413 ? 'Too large' : 'Bad request'
    return problem(
      c,
      error.status,
      title,
      error.status === 413 ? 'The request body is too large.' : 'The request body is not valid JSON.',
    )
  }
  const log = c.get('log')
  if (isStorageFault(error)) {
    log?.error({ requestId, code: (error as { code?: string }).code }, 'storage fault')
    return problem(
      c,
      503,
      'Unavailable',
      'The database did not answer. Nothing was changed; try again.',
      {},
      { 'Retry-After': '2' },
    )
  }
  if (isDuplicate(error))
    return problem(c, 409, 'Conflict', 'Someone else did the same at the same moment; reload and look.')
  // The message of an unexpected fault may quote a row; its stack does not.
  log?.error(
    { requestId, name: error.name, stack: error.stack?.split('\n').slice(1).join('\n') },
    'unexpected fault',
  )
  return problem(c, 500, 'Unexpected fault', `Something failed on our side. Request ${requestId}`)
}

export function problem(
  c: Context<DeskEnv>,
  status: number,
  title: string,
  message: string,
  extra: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Response {
  const body = {
    type: 'about:blank',
    title,
    status,
    detail: message,
    message,
    requestId: c.get('requestId'),
    ...extra,
  }
  return c.body(JSON.stringify(body), status as 400, {
    ...headers,
    'Content-Type': 'application/problem+json',
  })
}
