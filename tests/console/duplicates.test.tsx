import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { aPairOfRecords } from '../../console/duplicates/fixtures.ts'
import * as pairList from '../../console/duplicates/PairList.story.tsx'
import * as pairShow from '../../console/duplicates/PairShow.story.tsx'
import { show } from './show.tsx'

const path = '/api/duplicates/d1'
const { stories } = pairShow
const row = async (name: string) => (await screen.findByRole('rowheader', { name })).closest('tr')!

describe('two records that may be one person’s', () => {
  it('stand in a column each, and a word says where they agree and differ', async () => {
    show(stories.full)
    // As on a phone, which has no column for the word.
    const cells = async (name: string) =>
      within(await row(name))
        .getAllByRole('cell')
        .map(({ textContent }) => textContent)
    expect(await cells('Last name')).toEqual(['Okonkwo', 'Okonkwadiffers'])
    expect(await cells('Date of birth')).toEqual(['1985-03-09', '1985-03-09same'])
    expect(await cells('Sex')).toEqual(['none', 'femaleonly one'])
    expect(await cells('Record numbers')).toEqual([
      '100 (urn:hospital)',
      '200 (urn:hospital)7 (urn:clinic)differs',
    ])
    expect((await cells('Open cases')).slice(0, 2)).toEqual(['0', '2'])
    expect((await cells('Portal account')).slice(0, 2)).toEqual(['active', 'none'])
    expect(document.title).not.toMatch(/Okonkw/)
  })

  it('say before anybody presses what does not move', async () => {
    const { unmount } = show(stories.full)
    expect(await screen.findByText(/Only Okonkwo, Ada has a portal account/)).toBeTruthy()
    expect(screen.getByText(/Proxies do not move/)).toBeTruthy()
    expect(screen.getByText(/A record has open cases/)).toBeTruthy()
    unmount()
    show(stories.twoLogins)
    expect(await screen.findByText(/Both have a portal account. They are not joined/)).toBeTruthy()
    expect(screen.queryByText(/Proxies do not move/)).toBeNull()
  })

  it('are merged by keyboard on the version that was seen; then the focus goes to the way back', async () => {
    let sent: unknown
    const { network: _, ...story } = stories.full
    show({
      ...story,
      network: {
        [path]: () => [200, sent ? aPairOfRecords({ state: 'merged', survivorId: 'p2' }) : aPairOfRecords()],
        [`${path}/merge`]: (body: unknown) => {
          sent = body
          return [200, { id: 'd1', state: 'merged' }]
        },
      },
    })
    const which = await screen.findByRole('combobox', { name: 'Record that stays' })
    const press = () => userEvent.click(screen.getByRole('button', { name: 'Merge the two records' }))
    await press()
    expect((await screen.findAllByText('Required')).length).toBe(3)
    which.focus()
    await userEvent.keyboard('{Enter}')
    await userEvent.click(await screen.findByRole('option', { name: /Okonkwa, Ada: 200/ }))
    await userEvent.click(screen.getByRole('combobox', { name: 'Why there are two' }))
    await userEvent.click(await screen.findByRole('option', { name: 'Registered twice' }))
    const [field] = screen.getAllByLabelText('How you know').filter((one) => !one.closest('[hidden]'))
    await userEvent.type(field!, 'Both cards')
    await press()
    const back = await screen.findByRole('link', { name: 'Back to the list' })
    expect(sent).toEqual({ survivorId: 'p2', because: 'registered-twice', note: 'Both cards', version: 3 })
    await waitFor(() => expect(document.activeElement).toBe(back))
  })

  it('that were merged offer only to undo it, and are neither shown nor offered to kin', async () => {
    const { unmount } = show(stories.merged)
    expect(await screen.findByRole('button', { name: 'Undo the merge' })).toBeTruthy()
    expect(screen.getByText('Okonkwo, Ada is the surviving record')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Merge the two records' })).toBeNull()
    unmount()
    show(stories.empty)
    expect(await screen.findByText(/a colleague: the patient shares a last name with you/)).toBeTruthy()
    expect(screen.queryByRole('table')).toBeNull()
    expect(screen.queryByRole('button', { name: /Merge|Undo|different people/ })).toBeNull()
  })
})

it('the list says who, how they agree and how many wait, and what would fill it', async () => {
  const { unmount } = show(pairList.stories.full)
  const link = await screen.findByRole('link', { name: 'Okonkwo, Ada · Okonkwa, Ada' })
  expect(link.getAttribute('href')).toContain('/duplicates/d1/show')
  expect(await screen.findByRole('tab', { name: 'Likely (3)' })).toBeTruthy()
  expect(
    screen.getAllByText('same date of birth; last name spelled alike; different telephones').length,
  ).toBe(2)
  unmount()
  show(pairList.stories.empty)
  expect(await screen.findByText('No pairs here')).toBeTruthy()
})
