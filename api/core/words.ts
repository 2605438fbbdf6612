/** What people read, in both languages beside each other. */
export interface Words {
  en: string
  es: string
}
export type Language = keyof Words

/** How numbers, days and times are written: in either language as it is done in the United States. */
export const regional: Record<Language, string> = { en: 'en-US', es: 'es-US' }

const writers = new Map<string, Intl.DateTimeFormat>()

/**
 * How days and times are written in a language. To make a writer costs hundreds of times what using it does, so each is made once;
 * there are as many as forms, languages and zones.
 */
export function dateWriter(language: Language, form: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(form)}`
  let writer = writers.get(key)
  if (!writer) {
    writer = new Intl.DateTimeFormat(regional[language], form)
    writers.set(key, writer)
  }
  return writer
}

/** A day of the calendar, written YYYY-MM-DD, as people write it. */
export const dayInWords = (day: string, language: Language): string =>
  dateWriter(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))

/** A moment by the clocks of a zone, as people write it, with the zone. */
export const momentInWords = (at: string, zone: string, language: Language): string =>
  dateWriter(language, {
    timeZone: zone,
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(at))

/** A refusal in words, with the code that programs know it by. */
export interface Said extends Words {
  code: string
}

/** Words with a code; `{name}` stands for a value that `fill` puts in. */
export const said = (code: string, en: string, es: string): Said => ({ code, en, es })

/** A sentence that ends in a value with a stop of its own (“1:36 p.m.”) ends there. */
export const oneStop = (text: string): string => text.replace(/([^.])\.\.(?!\.)/g, '$1.')

/** Puts values where a text names them: `{n}`, or with what is counted, `{n:day|days}`: “1 day”, “30 days”. */
export const putInto = (text: string, put: (name: string) => string): string =>
  text.replace(/\{(\w+)(?::([^|}]+)\|([^}]+))?\}/g, (_, name: string, one?: string, many?: string) => {
    const value = put(name)
    return one === undefined ? value : `${value} ${value === '1' ? one : many}`
  })

/** Puts values into words. */
export function fill<W extends Words>(words: W, values: Readonly<Record<string, string | number>>): W {
  const put = (text: string) => oneStop(putInto(text, (name) => String(values[name] ?? '')))
  return { ...words, en: put(words.en), es: put(words.es) }
}

/** In which of the two somebody is written to, by the language their record says they speak. */
export const languageOf = (spoken: string | null): Language => (/^(es|spa)/i.test(spoken ?? '') ? 'es' : 'en')

/** Text that is the same in both languages: a name, a code, what a person wrote. */
export const same = (text: string): Words => ({ en: text, es: text })

// A schema's message is one string; the two languages of ours stand in it with this between them.
const between = '\u001f'

/** The message of a schema's rule, as a phrase that follows the field's name. */
export const rule = (en: string, es: string): string => `${en}${between}${es}`

/** The two languages of a message made by `rule`, or undefined for any other. */
export function ruleWords(message: string): Words | undefined {
  const [en, es] = message.split(between)
  return es === undefined ? undefined : { en: en!, es }
}
