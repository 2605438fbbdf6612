import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawn, rateInterval, shareInterval } from '../../api/adoption/figures/interval.ts'
import { compareAnswers } from '../../api/callers/compare.ts'
import { tierOf } from '../../api/callers/tier.ts'
import { hashPassword, passwordFault } from '../../api/core/access/passwords.ts'
import { ageOn, hospitalClock, hospitalDay, yearsBefore } from '../../api/core/calendar.ts'
import { readConfig } from '../../api/core/config.ts'
import type { ConfigError } from '../../api/core/configFaults.ts'
import { firstIdAt, newId } from '../../api/core/db/id.ts'
import { normalize, streetKey } from '../../api/core/normalize.ts'
import { phoneKey } from '../../api/core/phone.ts'
import { maskEmail, maskEnd, maskPhone } from '../../api/patients/mask.ts'
import { readDates } from '../../api/patients/readDate.ts'
import { readSearch } from '../../api/patients/searchTerms.ts'
import { weigh } from '../../api/privacy/monitor/finding.ts'
import { readSchedule, worksAt } from '../../api/staff/records/schedule.ts'

describe('folding', () => {
  it('is the same folded again, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(normalize(normalize(text))).toBe(normalize(text))
      }),
    )
  })
  it('levels what people write differently', () => {
    expect(normalize('  D’Ångelo-Øst  Straße ')).toBe('dangelo ost strasse')
    expect(phoneKey('+1 (413) 555-0142 ext. 9', 'US')).toBe('4135550142')
    expect(streetKey('12 North Main Street, Apartment 4')).toBe(streetKey('12 n. main st apt 4'))
  })
})

describe('reading a date', () => {
  const today = '2026-11-26'
  it('takes it as people write and say it, in English and Spanish', () => {
    for (const text of [
      '1985-03-04',
      '19850304',
      '3/4/1985',
      '03-04-1985',
      '04.03.1985',
      '3/4/85',
      '3-4-85',
      'March 4 1985',
      'March 4, 1985',
      'march 4th, 1985',
      'Mar. 4 1985',
      'mar 4 85',
      '4 March 1985',
      "4 March '85",
      '4-Mar-1985',
      '4-mar-85',
      '4th of March 1985',
      '4 de marzo de 1985',
      '4 de Marzo del 85',
      'marzo 4 de 1985',
      '4 mar 85',
      '1985 March 4',
    ])
      expect([text, readDates(text, today)]).toEqual([text, ['1985-03-04']])
    expect(readDates('12 de septiembre de 1985', today)).toEqual(['1985-09-12'])
    expect(readDates('25/12/1985', today)).toEqual(['1985-12-25'])
  })
  it('takes two digits for a year of either century, and never one to come', () => {
    expect(readDates('3/4/25', today)).toEqual(['2025-03-04', '1925-03-04'])
    expect(readDates('11/26/26', today)).toEqual(['2026-11-26', '1926-11-26'])
    expect(readDates('11/27/26', today)).toEqual(['1926-11-27'])
  })
  it('takes nothing else for one', () => {
    for (const text of [
      '1985-02-30',
      '31/31/1985',
      'mar 1985',
      'May Smith',
      '3/4',
      '413-555-0142',
      '3/4/198',
      '',
    ])
      expect([text, readDates(text, today)]).toEqual([text, []])
  })
})

describe('reading a search', () => {
  const read = (q: string, typing = false) => {
    const { names, birthDates, numbers } = readSearch(q, '2026-11-26', 'US', typing)
    return { names, birthDates, numbers: numbers.map(({ kind, keys }) => `${kind} ${keys.at(-1)}`) }
  }
  it('tells names, dates, telephones and numbers apart, in any order', () => {
    const birthDates = ['1985-03-04']
    for (const q of [
      'Smith March 4, 1985',
      '4 de marzo de 1985 smith',
      'smith, 3/4/85',
      'DOB: 3/4/85 smith',
      'smith mar 4 85',
    ])
      expect([q, read(q)]).toEqual([q, { names: ['smith'], birthDates, numbers: [] }])
    for (const q of [
      '(413) 555-0142',
      '+1 413 555 0142',
      '1-413-555-0142',
      '14135550142',
      '413.555.0142',
      '413 555 0142 ext. 9',
      'tel: 413-555-0142 x22',
      '4135550142',
    ])
      expect([q, read(q)]).toEqual([q, { names: [], birthDates: [], numbers: ['phone 4135550142'] }])
    expect(read('june carter')).toEqual({ names: ['carter', 'june'], birthDates: [], numbers: [] })
    expect(read('MRN A-778899')).toEqual({ names: [], birthDates: [], numbers: ['mrn a778899'] })
  })
  it('waits for what is still being typed', () => {
    expect(read('smith 3/4/19', true)).toEqual({ names: ['smith'], birthDates: [], numbers: [] })
    expect(read('smith 3/4/1985', true).birthDates).toEqual(['1985-03-04'])
    expect(read('3/4/85 smi', true).birthDates).toEqual(['1985-03-04'])
  })

  it('never fails, and never yields an empty word that would match everybody', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (q) => {
        const { names, numbers } = readSearch(q, '2026-11-26', 'US')
        expect([...names, ...numbers.flatMap(({ keys }) => keys)].every((word) => word.length > 0)).toBe(true)
      }),
    )
  })
})

