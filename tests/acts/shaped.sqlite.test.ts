import { z } from '@hono/zod-openapi'
import { expect, it } from 'vitest'
import { act } from '../../api/acts/act.ts'
import { runAct } from '../../api/acts/run.ts'
import { showList, showView } from '../../api/acts/show.ts'
import { list, view } from '../../api/acts/view.ts'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { houseForTests } from '../support/harness.ts'

const house = houseForTests()
const row = z.object({ id: z.string(), masked: z.string() })
const declared = { id: '1', masked: '•••42' }
const stored = { ...declared, number: '413-555-0142', password_hash: '$argon2id$' }
const words = { en: 'Tried', es: 'Probó' }
const common = { name: 'settings.changed', letter: 'R', words, watch: 'nothing', tag: 't' } as const
const ctx = () => systemCtx(house.desk, 'test', newId())

// Over HTTP views and lists are shaped here alone: before what they show is recorded.
it('what acts, views and lists answer carries only what they declare, whatever their own code returns', async () => {
  const one = view({
    ...common,
    at: 'GET /api/t',
    summary: 't',
    needs: 'signed-in',
    reply: row,
    show: async () => ({ reply: stored }),
  })
  expect((await showView(one, ctx(), {})).reply).toEqual(declared)
  const many = list({
    ...common,
    at: 'GET /api/t',
    summary: 't',
    needs: 'signed-in',
    unit: 't',
    filter: z.strictObject({}),
    sorts: ['id'],
    row,
    list: async () => ({ rows: [stored], total: 1 }),
  })
  const asked = { filter: {}, sort: { field: 'id', descending: true }, range: { from: 0, to: 9 } }
  expect((await showList(many, ctx(), asked as never)).rows).toEqual([declared])
  const did = act({
    ...common,
    verb: words,
    at: 'POST /api/t',
    needs: 'signed-in',
    reply: row,
    do: async () => ({ reply: stored }),
  })
  expect((await runAct(did, ctx(), {} as never)).reply).toEqual(declared)
})

it('what lacks something that is declared is not answered, and leaves no record that it was seen', async () => {
  const one = view({
    ...common,
    at: 'GET /api/t',
    summary: 't',
    needs: 'signed-in',
    reply: row,
    show: async () => ({ reply: { id: '1' } as never }),
  })
  const before = (await house.audit('settings.changed')).length
  await expect(showView(one, ctx(), {})).rejects.toThrow()
  expect((await house.audit('settings.changed')).length).toBe(before)
})
