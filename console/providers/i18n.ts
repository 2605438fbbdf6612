import polyglotI18nProvider from 'ra-i18n-polyglot'
import englishMessages from 'ra-language-english'
import spanishMessages from 'ra-language-spanish'
import { mergeTranslations } from 'react-admin'
import { en } from '../i18n/en.ts'
import { es } from '../i18n/es.ts'
import { setHttpLocale } from './http.ts'

const languages = [
  { locale: 'en', name: 'English' },
  { locale: 'es', name: 'Español' },
]
const messages: Record<string, unknown> = {
  en: mergeTranslations(englishMessages, en),
  // The Spanish package predates some of react-admin's words: English stands in where it has none.
  es: mergeTranslations(englishMessages, spanishMessages as never, es),
}

const first = navigator.language.startsWith('es') ? 'es' : 'en'

export const i18nProvider = polyglotI18nProvider(
  (locale) => {
    setHttpLocale(locale)
    document.documentElement.lang = locale
    return messages[locale] as never
  },
  first,
  languages,
  { allowMissing: true },
)
