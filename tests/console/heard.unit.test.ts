import { describe, expect, it } from 'vitest'
import { readDay } from '../../console/core/form/readDay.ts'
import { heardIn } from '../../console/patients/heardIn.ts'

describe('what was typed to find somebody', () => {
  const of = (typed: string, born?: boolean) =>
    heardIn(typed, { birthYear: '1975', born: born ?? null }, '2026-11-26')

  it('is an answer where it can be only that: a birth date, a whole number, an address', () => {
    expect(of('gonz 3/14/75', true)).toEqual({ birthDate: '1975-03-14' })
    expect(of('19750314 maria')).toEqual({ birthDate: '1975-03-14' })
    expect(of('maria 00123456')).toEqual({ mrn: '00123456' })
    expect(of('413-555-0142 3/14/1975')).toEqual({ birthDate: '1975-03-14', phone: '413-555-0142' })
    expect(of('maria@example.test')).toEqual({ email: 'maria@example.test' })
  })

  it('is no answer where it is part of one, of another person, or might be something else', () => {
    for (const typed of [
      'gonz 1975',
      'gonz 456',
      'maria@exa',
      '4135550142',
      '413 555 0142',
      'gonz 3/14/80',
      '12345 67890',
    ])
      expect([typed, of(typed)]).toEqual([typed, {}])
    expect(of('gonz 3/14/75 3/15/75')).toEqual({})
    expect(of('gonz 3/14/75', false)).toEqual({})
  })
})

it('a year of two digits is the last one that is not to come', () => {
  const now = new Date('2026-11-26T12:00:00Z')
  expect(readDay('3/14/75', 'en', now)).toBe('1975-03-14')
  expect(readDay('14/3/15', 'es', now)).toBe('2015-03-14')
  expect(readDay('12/1/26', 'en', now)).toBe('1926-12-01')
  expect(readDay('3/14/5', 'en', now)).toBeUndefined()
})
