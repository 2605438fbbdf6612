import { expect, it } from 'vitest'
import { textWithin } from '../../api/core/textWithin.ts'

it('an answer is read whole where it is short enough, letters that come in parts too, and else no further', async () => {
  const bytes = new TextEncoder().encode('ñandú 東京')
  let given = 0
  const piece = (one: Uint8Array) =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(one)
        given += one.byteLength
      },
    })
  const inParts = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
      controller.close()
    },
  })
  expect(await textWithin(new Response(inParts), bytes.byteLength)).toBe('ñandú 東京')
  expect(await textWithin(new Response(bytes), bytes.byteLength - 1)).toBeUndefined()
  expect(await textWithin(new Response(null), 1)).toBe('')
  expect(await textWithin(new Response(piece(new Uint8Array(1000))), 10_000)).toBeUndefined()
  expect(given).toBeLessThan(20_000)
})
