import { act, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SessionClock } from '../../console/core/SessionClock.tsx'
import { sessionNow } from '../../console/core/session.ts'
import { show } from './show.tsx'

const minute = 60_000

/** The clock of the session, and how often the server was asked who is signed in: by a person, and in the background. */
async function clock() {
  const asked = { byPerson: 0, inBackground: 0 }
  show({ page: <SessionClock />, network: {} })
  const rest = window.fetch
  window.fetch = (input, init) => {
    if (String(input) === '/api/session')
      asked[new Headers(init?.headers).has('X-Background') ? 'inBackground' : 'byPerson']++
    return rest(input, init)
  }
  await pass(0)
  return asked
}
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a session nobody uses', () => {
  it('is announced when three minutes are left, by the minute, and kept by one press', async () => {
    const asked = await clock()
    expect(sessionNow().signedIn?.idleMinutes).toBe(15)
    await pass(11 * minute)
    expect(screen.queryByRole('status')).toBeNull()
    await pass(1.5 * minute)
    expect(screen.getByRole('status').textContent).toContain('You will be signed out in 2 minutes')
    await pass(minute)
    expect(screen.getByRole('status').textContent).toContain('You will be signed out in 1 minute')
    await pass(minute)
    expect(screen.getByRole('status').textContent).toContain('in less than a minute')
    fireEvent.click(screen.getByRole('button', { name: 'Stay signed in' }))
    await pass(5_000)
    expect(asked.byPerson).toBe(1)
    expect(screen.queryByRole('status')).toBeNull()
  })

  it('is not kept alive by what the page asks by itself when it is over', async () => {
    const asked = await clock()
    await pass(15.5 * minute)
    expect(asked).toEqual({ byPerson: 0, inBackground: 1 })
    expect(Date.now() - sessionNow().activeAt).toBeGreaterThan(15 * minute)
  })
})

describe('somebody who types', () => {
  it('is there, though nothing is sent: the server hears of it once a minute, and the session goes on', async () => {
    const asked = await clock()
    const type = () => fireEvent.keyDown(window, { key: 'a' })
    type()
    await pass(0)
    expect(asked.byPerson).toBe(0)
    for (let minutes = 0; minutes < 20; minutes++) {
      await pass(minute + 1_000)
      for (let key = 0; key < 30; key++) type()
      await pass(0)
    }
    expect(asked.byPerson).toBe(20)
    expect(screen.queryByRole('status')).toBeNull()
  })
})
