import { z } from '@hono/zod-openapi'
import { describe, expect, it } from 'vitest'
import { endpoint, newApp } from '../../api/acts/endpoint.ts'
import type { Ctx } from '../../api/core/context.ts'

describe('a reply', () => {
  const row = z.object({ id: z.string(), masked: z.string() })
  const app = newApp()
  app.use((c, next) => {
    c.set('ctx', { actor: { type: 'anonymous' } } as Ctx)
    return next()
  })
  app.onError((_, c) => c.body(null, 500))
  const serve = (path: string, reply: z.ZodType, handed: unknown) =>
    endpoint(
      app,
      { method: 'get', path, access: 'public', summary: 't', tag: 't', reply },
      async () => handed,
    )
  const stored = { id: '1', masked: '•••42', number: '413-555-0142', password_hash: '$argon2id$' }
  serve('/one', row, stored)
  serve('/many', z.object({ data: z.array(row), first: row.nullable() }), {
    data: [stored],
    first: stored,
    total: 1,
  })
  serve('/wrong', row, { id: '1', number: '413-555-0142' })

  it('carries only what its schema declares, at every depth, whatever the handler returns', async () => {
    const declared = { id: '1', masked: '•••42' }
    expect(await (await app.request('/one')).json()).toEqual(declared)
    expect(await (await app.request('/many')).json()).toEqual({ data: [declared], first: declared })
  })

  it('that lacks what its schema declares is not sent at all', async () => {
    const reply = await app.request('/wrong')
    expect(reply.status).toBe(500)
    expect(await reply.text()).not.toContain('413')
  })
})
