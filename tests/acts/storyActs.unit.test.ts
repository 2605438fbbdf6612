import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { showActs } from '../../api/acts/showActs.ts'
import { roles } from '../../api/core/access/permissions.ts'
import type { StaffCtx } from '../../api/core/context.ts'
import { catalogue } from '../../api/rooms.ts'

const consoleRoot = path.resolve(import.meta.dirname, '../../console')
const written = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

// What a form does not read of a schema is left out of the copy.
const unread = new Set(['pattern', '$schema', 'additionalProperties', 'minimum', 'maximum'])
const read = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(read)
    : value && typeof value === 'object'
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([name]) => !unread.has(name))
            .map(([name, child]) => [name, read(child)]),
        )
      : value

it('the stories of the console are told with the acts the API declares, in its order: `vitest -u` writes them', async () => {
  const declared = new Map<string, unknown>()
  for (const role of roles) {
    const ctx = { actor: { role }, language: 'en', desk: { catalogue } } as unknown as StaffCtx
    const { reply } = await showActs.show(ctx, {} as never, undefined as never)
    for (const one of reply) declared.set(one.name, read(one))
  }
  const told = catalogue.acts.flatMap(({ name }) => declared.get(name) ?? [])
  await expect(written(told)).toMatchFileSnapshot(path.join(consoleRoot, 'core/story/acts.json'))
})

it('the console knows which acts its pages have a place of their own for: `vitest -u` writes them', async () => {
  const asked = readdirSync(consoleRoot, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) => readFileSync(path.join(consoleRoot, file), 'utf8').match(/\buseAct\([^)]*\)/g) ?? [])
    .flatMap((call) => [...call.matchAll(/'([^']*\.[^']*)'/g)].map((m) => m[1]!))
  const placed = [...new Set(asked)].sort()
  const names = catalogue.acts.map(({ name }) => name)
  expect(placed.filter((name) => !names.includes(name))).toEqual([])
  await expect(written(placed)).toMatchFileSnapshot(path.join(consoleRoot, 'core/placed.json'))
})
