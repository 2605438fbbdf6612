import polyglotI18nProvider from 'ra-i18n-polyglot'
import englishMessages from 'ra-language-english'
import spanishMessages from 'ra-language-spanish'
import { type I18nProvider, mergeTranslations, type TranslationMessages } from 'react-admin'
import { oneStop } from '../../../api/core/words.ts'
import { words } from '../../words.ts'
import { inLanguage, type Locale } from './entry.ts'
import { englishMore, spanishMore } from './reactAdmin.ts'

const languages: { locale: Locale; name: string }[] = [
  { locale: 'en', name: 'English' },
  { locale: 'es', name: 'Español' },
]

const phrases: Record<Locale, unknown> = {
  en: mergeTranslations(englishMessages, englishMore, inLanguage(words, 'en')),
  es: mergeTranslations(englishMessages, spanishMessages as never, spanishMore, inLanguage(words, 'es')),
}

export const asLocale = (language: string | null | undefined): Locale | undefined =>
  language?.startsWith('es') ? 'es' : language?.startsWith('en') ? 'en' : undefined

// The language is the workstation's, not a patient's: it alone outlives the tab.
const kept = 'desk.language'

let current: Locale = asLocale(localStorage.getItem(kept)) ?? asLocale(navigator.language) ?? 'en'

/** The language the reader sees now; the API is asked to answer in it. */
export const currentLocale = () => current

function wellEnded(provider: I18nProvider): I18nProvider {
  return { ...provider, translate: (key, values) => oneStop(provider.translate(key, values)) }
}

/** The console's words for react-admin. A key that is missing is said aloud in the browser's log and fails the tests. */
export const i18nProvider: I18nProvider = wellEnded(
  polyglotI18nProvider(
    (language) => {
      current = asLocale(language) ?? 'en'
      localStorage.setItem(kept, current)
      document.documentElement.lang = current
      return phrases[current] as TranslationMessages
    },
    current,
    languages,
    { allowMissing: false },
  ),
)

/** The same words in a language of one's choice: a report speaks its reader's, not that of who prints it. */
export const wordsIn = (locale: Locale): I18nProvider =>
  wellEnded(
    polyglotI18nProvider(() => phrases[locale] as TranslationMessages, locale, languages, {
      allowMissing: false,
    }),
  )
