import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../api/core/db/schemaState.ts'

const file = path.resolve(import.meta.dirname, '../../migrations/frozen.json')

describe('migrations', () => {
  it('are frozen: each is what it was when it was written; `vitest -u` enters a new one, and alters none', async () => {
    const frozen: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'))
    const now = Object.fromEntries(migrations().map(({ name, hash }) => [name, hash]))
    // Not by snapshot: what was released never changes, whatever is asked for.
    for (const [name, hash] of Object.entries(frozen)) expect([name, now[name]]).toEqual([name, hash])
    await expect(`${JSON.stringify(now, null, 2)}\n`).toMatchFileSnapshot(file)
  })
})
