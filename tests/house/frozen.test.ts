import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../api/core/db/schemaState.ts'

const file = path.resolve(import.meta.dirname, '../../migrations/frozen.json')

describe('migrations', () => {
  it('are frozen: each is what it was when it was written, by the hash in migrations/frozen.json', () => {
    // One that is new enters with its hash, which the difference below shows; one that was released never changes.
    expect(Object.fromEntries(migrations().map(({ name, hash }) => [name, hash]))).toEqual(
      JSON.parse(readFileSync(file, 'utf8')),
    )
  })
})
