import { render } from '@testing-library/react'
import { act } from 'react'
import { Stage, type Story } from '../../console/core/story/Stage.tsx'

/** The server's streams, which jsdom has none of: a test sends what the server would. */
export class Stream extends EventTarget {
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

/** Shows a story as the browser would. */
export const show = (story: Story) => render(<Stage {...story} />)
