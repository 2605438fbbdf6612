import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')

it('the page of attacks lists every test of one, and no test that is not there', () => {
  const page = readFileSync(path.join(root, 'docs/attacks.md'), 'utf8')
  const listed = new Set([...page.matchAll(/`(tests\/[^`]+\.ts)`/g)].map((m) => m[1]!))
  const there = readdirSync(path.join(root, 'tests/attacks')).map((file) => `tests/attacks/${file}`)
  expect(there.filter((file) => !listed.has(file))).toEqual([])
  expect([...listed].filter((file) => !existsSync(path.join(root, file)))).toEqual([])
})
