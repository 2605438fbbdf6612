import type { MiddlewareHandler } from 'hono'
import type { DeskEnv } from '../core/context.ts'
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

/** Says every refusal as an OperationOutcome, in the words that the rest of the API has for it. */
export const asOutcome: MiddlewareHandler<DeskEnv> = async (c, next) => {
  await next()
  const { status, headers } = c.res
  if (!headers.get('content-type')?.startsWith('application/problem+json')) return
  const { detail, errors } = (await c.res.json()) as Problem
  const severity = status >= 500 ? 'fatal' : 'error'
  const issue = (text: string, code: string) => ({ severity, code, details: { text }, diagnostics: text })
  const broken = Object.entries(errors ?? {}).map(([name, broke]) => issue(`${name} ${broke}`, 'invalid'))
  const outcome = {
    resourceType: 'OperationOutcome',
    issue:
      broken.length > 0 ? broken : [issue(detail, codes[status] ?? (status < 500 ? 'invalid' : 'exception'))],
  }
  // A search that cannot be understood is FHIR's 400; 422 is for content.
  const answer = new Response(JSON.stringify(outcome), { status: status === invalid ? 400 : status })
  answer.headers.set('Content-Type', media)
  c.res = answer
}
