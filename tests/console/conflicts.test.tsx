import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import * as conflictList from '../../console/imports/ConflictList.story.tsx'
import * as conflictShow from '../../console/imports/ConflictShow.story.tsx'
import { aConflict } from '../../console/imports/fixtures.ts'
import { show } from './show.tsx'

const path = '/api/record-conflicts/rc1'
const { stories } = conflictShow

describe('a record to decide', () => {
  it('stands beside what is on file, and a word says where they differ', async () => {
    show(stories.full)
    const row = async (name: string) => (await screen.findByRole('rowheader', { name })).closest('tr')!
    expect(within(await row('Last name')).getByText('differs')).toBeTruthy()
    expect(within(await row('Sex')).queryByText('differs')).toBeNull()
    expect(within(await row('Language')).getByText('not sent')).toBeTruthy()
    expect(within(await row('Phone')).getByText('none')).toBeTruthy()
    expect(document.title).not.toMatch(/Doe|Oakenshaw/)
  })

  it('is decided with how it is known, on the version that was seen; then the focus goes to the way back', async () => {
    let sent: unknown
    const { network, ...story } = stories.full
    show({
      ...story,
      network: {
        [path]: () => [
          200,
          sent ? aConflict({ state: 'feed-wrong', note: 'Typed wrong', fields: [] }) : aConflict(),
        ],
        [`${path}/keep-ours`]: (body: unknown) => {
          sent = body
          return [200, { id: 'rc1', state: 'feed-wrong', patientId: null }]
        },
      },
    })
    await userEvent.click(await screen.findByRole('tab', { name: 'The source is wrong' }))
    const press = () =>
      userEvent.click(screen.getByRole('button', { name: 'The source is wrong: keep ours' }))
    await press()
    expect((await screen.findAllByText('Required')).length).toBe(2)
    await userEvent.click(screen.getByRole('combobox', { name: 'What is wrong at the source' }))
    await userEvent.click(await screen.findByRole('option', { name: 'The number is someone else’s' }))
    const [field] = screen.getAllByLabelText('How you know').filter((one) => !one.closest('[hidden]'))
    await userEvent.type(field!, 'Typed wrong')
    await press()
    const back = await screen.findByRole('link', { name: 'Back to the list' })
    expect(sent).toEqual({ because: 'number', note: 'Typed wrong', version: 2 })
    await waitFor(() => expect(document.activeElement).toBe(back))
  })

  it('of two patients asks whose it is, and says who died and whose record is newer', async () => {
    show(stories.ofTwo)
    expect(await screen.findByRole('combobox', { name: 'Whose record it is' })).toBeTruthy()
    expect(screen.getByText('deceased')).toBeTruthy()
    expect(screen.getByText(/The record of Doe, Janet was updated after/)).toBeTruthy()
    expect(screen.getByText(/The two are one patient/)).toBeTruthy()
  })

  it('is neither shown to kin nor offered to them', async () => {
    show(stories.empty)
    expect(await screen.findByText(/a colleague: the patient shares a last name with you/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /Same person|Another person|source is wrong/ })).toBeNull()
    expect(screen.queryByRole('table')).toBeNull()
  })
})

it('the list says whom a record was matched with, why, and what would fill it', async () => {
  const { unmount } = show(conflictList.stories.full)
  expect((await screen.findByRole('link', { name: 'Doe, Jane' })).getAttribute('href')).toContain(
    '/record-conflicts/rc1/show',
  )
  expect(screen.getByText('Numbers of two patients')).toBeTruthy()
  unmount()
  show(conflictList.stories.empty)
  expect(await screen.findByText('No records here')).toBeTruthy()
})
