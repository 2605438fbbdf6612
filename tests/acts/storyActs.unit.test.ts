import { expect, it } from 'vitest'
import { showActs } from '../../api/acts/showActs.ts'
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
  const ctx = { actor: { role: 'supervisor' }, language: 'en', desk: { catalogue } } as unknown as StaffCtx
  const { reply } = await showActs.show(ctx, {} as never, undefined as never)
  expect(reply.filter(({ name }) => told.some((one) => one.name === name)).map(read)).toEqual(told)
})
