import { parse } from 'hono/utils/cookie'
import type { Language } from '../words.ts'

export const languageCookie = 'language'

/** The language somebody chose on a page of the portal, else the browser's. */
export function languageOf(cookie: string | undefined, accepted: string | undefined): Language {
  const chosen = cookie === undefined ? undefined : parse(cookie, languageCookie)[languageCookie]
  if (chosen === 'en' || chosen === 'es') return chosen
  return /^es\b/i.test(accepted ?? '') ? 'es' : 'en'
}
