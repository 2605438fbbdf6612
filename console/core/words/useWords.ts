import { useMemo } from 'react'
import { type TranslationMessages, useTranslate } from 'react-admin'
import type { Group, Key } from '../../words.ts'

// React-admin's words allow any further key; only those it names are taken.
type Named<T> = {
  [K in keyof T as string extends K ? never : K]: T[K]
}
type Paths<T, At extends string> = {
  [K in keyof Named<T> & string]: Named<T>[K] extends string ? `${At}${K}` : Paths<Named<T>[K], `${At}${K}.`>
}[keyof Named<T> & string]
export type AnyKey = Key | Paths<TranslationMessages['ra'], 'ra.'>

/** What stands in a text's `%{…}`. `smart_count` chooses the plural form. */
export interface Values {
  smart_count?: number
  [name: string]: string | number | null | undefined
}

export interface Say {
  (key: AnyKey, values?: Values): string
  /** What a value of the data is called, by its group; the value itself where an organisation has one of its own. */
  of(group: Group, value: string, values?: Values): string
}

/** The words of the console in the reader's language. A key that is not there does not compile. */
export function useWords(): Say {
  const translate = useTranslate()
  return useMemo(() => {
    const say = (key: AnyKey, values?: Values) => translate(key, values)
    say.of = (group: Group, value: string, values?: Values) =>
      translate(`${group}.${value}`, { ...values, _: value })
    return say
  }, [translate])
}
