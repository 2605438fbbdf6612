import { describe, expect, it } from 'vitest'
import { listedValues } from '../../api/adoption/traitLists.ts'
import { regional } from '../../api/core/words.ts'
import { adoptionWords } from '../../console/adoption/words.ts'

const { adoption } = adoptionWords
const called: Record<string, { en: string; es: string }> = { ...adoption.groupOf, other: adoption.other }

describe('the groups patients are told apart by', () => {
  it.each(['sex', 'race', 'ethnicity', 'payer'] as const)(
    'are called by name in both languages, not by code: %s',
    (trait) => {
      for (const value of listedValues(trait))
        expect([value, called[value]?.en, called[value]?.es]).toEqual([
          value,
          expect.any(String),
          expect.any(String),
        ])
    },
  )

  it('are called by the name of the language', () => {
    for (const locale of Object.values(regional)) {
      const names = new Intl.DisplayNames(locale, { type: 'language' })
      for (const code of listedValues('language')) expect(called[code]?.en ?? names.of(code)).not.toBe(code)
    }
  })
})
