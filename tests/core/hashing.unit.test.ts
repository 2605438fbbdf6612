import { readdirSync, readFileSync } from 'node:fs'
import type { Worker } from 'node:worker_threads'
import { describe, expect, it, vi } from 'vitest'
import { hashPassword, verifyPassword } from '../../api/core/access/passwords.ts'

/** How nice each thread of this process is, as Linux says it. */
const niceness = () =>
  readdirSync('/proc/self/task').flatMap((thread) => {
    try {
      return Number(readFileSync(`/proc/self/task/${thread}/stat`, 'utf8').split(') ')[1]!.split(' ')[16])
    } catch {
      // It ended meanwhile.
      return []
    }
  })

describe('a password', () => {
  it.runIf(process.platform === 'linux')(
    'is hashed, where several are, by a thread that leaves the processor to the one that answers',
    async () => {
      await Promise.all([1, 2].map(() => hashPassword('correct horse battery staple')))
      expect(niceness().some((one) => one > 0)).toBe(true)
    },
  )

  it('is compared by many at once, each with its own answer; a hash that is none is said, and the next is compared', async () => {
    const stored = await hashPassword('correct horse battery staple')
    const given = ['correct horse battery staple', 'incorrect', 'correct horse battery staple', 'wrong']
    expect(await Promise.all(given.map((one) => verifyPassword(stored, one)))).toEqual([
      true,
      false,
      true,
      false,
    ])
    await expect(verifyPassword('nonsense', given[0]!)).rejects.toThrow()
    expect(await verifyPassword(stored, given[0]!)).toBe(true)
  })

  it('is compared after a thread ended at its work, the first of all included, or with nothing to do', async () => {
    // The first of several needs no thread.
    vi.resetModules()
    const { verifyPassword: verify } = await import('../../api/core/access/passwords.ts')
    let begun: Worker | undefined
    const ending = (thread: Worker) => void thread.terminate()
    const noting = (thread: Worker) => {
      begun = thread
    }
    process.once('worker', ending)
    const [, second] = await Promise.allSettled([verify(null, 'of nobody'), verify(null, 'of nobody')])
    expect(String((second as PromiseRejectedResult).reason)).toContain('ended')
    expect(await verify(null, 'of nobody')).toBe(false)

    vi.resetModules()
    process.once('worker', noting)
    const anew = await import('../../api/core/access/passwords.ts')
    const [stored] = await Promise.all([1, 2].map(() => anew.hashPassword('correct horse battery staple')))
    await begun!.terminate()
    expect(await anew.verifyPassword(stored!, 'correct horse battery staple')).toBe(true)
  })
})
