import { cleanup, configure, render } from '@testing-library/react'
import { act } from 'react'
import { afterEach, expect, vi } from 'vitest'
import { Stage, type Story } from '../../console/core/story/Stage.tsx'

// A busy machine is no fault of the page.
configure({ asyncUtilTimeout: 5_000 })

const warned = vi.spyOn(console, 'warn')

/** The server's streams, which jsdom has none of: a test sends what the server would. */
class Stream extends EventTarget {
  static readonly CLOSED = 2
  readyState = 1
  readonly url: string
  constructor(url: string) {
    super()
    this.url = url
    streams.add(this)
  }
  close() {
    streams.delete(this)
  }
}
const streams = new Set<Stream>()
vi.stubGlobal('EventSource', Stream)
// Nothing is laid out in jsdom, so that there is nowhere to go.
Element.prototype.scrollIntoView = () => {}

export const tell = (event: 'progress' | 'case' | 'present', data: string) =>
  act(async () => {
    for (const stream of streams) stream.dispatchEvent(new MessageEvent(event, { data }))
  })

/** Every stream is refused, as where too many are open. @returns how many were */
export const refuseStreams = () =>
  act(async () => {
    const refused = [...streams]
    for (const stream of refused) {
      stream.readyState = Stream.CLOSED
      stream.dispatchEvent(new Event('error'))
    }
    return refused.length
  })

afterEach(() => {
  cleanup()
  // A key without words is said in the browser's log and nowhere else.
  const missing = warned.mock.calls.flat().filter((line) => /Missing translation/.test(String(line)))
  warned.mockClear()
  expect(missing).toEqual([])
})

/** Shows a story as the browser would. */
export const show = (story: Story) => render(<Stage {...story} />)
