import { useLocaleState } from 'react-admin'
import type { Words } from '../../../api/core/words.ts'
import { asLocale } from './i18n.ts'

/** Picks the reader's language from words that a declaration of the API brings with it. */
export function useSpoken(): (words: Words) => string {
  const [language] = useLocaleState()
  return (words) => words[asLocale(language) ?? 'en']
}
