import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../api/rooms.ts'
import { settingsWords } from '../../console/settings/words.ts'

const root = path.resolve(import.meta.dirname, '../../api')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
const unitMs = {
  '60_000': 60_000,
  hourMs: 3_600_000,
  day: 86_400_000,
  dayMs: 86_400_000,
}
/** How long a machine may be waited for, or wait for another; what is longer somebody decided. */
const patienceMs = 10 * 60_000

/**
 * Lifetimes, ages and limits that a file states by itself. It sees literal numbers: beside a unit of time, under a name that
 * ends in a unit or an age, and as what a limit leaves free. A bare count, or a single hour or day, could be anything, and is left to readers.
 */
function stated(text: string): string[] {
  const within = (n: string, unit: number) => Number(n.replaceAll('_', '')) * unit > patienceMs
  return [
    ...[...text.matchAll(/\b(?!1 )([\d_]+) \* (60_000|hourMs|dayMs|day)\b/g)]
      .filter((m) => within(m[1]!, unitMs[m[2] as keyof typeof unitMs]))
      .map((m) => m[0]),
    ...[...text.matchAll(/\bconst \w*[a-z]Ms = ([\d_]+)$/gm)]
      .filter((m) => within(m[1]!, 1))
      .map((m) => m[0]),
    ...[...text.matchAll(/\bconst \w*(?:[mM]inutes|[hH]ours|[dD]ays|[mM]onths|[yY]ears) = \d+/g)].map(
      (m) => m[0],
    ),
    ...[...text.matchAll(/\bconst (?:\w*Age|age|\w*[mM]ajority) = \d+/g)].map((m) => m[0]),
    ...[...text.matchAll(/\b(?:free|forgets): \d+(?! \/)\b/g)].map((m) => m[0]),
  ]
}

/** Numbers that are no decision of a hospital, and why. */
const notDecided: Record<string, string> = {
  'core/calendar.ts': 'what an hour and a day are',
  'adoption/goals/judge.ts': 'what a month is',
  'adoption/lists.ts':
    'classes that stored figures were counted in: others would need all of them counted anew',
  'adoption/figures/ask.ts': 'how long a question may be, which is a cost, and how long it is unless it says',
  'audit/seal/round.ts': 'less than a day, so that a round ends within one',
  'audit/seal/verifyOn.ts': 'less than a day, so that each day says that the log was verified',
  'imports/read/moments.ts': 'what half a day is',
  'mail/deliverMail.ts': 'how far ahead only a clock that was wrong puts a try',
  'privacy/alerts/showOverview.ts': 'how far a chart reaches',
}

describe('a number that a hospital or an auditor asks about', () => {
  it('stands in the policy of its room, and nowhere else', () => {
    const elsewhere = files
      .filter((file) => !file.endsWith('policy.ts') && !(file in notDecided))
      .flatMap((file) => stated(readFileSync(path.join(root, file), 'utf8')).map((one) => `${file}: ${one}`))
    expect(elsewhere).toEqual([])
  })

  it('is read by what it decides', () => {
    // Beside where it is declared.
    const read = files
      .map((file) => readFileSync(path.join(root, file), 'utf8').replace(/^ {2}\w+: (?:\{|due\()/gm, ''))
      .join('\n')
    expect(Object.keys(catalogue.policy).filter((name) => !new RegExp(`\\b${name}\\b`).test(read))).toEqual(
      [],
    )
  })

  it('is told in hours and days that stand in one file', () => {
    const typed = files.filter((file) =>
      /\b(3_600_000|86_400_000)\b/.test(readFileSync(path.join(root, file), 'utf8')),
    )
    expect(typed).toEqual(['core/calendar.ts'])
  })

  it('is only excused where there is one', () => {
    const empty = Object.keys(notDecided).filter(
      (file) => stated(readFileSync(path.join(root, file), 'utf8')).length === 0,
    )
    expect(empty).toEqual([])
  })

  it('lies within its own bounds, and has words for its part and its unit', () => {
    const { about: parts, unit: units } = settingsWords.policy
    for (const [name, { usual, least, most, about, unit, meaning }] of Object.entries(catalogue.policy)) {
      expect([name, least <= usual, usual <= most, least < most]).toEqual([name, true, true, true])
      expect([name, about in parts, unit in units]).toEqual([name, true, true])
      expect([name, meaning.en === meaning.es]).toEqual([name, false])
    }
  })

  it('is seen where it is stated', () => {
    for (const text of [
      'const noticeDays = 30',
      'const majority = 18',
      'const furthestMs = 2 * hourMs',
      'new Date(now - 30 * dayMs)',
      "{ key: 'a', free: 5 }",
    ])
      expect([text, stated(text).length]).toEqual([text, 1])
    for (const text of ['const everyMs = 60_000', 'const stuckMs = 5 * 60_000', 'at + hours * hourMs'])
      expect([text, stated(text)]).toEqual([text, []])
  })
})
