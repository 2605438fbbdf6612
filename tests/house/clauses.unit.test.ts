import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../../api/commandLine.ts'
import { clauses } from '../../api/evidence/clauseTexts.ts'
import { catalogue } from '../../api/rooms.ts'

const root = path.resolve(import.meta.dirname, '../..')
const all = (of: 'pages' | 'acts' | 'tests' | 'commands') => [
  ...new Set(clauses.flatMap((one) => [...(one[of] ?? [])])),
]

describe('the clause table', () => {
  it('names pages, acts, tests and commands that are there', () => {
    // A page is declared with things of the browser: its address is read from the text.
    const console = path.join(root, 'console')
    const pages = new Set(
      readdirSync(console)
        .map((room) => path.join(console, room, 'places.ts'))
        .filter((file) => existsSync(file))
        .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/^ *path: '([^']+)'/gm)].map((m) => m[1])),
    )
    expect(all('pages').filter((one) => !pages.has(one))).toEqual([])
    expect(all('acts').filter((one) => !catalogue.actions.has(one))).toEqual([])
    expect(all('tests').filter((one) => !existsSync(path.join(root, one)))).toEqual([])
    expect(all('commands').filter((one) => !(one in commands))).toEqual([])
  })

  it('has each clause once, proves what it calls kept by a test, and says what is missing of all else', () => {
    const names = clauses.map((one) => one.clause)
    expect(new Set(names).size).toBe(names.length)
    for (const { clause, state, tests = [], gap } of clauses)
      expect([clause, gap === undefined, state !== 'kept' || tests.length > 0]).toEqual([
        clause,
        state === 'kept',
        true,
      ])
  })

  it('leaves out no clause that an assessor asks of', () => {
    const text = clauses.map((one) => one.clause).join('\n')
    for (const one of ['(a)(1)', '(a)(2)', '(a)(3)', '(a)(4)', '(a)(5)', '(a)(6)', '(a)(7)', '(a)(8)'])
      expect(text).toContain(`164.308${one}`)
    for (const one of [
      '312(a)',
      '312(b)',
      '312(c)',
      '312(d)',
      '312(e)',
      '316',
      '404',
      '414',
      '514(d)',
      '514(h)',
      '528',
    ])
      expect(text).toContain(`164.${one}`)
    for (let n = 1; n <= 13; n++)
      expect(text).toMatch(new RegExp(`170\\.315\\(d\\).*\\(${n}\\)|170\\.315\\(d\\)\\(${n}\\)`))
  })
})
