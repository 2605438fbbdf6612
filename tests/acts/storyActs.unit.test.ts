import { expect, it } from 'vitest'
import { showActs } from '../../api/acts/showActs.ts'
import { roles } from '../../api/core/access/permissions.ts'
import type { StaffCtx } from '../../api/core/context.ts'
import { catalogue } from '../../api/rooms.ts'
import told from '../../console/core/story/acts.json' with { type: 'json' }

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

it('the stories of the console are told with the acts the API declares', async () => {
  const declared = new Map<string, unknown>()
  for (const role of roles) {
    const ctx = { actor: { role }, language: 'en', desk: { catalogue } } as unknown as StaffCtx
    const { reply } = await showActs.show(ctx, {} as never, undefined as never)
    for (const one of reply) declared.set(one.name, read(one))
  }
  expect(told.map(({ name }) => declared.get(name))).toEqual(told)
})
