import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo } from 'react'
import { I18nContext, useI18nProvider, useLocaleState } from 'react-admin'

/**
 * Gives the words to everything below it, and gives them anew in another language. React-admin mounts the whole page
 * anew when the language changes, which loses whatever was typed; a new value of its context draws it again instead.
 */
export function Speaking({ children }: { children: ReactNode }) {
  const provider = useI18nProvider()
  const [locale] = useLocaleState()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same provider says other words in another language
  const value = useMemo(() => ({ ...provider }), [provider, locale])
  return <I18nContext.Provider value={value}>{children}</I18nContext.Provider>
}

/** Changes the language of the page as it stands; what the API says in words is read anew in it. */
export function useSpeak(): (locale: string) => Promise<void> {
  const provider = useI18nProvider()
  const [, setLocale] = useLocaleState()
  const queries = useQueryClient()
  return useCallback(
    async (locale: string) => {
      // In this order: a provider that has the language already gives react-admin no reason to mount the page anew.
      await provider.changeLocale(locale)
      setLocale(locale)
      await queries.invalidateQueries()
    },
    [provider, setLocale, queries],
  )
}
