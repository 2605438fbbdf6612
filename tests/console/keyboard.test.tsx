import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import * as caseList from '../../console/cases/CaseList.story.tsx'
import { Keyboard } from '../../console/core/Keyboard.tsx'
import type { Story } from '../../console/core/story/Stage.tsx'
import * as patientShow from '../../console/patients/PatientShow.story.tsx'
import { places } from '../../console/places.ts'
import { show } from './show.tsx'

/** A page in its frame, with the keys that the frame listens to. */
const withKeys = (story: Story) =>
  show({
    ...story,
    page: (
      <main>
        {story.page}
        <Keyboard places={places} />
      </main>
    ),
  })
const focused = () => document.activeElement as HTMLElement

it('every page of the menu has a letter of its own', () => {
  const letters = places.flatMap(({ menu }) => menu?.letter ?? [])
  expect(new Set(letters).size).toBe(letters.length)
  expect(letters).not.toContain('h')
})

it('j and k go through the rows of a list by their links', async () => {
  withKeys(caseList.stories.full)
  await screen.findAllByRole('row')
  const links = await waitFor(() => {
    const all = [...document.querySelectorAll<HTMLElement>('tbody tr')].map((row) => row.querySelector('a'))
    expect(all.length).toBeGreaterThan(1)
    return all
  })
  await userEvent.keyboard('j')
  expect(focused()).toBe(links[0])
  await userEvent.keyboard('j')
  expect(focused()).toBe(links[1])
  await userEvent.keyboard('k')
  expect(focused()).toBe(links[0])
})

it('a letter leads to its part of a case and does nothing there; letters typed in a field stay letters', async () => {
  withKeys(patientShow.stories.verified)
  await screen.findByRole('heading', { name: 'End the call' })
  focused().blur()
  await userEvent.keyboard('n')
  const note = await screen.findByRole('textbox', { name: /^Note/ })
  await waitFor(() => expect(focused()).toBe(note))
  await userEvent.keyboard('cat')
  expect((note as HTMLTextAreaElement).value).toBe('cat')
  expect(screen.getByRole('tab', { name: 'Note', selected: true })).toBeTruthy()
})

it('a letter over a closed list of choices leads on, and chooses nothing', async () => {
  withKeys(patientShow.stories.verified)
  const cause = await screen.findByRole('combobox', { name: /^Cause/ })
  const chosen = cause.textContent
  cause.focus()
  for (const letter of ['t', 'c', 'd', 's']) {
    cause.focus()
    await userEvent.keyboard(letter)
    expect(cause.textContent).toBe(chosen)
  }
  cause.focus()
  await userEvent.keyboard('n')
  await waitFor(() => expect(focused()).toBe(screen.getByRole('textbox', { name: /^Note/ })))
  expect(cause.textContent).toBe(chosen)
})

it('the map says what the keys do, and turns letters off', async () => {
  withKeys(caseList.stories.full)
  await screen.findAllByRole('row')
  await userEvent.keyboard('?')
  await userEvent.click(await screen.findByRole('switch', { name: 'Use single letters as shortcuts' }))
  await userEvent.click(screen.getByRole('button', { name: 'Close' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  focused().blur()
  await userEvent.keyboard('j')
  expect(focused()).toBe(document.body)
  // Who turned them off finds the way back.
  await userEvent.keyboard('?')
  expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy()
})
