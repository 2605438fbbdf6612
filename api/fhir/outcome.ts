import type { MiddlewareHandler } from 'hono'
import type { DeskEnv } from '../core/context.ts'
import { forAnyOrigin } from '../core/http/guard.ts'
import type { Dialect } from '../core/http/refusal.ts'
import { problemMedia } from '../core/problemBody.ts'
import { media } from './common.ts'

interface Problem {
  detail: string
  errors?: Record<string, string>
}

/** Words of FHIR's for a status (IssueType); what was asked wrongly is said parameter by parameter. */
const codes: Record<number, string> = {
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  413: 'too-long',
  429: 'throttled',
  503: 'transient',
}
const invalid = 422

/** A refusal as an OperationOutcome, in the words that the rest of the API has for it. */
function outcomeOf(status: number, { detail, errors }: Problem): object {
  const severity = status >= 500 ? 'fatal' : 'error'
  const issue = (text: string, code: string) => ({ severity, code, details: { text }, diagnostics: text })
  const broken = Object.entries(errors ?? {}).map(([name, broke]) => issue(`${name} ${broke}`, 'invalid'))
  return {
    resourceType: 'OperationOutcome',
    issue:
      broken.length > 0 ? broken : [issue(detail, codes[status] ?? (status < 500 ? 'invalid' : 'exception'))],
  }
}

export const asOutcome: MiddlewareHandler<DeskEnv> = async (c, next) => {
  await next()
  const { status, headers } = c.res
  if (!headers.get('content-type')?.startsWith(problemMedia)) return
  const outcome = outcomeOf(status, (await c.res.json()) as Problem)
  // A search that cannot be understood is FHIR's 400; 422 is for content.
  const answer = new Response(JSON.stringify(outcome), { status: status === invalid ? 400 : status })
  answer.headers.set('Content-Type', media)
  c.res = answer
}

/** What is refused before the app begins it. */
export const inFhir: Dialect = {
  under: '/fhir/',
  headers: { 'Content-Type': media, ...forAnyOrigin },
  say: (problem) => outcomeOf(problem.status, problem as Problem),
}
