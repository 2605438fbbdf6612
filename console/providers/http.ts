import { fetchUtils, HttpError } from 'react-admin'

let locale = 'en'
export const setHttpLocale = (next: string) => {
  locale = next
}

/** Calls the API on our own origin: the cookie goes along, and errors keep the server's words. */
export async function httpClient(url: string, options: fetchUtils.Options = {}) {
  const headers = new Headers(options.headers)
  headers.set('Accept-Language', locale)
  if (options.method && options.method !== 'GET') headers.set('Content-Type', 'application/json')
  return fetchUtils.fetchJson(url, { ...options, headers, credentials: 'same-origin' })
}

export async function post<T>(path: string, body: unknown = {}, once?: string): Promise<T> {
  const headers = new Headers(once ? { 'Idempotency-Key': once } : {})
  const { json } = await httpClient(`/api${path}`, { method: 'POST', body: JSON.stringify(body), headers })
  return json
}

export async function put<T>(path: string, body: unknown, once: string): Promise<T> {
  const headers = new Headers({ 'Idempotency-Key': once })
  const { json } = await httpClient(`/api${path}`, { method: 'PUT', body: JSON.stringify(body), headers })
  return json
}

export async function get<T>(path: string, background = false): Promise<T> {
  const headers = new Headers(background ? { 'X-Background': '1' } : {})
  const { json } = await httpClient(`/api${path}`, { headers })
  return json
}

/** What an error says to a person, field by field when the server named fields. */
export function messageOf(error: unknown): string {
  if (error instanceof HttpError) {
    const errors = (error.body as { errors?: Record<string, string> } | undefined)?.errors
    if (errors)
      return Object.entries(errors)
        .map(([field, rule]) => `${field} ${rule}`)
        .join('; ')
    return error.message
  }
  return error instanceof Error ? error.message : String(error)
}

export function missingOf(error: unknown): string[] {
  const missing =
    error instanceof HttpError
      ? (error.body as { missing?: { code: string }[] } | undefined)?.missing
      : undefined
  return missing?.map((m) => m.code) ?? []
}
