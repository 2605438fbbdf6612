import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { DeskEnv } from './context.ts'
import { hasCommitted } from './db/committed.ts'
import { CommitUnknown, isStorageFault, unanswered } from './db/fault.ts'
import { type Extra, inBoth, type Missing, problemBody, problemMedia, type Text } from './problemBody.ts'
import { type Said, said, type Words } from './words.ts'

/** A refusal the caller may read, in their language. Anything else that is thrown shows a request id and nothing more. */
export class AppError extends Error {
  readonly status: number
  readonly title: Words
  readonly words: Words
  readonly extra: Extra
  readonly headers: Record<string, string>
  constructor(
    status: number,
    title: Words,
    words: Text,
    extra: Extra = {},
    headers: Record<string, string> = {},
  ) {
    super(inBoth(words).en)
    this.status = status
    this.title = title
    this.words = inBoth(words)
    const code = (words as Partial<Said>).code
    this.extra = code === undefined ? extra : { code, ...extra }
    this.headers = headers
  }
}

export class BadRequest extends AppError {
  constructor(words: Text, errors?: Record<string, Text>) {
    super(400, { en: 'Bad request', es: 'Solicitud incorrecta' }, words, errors ? { errors } : {})
  }
}

export const signInAgain = said(
  'not-signed-in',
  'Your session has ended. Sign in to go on.',
  'Su sesión terminó. Inicie sesión para seguir.',
)

export class NotSignedIn extends AppError {
  constructor(words: Text = said('not-signed-in', 'Sign in to go on.', 'Inicie sesión para continuar.')) {
    super(401, { en: 'Not signed in', es: 'Sin sesión' }, words)
  }
}

export class Forbidden extends AppError {
  constructor(words: Text, missing: readonly Missing[] = []) {
    super(403, { en: 'Not allowed', es: 'No permitido' }, words, { missing })
  }
}

/** What may be done once something more is there: all that is missing is said at once. */
export class NotYet extends Forbidden {
  constructor(missing: readonly Missing[]) {
    const list = (language: 'en' | 'es') =>
      missing.map(({ message }) => (typeof message === 'string' ? message : message[language])).join('; ')
    super(
      {
        en: `Not allowed yet. Missing: ${list('en')}.`,
        es: `Aún no está permitido. Falta: ${list('es')}.`,
      },
      missing,
    )
  }
}

export class NotFound extends AppError {
  /** @param what the noun of the thing, as words or an English word */
  constructor(what: Text) {
    const { en, es } = inBoth(what)
    super(
      404,
      { en: 'Not found', es: 'No encontrado' },
      said('not-found', `No such ${en}.`, `No existe: ${es}.`),
    )
  }
}

export class Conflict extends AppError {
  constructor(words: Text, extra: Extra = {}) {
    super(409, { en: 'Conflict', es: 'Conflicto' }, words, extra)
  }
}

/** Each key names a field, each value the rule it broke, as a phrase that can follow the field's name. */
export class Invalid extends AppError {
  constructor(errors: Record<string, Text>) {
    const [field, broken] = Object.entries(errors)[0] ?? ['request', 'is invalid']
    const { en, es } = inBoth(broken)
    const code = (broken as Partial<Said>).code
    super(
      422,
      { en: 'Invalid', es: 'No válido' },
      { en: `${field} ${en}`, es: `${field} ${es}` },
      { ...(code !== undefined && { code }), errors },
    )
  }
}

export class TooMany extends AppError {
  constructor(words: Text, retryAfterSeconds: number) {
    super(
      429,
      { en: 'Too many attempts', es: 'Demasiados intentos' },
      words,
      {},
      { 'Retry-After': String(Math.max(1, Math.ceil(retryAfterSeconds))) },
    )
  }
}

/** After how long whoever came in a crowd is to come again. */
export const comeAgainSeconds = 1

/** More is asked of this process than it can do in time: nothing was begun. */
export class Busy extends AppError {
  constructor(retryAfterSeconds: number) {
    super(
      503,
      { en: 'Unavailable', es: 'No disponible' },
      said(
        'busy',
        'Too much is asked of the server at once. Nothing was changed; try again in a few seconds.',
        'Se pide demasiado al servidor a la vez. No se cambió nada; inténtelo de nuevo en unos segundos.',
      ),
      { outcome: 'unchanged' },
      { 'Retry-After': String(retryAfterSeconds) },
    )
  }
}

// The message of an unexpected fault may quote a row, and may have many lines, of any form; where it happened does not.
const placesIn = ({ stack = '', message }: Error) =>
  stack
    .replace(message, () => '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')

/** Every error leaves as application/problem+json (RFC 9457), with react-admin's `message` and `errors` beside it. */
export function onError(error: Error, c: Context<DeskEnv>): Response {
  const requestId = c.get('requestId')
  if (error instanceof AppError) {
    const { status, title, words, extra, headers } = error
    return problem(c, status, title, words, extra, headers)
  }
  if (error instanceof HTTPException) {
    return error.status === 413
      ? problem(c, 413, said('too-large', 'Too large', 'Demasiado grande'), {
          en: 'The request body is too large.',
          es: 'El cuerpo de la solicitud es demasiado grande.',
        })
      : problem(c, error.status, said('bad-request', 'Bad request', 'Solicitud incorrecta'), {
          en: 'The request body is not valid JSON.',
          es: 'El cuerpo de la solicitud no es JSON válido.',
        })
  }
  const log = c.get('log')
  if (isStorageFault(error)) {
    log?.error({ requestId, code: codeOf(error) }, 'storage fault')
    return unavailable(c, error)
  }
  log?.error({ requestId, name: error.name, stack: placesIn(error) }, 'unexpected fault')
  return problem(
    c,
    500,
    { en: 'Unexpected error', es: 'Error inesperado' },
    {
      en: `Something failed on our side. Request ${requestId}`,
      es: `Algo falló de nuestro lado. Solicitud ${requestId}`,
    },
  )
}

const codeOf = (error: Error) =>
  ((error instanceof CommitUnknown ? error.cause : error) as { code?: string }).code

const retryAfterSeconds = '2'

/** Says what is known of what was asked: that nothing was changed, or that it must be repeated to be known. */
function unavailable(c: Context<DeskEnv>, error: Error): Response {
  const changes = !['GET', 'HEAD'].includes(c.req.method)
  const outcome = error instanceof CommitUnknown || hasCommitted() ? 'unknown' : 'unchanged'
  const words = !changes
    ? unanswered.look
    : outcome === 'unchanged'
      ? unanswered.unchanged
      : unanswered[c.get('ctx').idempotency ? 'unknownWithKey' : 'unknown']
  return problem(c, 503, { en: 'Unavailable', es: 'No disponible' }, words, changes ? { outcome } : {}, {
    'Retry-After': retryAfterSeconds,
  })
}

/** A refusal as RFC 9457 says, in the language of whoever asks. */
export function problem(
  c: Context<DeskEnv>,
  status: number,
  title: Words,
  words: Words,
  extra: Extra = {},
  headers: Record<string, string> = {},
): Response {
  const body = problemBody(c.get('ctx')?.language ?? 'en', status, title, words, extra, c.get('requestId'))
  return c.body(JSON.stringify(body), status as 400, {
    ...headers,
    'Content-Type': problemMedia,
  })
}
