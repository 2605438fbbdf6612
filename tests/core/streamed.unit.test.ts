import { expect, it } from 'vitest'
import { bytesOf, withEntries } from '../../api/core/http/streamed.ts'

const head = { resourceType: 'Bundle' }
async function* numbered(many: number, made: { n: number } = { n: 0 }) {
  for (; made.n < many; made.n++) yield { n: made.n }
}
async function piecesOf(many: number): Promise<string[]> {
  const pieces: string[] = []
  for await (const piece of withEntries(head, numbered(many))) pieces.push(piece)
  return pieces
}

it.each([0, 1, 199, 200, 201, 1_000])('a list of %i goes out whole', async (many) => {
  const pieces = await piecesOf(many)
  const entry = Array.from({ length: many }, (_, n) => ({ n }))
  expect(JSON.parse(pieces.join(''))).toEqual(many === 0 ? head : { ...head, entry })
  for (const piece of pieces) expect(piece.split('{"n":').length).toBeLessThanOrEqual(201)
})

it('what nobody reads is not made, and who hangs up ends it', async () => {
  const made = { n: 0 }
  const reader = bytesOf(withEntries(head, numbered(100_000, made))).getReader()
  await reader.read()
  await reader.read()
  expect(made.n).toBeLessThan(1_000)
  await reader.cancel()
  const { n } = made
  await new Promise((resolve) => setImmediate(resolve))
  expect(made.n).toBe(n)
})
