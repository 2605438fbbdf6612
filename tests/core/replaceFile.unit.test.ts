import { mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { replaceFile } from '../../api/core/replaceFile.ts'
import { temporaryFolder } from '../support/templates.ts'

it('a file that cannot be put in its place leaves none beside it', () => {
  const folder = temporaryFolder()
  mkdirSync(path.join(folder, 'taken'))
  expect(() => replaceFile(path.join(folder, 'taken'), 'text')).toThrow(/EISDIR|EEXIST|ENOTEMPTY/)
  expect(readdirSync(folder)).toEqual(['taken'])
})
