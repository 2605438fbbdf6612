import { i18nProvider } from './i18n.ts'
import type { AnyKey, Values } from './useWords.ts'

export type { AnyKey } from './useWords.ts'

/** Words outside of a component, in the language of this moment. */
export const sayNow = (key: AnyKey, values?: Values): string => i18nProvider.translate(key, values)
