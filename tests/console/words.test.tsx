import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readDay } from '../../console/core/form/readDay.ts'
import { formatter } from '../../console/core/useFormat.ts'
import { type Entry, isEntry, type Words } from '../../console/core/words/entry.ts'
import { wordsIn } from '../../console/core/words/i18n.ts'
import { words } from '../../console/words.ts'

const sources = Object.keys(import.meta.glob('../../console/**/*.{ts,tsx}'))
  .filter((path) => !/words|dist/.test(path))
  .map((path) => readFileSync(new URL(path, import.meta.url), 'utf8'))

function entries(node: Words, at = ''): [key: string, entry: Entry][] {
  return Object.entries(node).flatMap(([name, child]) =>
    isEntry(child) ? [[at + name, child] as [string, Entry]] : entries(child, `${at}${name}.`),
  )
}
const all = entries(words)
const holes = (text: string) => [...new Set(text.match(/%\{\w+\}/g))].sort()

describe('the words of the console', () => {
  it('say the same in both languages: the same things are filled in, with as many plural forms', () => {
    for (const [key, { en, es }] of all) {
      expect(`${key} ${holes(es)}`).toBe(`${key} ${holes(en)}`)
      expect(`${key} ${es.split('||||').length}`).toBe(`${key} ${en.split('||||').length}`)
      expect(es.trim()).not.toBe('')
    }
  })

  it('hold every key that stands in the console, in both languages', () => {
    const used = sources.flatMap((text) => text.match(/(?<=['"])(desk|resources|ra)\.[\w.-]+(?=['"])/g) ?? [])
    expect(used.length).toBeGreaterThan(300)
    const known = new Set(all.map(([key]) => key))
    const groups = new Set(
      all.flatMap(([key]) => key.split('.').map((_, i, parts) => parts.slice(0, i + 1).join('.'))),
    )
    for (const key of used) {
      if (key.startsWith('ra.'))
        for (const locale of ['en', 'es'] as const) expect(wordsIn(locale).translate(key)).not.toBe(key)
      else expect(known.has(key) || groups.has(key), key).toBe(true)
    }
  })

  it('choose the plural form', () => {
    const say = (n: number) => wordsIn('en').translate('desk.session.left', { smart_count: n })
    expect(say(1)).toBe('You will be signed out in 1 minute')
    expect(say(2)).toBe('You will be signed out in 2 minutes')
    expect(wordsIn('es').translate('desk.session.left', { smart_count: 1 })).toContain('1 minuto')
  })
})

describe('numbers, days and times', () => {
  const en = formatter('en', 'America/New_York')
  const es = formatter('es', 'America/New_York')

  it('are written as the reader’s language does, by the hospital’s clocks', () => {
    expect(en.number(21333)).toBe('21,333')
    expect(es.number(21333)).toBe('21,333')
    expect(en.moment('2026-11-25T02:00:00Z')).toMatch(/^Nov 24, 2026, 9:00\sPM$/)
    expect(en.date('1988-10-13')).toBe('October 13, 1988')
    expect(es.date('1988-10-13')).toBe('13 de octubre de 1988')
  })

  it('say what is near as people do, and what is far by its day', () => {
    const now = Date.parse('2026-11-25T12:00:00Z')
    expect(en.relative('2026-11-25T12:40:00Z', now)).toBe('in 40 min.')
    expect(en.relative('2026-11-24T12:00:00Z', now)).toBe('yesterday')
    expect(en.relative('2026-09-01T12:00:00Z', now)).toBe('Sep 1, 2026')
  })

  it.each([
    ['10/13/1988', 'en', '1988-10-13'],
    ['13/10/1988', 'en', '1988-10-13'],
    ['10/11/1988', 'en', '1988-10-11'],
    ['10/11/1988', 'es', '1988-11-10'],
    ['October 13, 1988', 'en', '1988-10-13'],
    ['13 de octubre de 1988', 'es', '1988-10-13'],
    ['1988-10-13', 'en', '1988-10-13'],
    ['02/30/1988', 'en', undefined],
    ['yesterday', 'en', undefined],
    ['1988', 'en', undefined],
  ] as const)('reads the day %s as one hears it (%s)', (typed, locale, day) => {
    expect(readDay(typed, locale)).toBe(day)
  })
})
