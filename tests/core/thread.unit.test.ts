import { once } from 'node:events'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
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
    jobs: {},
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
