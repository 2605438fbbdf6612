import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { purposes } from '../../api/audit/wordTexts.ts'
import { caseCauses, caseOutcomes, categories, queues } from '../../api/cases/lists.ts'
import { fill, same } from '../../api/core/words.ts'
import { remedies } from '../../api/logins/causeTexts.ts'
import { ofLogins } from '../../api/logins/history.ts'
import { disableReasons, enableReasons } from '../../api/logins/lists.ts'
import { texts as mails } from '../../api/mail/mailTexts.ts'
import { catalogue } from '../../api/rooms.ts'
import { words as consoleWords } from '../../console/words.ts'

interface Text {
  at: string
  en: string
  es: string
}

/** Every text in two languages in what a file exports, wherever it stands. */
function textsIn(node: unknown, at: string): Text[] {
  if (typeof node !== 'object' || node === null) return []
  const { en, es } = node as { en?: unknown; es?: unknown }
  if (typeof en === 'string' && typeof es === 'string') return [{ at, en, es }]
  // Whole texts by language: a mail, the pages a link lands on.
  if (typeof en === 'object' && en !== null && typeof es === 'object' && es !== null)
    return Object.entries(en).flatMap(([name, text]) =>
      textsIn({ en: text, es: (es as Record<string, unknown>)[name] }, `${at}.${name}`),
    )
  return Object.entries(node).flatMap(([name, child]) => textsIn(child, `${at}.${name}`))
}

const files = import.meta.glob<object>(
  ['../../api/**/words.ts', '../../api/**/*Texts.ts', '../../api/**/policy.ts'],
  { eager: true },
)
const ofActs = [...catalogue.actions.values()].map(({ name, words }) => ({ at: name, ...words }))
const verbs = catalogue.acts.flatMap((act) => ('verb' in act ? textsIn(act.verb, `${act.name} verb`) : []))
const all = [
  ...Object.entries(files).flatMap(([path, exported]) => textsIn(exported, path.replace('../../', ''))),
  ...ofActs,
  ...verbs,
  ...textsIn(consoleWords, 'console'),
]
const failing = (rule: (text: Text) => unknown) =>
  all.filter((text) => rule(text)).map(({ at, en, es }) => `${at}: ${en} / ${es}`)

// What the data calls things. A code of one word cannot be told from the word.
const codes = [
  ...[...categories, ...caseCauses, ...caseOutcomes, ...queues, ...disableReasons, ...enableReasons],
  ...[...Object.keys(purposes), ...Object.keys(remedies), ...Object.keys(mails)],
  ...catalogue.actions.keys(),
].filter((code) => /[-.]/.test(code))

describe('every text that people read', () => {
  it('is found: some two thousand', () => {
    expect(all.length).toBeGreaterThan(1500)
    expect(all.filter(({ en, es }) => !en.trim() || !es.trim())).toEqual([])
  })

  it('names nothing by the code the data has for it', () => {
    const code = new RegExp(
      `(?<![\\w-])(${codes.map((one) => one.replaceAll('.', '\\.')).join('|')}|T[0-3])(?![\\w-])`,
    )
    expect(failing(({ en, es }) => code.test(en) || code.test(es))).toEqual([])
  })

  it('has a sentence for whatever may have happened to an account', () => {
    const looked = readFileSync(new URL('../../api/logins/causes.ts', import.meta.url), 'utf8')
    const kinds = [...looked.matchAll(/(?:newest|count)\(f, '([a-z-]+)'/g)].map(([, kind]) => kind!)
    expect(kinds).toContain('page-error')
    const told = ofLogins
    expect([...kinds, ...told].filter((kind) => !(kind in consoleWords.desk.event))).toEqual([])
  })

  it('calls each thing by the one name it has, in the words of a US hospital', () => {
    const english =
      /\b([Ll]ogins?|[Ee]-mails?|mails|[Hh]elpdesk|[Hh]and(ed)? over|[Bb]irth dates?|[Gg]iven name|[Ff]amily name|[Ss]urname|[Nn]obody|[Ss]omebody|[Ee]verybody|[Cc]all-back)\b/
    const spanish =
      /\b(caduc\w+|compañeros? del|mesa de soporte|servicio de ayuda|pulse|ordenador|historia clínica|llamantes?)\b/i
    expect(failing(({ en, es }) => english.test(en) || spanish.test(es))).toEqual([])
  })

  it('differs between the languages wherever it is a sentence', () => {
    const filled = (text: string) => text.replace(/%?\{\w+\}/g, '')
    expect(failing(({ en, es }) => en === es && (filled(en).match(/\p{L}{2,}/gu) ?? []).length > 2)).toEqual([
      // Names of formats.
      expect.stringContaining('FHIR R4 AuditEvent'),
    ])
  })

  it('of an act stands once: no two acts read alike in the log, in either language', () => {
    for (const language of ['en', 'es'] as const) {
      const seen = Map.groupBy(ofActs, (text) => text[language])
      expect([...seen].filter(([, same]) => same.length > 1).map(([sentence]) => sentence)).toEqual([])
    }
  })
})

describe('a sentence', () => {
  it('of the API says one day where a hospital sets one, and never “1 days”', () => {
    const span = { en: 'within {days:day|days}', es: 'en {days:día|días}' }
    expect(fill(span, { days: 1 })).toEqual({ en: 'within 1 day', es: 'en 1 día' })
    expect(fill(span, { days: 30 }).en).toBe('within 30 days')
    const counted = /(?<!%)\{\w+\} (days|hours|minutes|months|years|días|horas|minutos|meses)\b/
    expect(
      failing(({ at, en, es }) => !at.startsWith('console') && (counted.test(en) || counted.test(es))),
    ).toEqual([])
  })

  it('that ends in a time of day has one stop at its end', () => {
    const at = { en: 'Locked at {at}.', es: 'Bloqueada a la {at}.' }
    expect(fill(at, { at: '1:36 p.m.' })).toEqual({
      en: 'Locked at 1:36 p.m.',
      es: 'Bloqueada a la 1:36 p.m.',
    })
    expect(fill(same('Wait...'), {}).en).toBe('Wait...')
  })
})

describe('a text with plural forms', () => {
  const plural = all.filter(({ en, es }) => en.includes('||||') || es.includes('||||'))
  const forms = (text: string) => text.split('||||').map((form) => form.trim())

  it('has one form for one and one for more, which differ, in both languages', () => {
    expect(plural.length).toBeGreaterThan(15)
    for (const { at, en, es } of plural) {
      expect([at, forms(en).length, forms(es).length]).toEqual([at, 2, 2])
      // A few words are the same in the plural; the numbers before them are not.
      if (!at.startsWith('console.resources')) expect([at, new Set(forms(en)).size]).toEqual([at, 2])
    }
  })

  it('is never asked for without the number that chooses the form', () => {
    const sources = Object.keys(import.meta.glob('../../console/**/*.{ts,tsx}'))
      .filter((path) => !/words/.test(path))
      .map((path) => readFileSync(new URL(path, import.meta.url), 'utf8'))
    for (const { at } of plural.filter((text) => text.at.startsWith('console.desk'))) {
      const key = at.replace('console.', '')
      for (const text of sources)
        for (const { index } of text.matchAll(new RegExp(`'${key.replaceAll('.', '\\.')}'`, 'g')))
          expect([key, text.slice(index, index + 260)]).toEqual([key, expect.stringContaining('smart_count')])
    }
  })
})
