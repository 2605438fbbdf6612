/** One text in every language of the console. */
export interface Entry {
  en: string
  es: string
}
export type Locale = keyof Entry

/** Texts by name, in groups. A room's words stand in its `words.ts`, English and Spanish beside each other. */
export interface Words {
  readonly [name: string]: Entry | Words
}

/** The keys of all texts: a key that is not among them does not compile. */
export type Keys<W, At extends string = ''> = {
  [K in keyof W & string]: W[K] extends Entry ? `${At}${K}` : Keys<W[K], `${At}${K}.`>
}[keyof W & string]

/** The keys of the groups, whose members are named by values of the data: a status, a cause. */
export type Groups<W, At extends string = ''> = {
  [K in keyof W & string]: W[K] extends Entry ? never : `${At}${K}` | Groups<W[K], `${At}${K}.`>
}[keyof W & string]

export interface Phrases {
  [name: string]: string | Phrases
}

export const isEntry = (node: Entry | Words): node is Entry => typeof node.en === 'string'

/** The same tree in one language, as polyglot takes it. */
export function inLanguage(words: Words, locale: Locale): Phrases {
  return Object.fromEntries(
    Object.entries(words).map(([name, node]) => [
      name,
      isEntry(node) ? node[locale] : inLanguage(node, locale),
    ]),
  )
}
