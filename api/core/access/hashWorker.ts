import { parentPort } from 'node:worker_threads'
import { hashSync, verifySync } from '@node-rs/argon2'
import { yieldToOthers } from '../jobs/yieldToOthers.ts'
import type { Asked } from './hashThreads.ts'

yieldToOthers()

parentPort!.on('message', (asked: Asked | 'end') => {
  if (asked === 'end') return parentPort!.close()
  try {
    const { password, stored, parameters } = asked
    parentPort!.postMessage({
      done: stored === undefined ? hashSync(password, parameters) : verifySync(stored, password),
    })
  } catch (error) {
    parentPort!.postMessage({ error })
  }
})
