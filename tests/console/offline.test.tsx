import { act, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { refused } from '../../console/core/fault.ts'
import { guarded } from '../../console/core/Guarded.tsx'
import { PageHead } from '../../console/core/PageHead.tsx'
import { Failed } from '../../console/core/states.tsx'
import { places } from '../../console/places.ts'
import { show } from './show.tsx'

const network = (up: boolean) =>
  act(async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(up)
    window.dispatchEvent(new Event(up ? 'online' : 'offline'))
  })
afterEach(() => vi.restoreAllMocks())

const known = places.find(({ path }) => path === '/cases')!
/** A page whose code comes over a network that is cut at first. */
function opened() {
  let up = false
  const Page = guarded({
    ...known,
    page: async () => {
      if (!up) throw new TypeError('Failed to fetch dynamically imported module')
      return { default: () => <PageHead tab={known.title} title="It is open" /> }
    },
  })
  return { Page, restore: () => (up = true) }
}
const saysOffline = async () => {
  expect(await screen.findByText('This computer is offline.')).toBeTruthy()
  expect(screen.getByRole('heading', { level: 1, name: 'Cases' })).toBeTruthy()
  expect(document.title).toBe('Cases · Portal Desk')
}

it('a page first opened without a network says so under its own name, and opens by itself once the network is back', async () => {
  const { Page, restore } = opened()
  show({ page: <Page />, network: {} })
  await network(false)
  await saysOffline()
  restore()
  await network(true)
  const heading = await screen.findByRole('heading', { level: 1, name: 'It is open' })
  await waitFor(() => expect(document.activeElement).toBe(heading))
})

it('a page whose code did not arrive is fetched again at the next visit', async () => {
  const { Page, restore } = opened()
  const first = show({ page: <Page />, network: {} })
  await network(false)
  await saysOffline()
  first.unmount()
  restore()
  show({ page: <Page />, network: {} })
  expect(await screen.findByRole('heading', { level: 1, name: 'It is open' })).toBeTruthy()
})

it('a record whose address was cut off is said to be not there, and is not asked for again', async () => {
  const answer = JSON.stringify({ message: 'id must be a record id', errors: { id: 'must be a record id' } })
  const cut = (changes: boolean) => refused(422, answer, new Headers(), changes)
  show({ page: <Failed error={cut(false)} retry={() => {}} />, network: {} })
  expect(await screen.findByText(/^No record has this address/)).toBeTruthy()
  expect(screen.queryByRole('button')).toBeNull()
  expect(cut(true).status).toBe(422)
})
