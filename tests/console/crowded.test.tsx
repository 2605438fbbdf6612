import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { aCase } from '../../console/core/story/fixtures.ts'
import type { Network } from '../../console/core/story/network.ts'
import { stories } from '../../console/patients/PatientShow.story.tsx'
import { refuseStreams, show } from './show.tsx'

const call = (network: Network) =>
  show({
    ...stories.full,
    network: { ...stories.full.network, '/api/cases/c1': () => [200, aCase({})], ...network },
  })
const crowded = [
  429,
  { message: 'More was asked for at once than one person can.', code: 'too-many-requests' },
  { 'Retry-After': '1' },
] as [number, unknown, Record<string, string>]

const note = async () => {
  await userEvent.click(await screen.findByRole('tab', { name: 'Note' }))
  await userEvent.type(await screen.findByRole('textbox', { name: 'Note' }), 'Will call back')
  await userEvent.click(screen.getByRole('button', { name: 'Save note' }))
}

it('what was asked for too fast is done some seconds later, and whoever waits sees nothing of it', async () => {
  let asked = 0
  const noted: unknown[] = []
  call({
    '/api/cases/c1/notes': (body) => {
      if (++asked === 1) return crowded
      noted.push(body)
      return [200, {}]
    },
  })
  await note()
  await waitFor(() => expect(noted).toEqual([{ text: 'Will call back' }]))
  expect([asked, screen.queryByText(/More was asked for/)]).toEqual([2, null])
})

it('a longer wait is said in minutes, as nothing wrong, and what was typed stays', async () => {
  call({
    '/api/cases/c1/notes': () => [
      429,
      { message: 'So many for one day.', code: 'answers-over' },
      { 'Retry-After': '3456' },
    ],
  })
  await note()
  const said = await screen.findByText('You can try again in 58 minutes.')
  expect(said.closest('[role=alert]')!.className).toMatch(/warning/i)
  expect(screen.getByRole('textbox', { name: 'Note' })).toHaveProperty('value', 'Will call back')
})

it('live updates that are refused are paused, it says so, and asks for them again less often', async () => {
  call({})
  await waitFor(async () => expect(await refuseStreams()).toBe(1))
  expect(screen.queryByText('Live updates are paused')).toBeNull()
  await waitFor(async () => expect(await refuseStreams()).toBe(1))
  expect(await screen.findByText('Live updates are paused')).toBeTruthy()
})
