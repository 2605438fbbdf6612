import { once } from 'node:events'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it, vi } from 'vitest'
import type { Desk } from '../../api/core/context.ts'
import { startThread } from '../../api/core/jobs/thread.ts'

const thread = pathToFileURL(path.resolve(import.meta.dirname, '../../api/core/jobs/thread.ts'))
// A real thread, whose work is to say that it worked, and how much of a processor it asks for.
const entry = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import os from 'node:os'
    import { repeatInThread } from '${thread}'
    const said = new BroadcastChannel('thread')
    await repeatInThread({ log: { error() {} } }, {
      work: { everyMs: 1, round: async () => said.postMessage('round ' + os.getPriority(0)) },
    })
    said.postMessage('ended')
    said.close()
  `)}`,
)

it('a thread of work begins when there is some, leaves the processor to requests, and is not kept over a quiet time', async () => {
  const desk = { config: {}, log: { error: () => {} } } as unknown as Desk
  const channel = new BroadcastChannel('thread')
  const heard = async (what: string) => {
    for (;;) {
      const [{ data }] = (await once(channel as never, 'message')) as [MessageEvent<string>]
      if (data.startsWith(what)) return data
    }
  }
  let isDue = false
  let asked = 0
  const stop = startThread(desk, 'work', entry, {
    ...{ lookMs: 5, afterMs: 0, quietMs: 0 },
    isDue: async () => {
      asked++
      // A quiet time is one after the next.
      return isDue && asked % 2 === 0
    },
  })
  try {
    for (let begun = 0; begun < 2; begun++) {
      const working = heard('round')
      isDue = true
      expect(await working).toBe(process.platform === 'linux' ? 'round 5' : 'round 0')
      const ended = heard('ended')
      isDue = false
      await ended
    }
  } finally {
    await stop()
    channel.close()
  }
})

it('what comes while a thread goes to rest is not left until more comes', async () => {
  const desk = { config: {}, log: { error: () => {} } } as unknown as Desk
  // One job is over at once, the other when it is told: what a real one does, which waits for its next round.
  const resting = new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { once } from 'node:events'
      import { repeatInThread } from '${thread}'
      const said = new BroadcastChannel('resting')
      let rounds = 0
      await repeatInThread({ log: { error() {} } }, {
        quick: { everyMs: 1, round: async () => { if (rounds++ === 0) said.postMessage('begun') } },
        slow: { everyMs: 1, round: async () => { said.postMessage('goes on'); await once(said, 'message') } },
      })
      said.close()
    `)}`,
  )
  const channel = new BroadcastChannel('resting')
  let begun = 0
  channel.onmessage = ({ data }) => {
    if (data === 'begun') begun++
  }
  const looks: { due: boolean }[] = [{ due: true }, { due: false }, { due: false }, { due: true }]
  let asked = 0
  const stop = startThread(desk, 'resting', resting, {
    ...{ lookMs: 50, afterMs: 0, quietMs: 0 },
    isDue: async () => looks[asked++]?.due ?? false,
  })
  try {
    // It began, was told to rest, and there was something to do once more; nothing after that.
    await vi.waitFor(() => expect([begun, asked > looks.length]).toEqual([1, true]), { timeout: 5_000 })
    await vi.waitFor(
      () => {
        channel.postMessage('go on')
        expect(begun).toBeGreaterThan(1)
      },
      { timeout: 5_000 },
    )
  } finally {
    const going = setInterval(() => channel.postMessage('go on'), 5)
    await stop()
    clearInterval(going)
    channel.close()
  }
})
