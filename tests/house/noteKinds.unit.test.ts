import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { casesWords } from '../../console/cases/words.ts'

/** What acts write into a case, by the kind of the note: their own lines, and those of the acts on a login, which end alike. */
const written = globSync('api/**/*.ts').flatMap((file) => {
  const text = readFileSync(file, 'utf8')
  return [
    ...text.matchAll(/addCaseNote\(\s*trx,\s*ctx,\s*[\w.]+,\s*'([a-z-]+)'/g),
    ...text.matchAll(/\bdone\(trx, ctx, found, login, \{\s*act: '([a-z-]+)'/g),
  ].map(([, kind]) => kind!)
})

it('every kind of note that an act writes into a case has its name in words', () => {
  const kinds = [...new Set(written)].filter((kind) => kind !== 'note')
  expect(kinds.length).toBeGreaterThan(15)
  expect(kinds.filter((kind) => !(kind in casesWords.note))).toEqual([])
})