describe('masks', () => {
  it('never give away more than an ending or a first letter', () => {
    expect([
      maskEmail('ada.lovelace@example.org'),
      maskPhone('413-555-0142'),
      maskEnd('A-778899', 3),
    ]).toEqual(['a•••@e•••.org', '•••42', '•••899'])
  })
})

describe('tiers', () => {
  it('are never reached without the whole name, the birth date and one more', () => {
    const all = ['givenName', 'familyName', 'birthDate', 'mrn', 'phone', 'email'] as const
    fc.assert(
      fc.property(
        fc.subarray([...all]),
        fc.subarray(['street', 'postalCode', 'lastVisitDate'] as const as unknown as 'street'[]),
        (matched, unmatched) => {
          const proven =
            ['givenName', 'familyName', 'birthDate'].every((f) => (matched as string[]).includes(f)) &&
            matched.length > 3 &&
            unmatched.length < 2
          expect(tierOf(matched, unmatched)).toBe(proven ? 'T1' : 'T0')
        },
      ),
    )
  })
  it('match nothing against what is not on file', () => {
    const patient = {
      given_name: '',
      family_name: '',
      nicknames: '[]',
      birth_date: '',
      mrn: '',
      street: null,
      postal_code: null,
    } as never
    const nothing = {
      patient,
      today: '2026-11-26',
      home: 'US',
      phones: [],
      emails: [],
      identifiers: [],
      lastVisitDate: undefined,
      primaryCareProvider: undefined,
    }
    expect(
      compareAnswers(
        {
          givenName: '...',
          phone: '1',
          email: ' ',
          street: '-',
          postalCode: '.',
          mrn: '-',
          birthDate: '',
          primaryCareProvider: 'dr',
        },
        nothing,
      ).matched,
    ).toEqual([])
  })
})

describe('intervals', () => {
  it('of a share agree with Wilson’s own example values', () => {
    // Newcombe 1998, Statistics in Medicine 17:857, table I, method 3: 81 of 263 and 0 of 20.
    expect(shareInterval(81, 263, drawn)).toMatchObject({
      low: expect.closeTo(0.2553, 4),
      high: expect.closeTo(0.3662, 4),
    })
    expect(shareInterval(0, 20, drawn)).toMatchObject({ low: 0, high: expect.closeTo(0.1611, 4) })
  })
  it('of a rate agree with exact Poisson limits to a hundredth', () => {
    // Exact 95 % limits of a count of 10: 4.795 and 18.390 (chi-square).
    expect(rateInterval(10, 1, drawn)).toMatchObject({
      low: expect.closeTo(4.79, 1),
      high: expect.closeTo(18.39, 1),
    })
    expect(rateInterval(0, 1, drawn)!.low).toBe(0)
  })
  it('are wider with what blurring adds, and hold the value', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 500 }), (n, more) => {
        const plain = shareInterval(n, n + more, drawn)!
        const rounded = shareInterval(n, n + more, drawn, { count: 20, of: 20 })!
        expect(plain.low).toBeLessThanOrEqual(n / (n + more) + 1e-12)
        expect(plain.high).toBeGreaterThanOrEqual(n / (n + more) - 1e-12)
        expect(rounded.high - rounded.low).toBeGreaterThanOrEqual(plain.high - plain.low - 1e-12)
      }),
    )
  })
})

describe('passwords', () => {
  it('of fifteen code points are enough, and length is counted in code points', () => {
    expect(passwordFault('🐘🐘🌲🌲🌊🌊🌕🌕🌞🌞⭐⭐🍎🍎', 15)?.en).toMatch(/at least 15/)
    expect(passwordFault('correct horse battery staple', 15)).toBeUndefined()
    expect(passwordFault('Password12345678', 15)?.en).toMatch(/commonly used/)
  })
  it('are hashed with argon2id at what OWASP asks: 19 MiB, two passes, one lane', async () => {
    expect(await hashPassword('correct horse battery staple')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })
})

describe('ids and days', () => {
  it('ids come in order and can be cut by time', () => {
    const ids = Array.from({ length: 5000 }, () => newId())
    expect([...ids].sort()).toEqual(ids)
    expect(new Set(ids).size).toBe(5000)
    expect(firstIdAt(new Date(Date.now() - 60_000)) < ids[0]!).toBe(true)
  })
  it('a day is the hospital’s, and an age turns on the birthday', () => {
    expect(hospitalDay(new Date('2026-01-01T03:00:00Z'), 'America/New_York')).toBe('2025-12-31')
    expect([ageOn('2008-06-15', '2026-06-14'), ageOn('2008-06-15', '2026-06-15')]).toEqual([17, 18])
    expect([yearsBefore('2026-03-01', 6), yearsBefore('2024-02-29', 6)]).toEqual(['2020-03-01', '2018-02-28'])
    expect([yearsBefore('1003-05-05', 6), yearsBefore('0004-05-05', 6)]).toEqual(['0997-05-05', '0001-01-01'])
  })
})

describe('the configuration', () => {
  it('names every fault at once', () => {
    const faults = (env: Record<string, string>) => {
      try {
        readConfig(env)
        return []
      } catch (error) {
        return (error as ConfigError).faults.map((f) => f.split(':')[0])
      }
    }
    expect(
      faults({
        PORT: 'eighty',
        SMTP_URL: 'mail.example.org',
        DATABASE_URL: 'mysql://x',
        SECRET_KEY: 'short',
      }),
    ).toEqual(['PORT', 'DATABASE_URL', 'SMTP_URL', 'SECRET_KEY'])
    expect(faults({ PUBLIC_URL: 'http://desk.example.org' })).toEqual(['PUBLIC_URL'])
    expect(faults({ HOST: '0.0.0.0' })).toEqual(['PUBLIC_URL'])
    expect(faults({ HOST: '0.0.0.0', PUBLIC_URL: 'https://desk.example.org' })).toEqual([])
    expect(readConfig({ PORT: '' }).publicUrl).toBe('http://localhost:8080')
  })
  it('sends checkpoints only to folders and https addresses', () => {
    expect(
      readConfig({ AUDIT_CHECKPOINT_TO: '/srv/worm https://witness.example.org/x' }).checkpointTargets,
    ).toEqual(['/srv/worm', 'https://witness.example.org/x'])
    for (const bad of ['http://witness.example.org', 'ftp://x', 'https://'])
      expect(() => readConfig({ AUDIT_CHECKPOINT_TO: bad })).toThrow(/AUDIT_CHECKPOINT_TO/)
  })
})

describe('working hours', () => {
  const week = readSchedule('mon-fri 08:00-16:30; sat 22:00-06:00')!
  const at = (day: number, time: string) => day * 1440 + Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  it('hold an hour beside them, and reach over midnight', () => {
    for (const [day, time] of [
      [0, '07:00'],
      [4, '17:30'],
      [5, '21:00'],
      [6, '06:59'],
    ] as const)
      expect([day, time, worksAt(week, at(day, time), 60)]).toEqual([day, time, true])
    for (const [day, time] of [
      [0, '06:59'],
      [4, '17:31'],
      [5, '12:00'],
      [6, '07:01'],
      [6, '22:00'],
    ] as const)
      expect([day, time, worksAt(week, at(day, time), 60)]).toEqual([day, time, false])
  })
  it('are refused where they are none', () => {
    for (const text of [
      '',
      'always',
      'mon 8-16',
      'fri-mon 08:00-16:00',
      'mon 08:00-08:00',
      'mon 25:00-26:00',
    ])
      expect([text, readSchedule(text)]).toEqual([text, undefined])
  })
})

describe('the hospital’s calendar', () => {
  it('begins each day when its clocks say so, also where they jump at midnight', () => {
    const newYork = hospitalClock('America/New_York')
    expect(new Date(newYork.startOf('2026-03-08')).toISOString()).toBe('2026-03-08T05:00:00.000Z')
    expect(new Date(newYork.startOf('2026-03-09')).toISOString()).toBe('2026-03-09T04:00:00.000Z')
    // In Beirut the clocks went from 00:00 to 01:00 that day.
    const beirut = hospitalClock('Asia/Beirut')
    expect(new Date(beirut.startOf('2026-03-29')).toISOString()).toBe('2026-03-28T22:00:00.000Z')
    expect(beirut.minuteOfWeek(beirut.startOf('2026-03-29'))).toBe(6 * 1440 + 60)
  })
})

describe('the weight of findings', () => {
  it('counts each rule once, by its strongest, and grows with each further rule but never beyond 100', () => {
    expect(weigh([])).toBe(0)
    expect(
      weigh([
        { rule: 'a', score: 20 },
        { rule: 'a', score: 45 },
      ]),
    ).toBe(45)
    expect(
      weigh([
        { rule: 'a', score: 30 },
        { rule: 'b', score: 20 },
      ]),
    ).toBe(44)
    expect(
      weigh([
        { rule: 'a', score: 100 },
        { rule: 'b', score: 90 },
      ]),
    ).toBe(100)
  })
})
