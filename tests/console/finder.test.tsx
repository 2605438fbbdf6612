import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { PatientFinder } from '../../console/patients/PatientFinder.tsx'
import { show } from './show.tsx'

/** As the page's frame has it: asked for by a key, and again. */
function Asked() {
  const [times, setTimes] = useState(1)
  return (
    <>
      <button type="button" onClick={() => setTimes(times + 1)}>
        Again
      </button>
      <PatientFinder asked={times} onPick={() => undefined} />
    </>
  )
}

describe('the patient finder', () => {
  it('that is asked for again begins anew: what is typed takes the place of what stands there', async () => {
    show({
      page: <Asked />,
      network: { '/api/patients/search': () => [200, { data: [], total: 0, capped: false }] },
    })
    const box = (await screen.findByRole('combobox')) as HTMLInputElement
    await waitFor(() => expect(document.activeElement).toBe(box))
    await userEvent.keyboard('smith 1989')
    await userEvent.click(screen.getByRole('button', { name: 'Again' }))
    await userEvent.keyboard('700271')
    expect(box.value).toBe('700271')
  })

  const person = (name: string) => ({
    id: name,
    familyName: name,
    givenName: 'A',
    birthYear: '1980',
    mrnEnding: '123',
    city: null,
    accountStatus: 'active',
    deceased: false,
  })

  it('opens the person that was typed, never one left over from an earlier answer', async () => {
    const picked: string[] = []
    show({
      page: <PatientFinder onPick={(p) => picked.push(p.familyName)} />,
      network: {
        '/api/patients/search': ({ filter }: { filter: { q: string } }) => [
          200,
          { data: [person(filter.q === 'smith' ? 'Smith' : 'Smithers')], total: 1, capped: false },
        ],
      },
    })
    const box = await screen.findByRole('combobox')
    await userEvent.type(box, 'smith')
    await screen.findByRole('option', { name: /Smith, A/ })
    await userEvent.type(box, 'ers{Enter}', { delay: 1 })
    expect(picked).toEqual([])
    await waitFor(() => expect(picked).toEqual(['Smithers']))
  })

  it('asks about a number only once Enter says that it is whole, and opens whom was chosen', async () => {
    const picked: string[] = []
    const asked: unknown[] = []
    show({
      page: <PatientFinder onPick={(p) => picked.push(p.familyName)} />,
      network: {
        '/api/patients/search': ({ filter, typing }: { filter: { q: string }; typing: boolean }) => {
          asked.push([filter.q, typing])
          return [
            200,
            { data: [person('Smith'), person('Smithers')], total: 2, capped: false, uncompared: !typing },
          ]
        },
      },
    })
    const box = await screen.findByRole('combobox')
    await userEvent.type(box, 'smith 413')
    await screen.findByRole('option', { name: /Smithers, A/ })
    expect(asked.at(-1)).toEqual(['smith 413', true])
    await userEvent.type(box, '{ArrowDown}{Enter}')
    await waitFor(() => expect(picked).toEqual(['Smithers']))
    expect(asked.at(-1)).toEqual(['smith 413', false])
    expect(await screen.findByText(/was not compared/)).toBeTruthy()
  })

  it('says when nobody matches and when there are more', async () => {
    show({
      page: <PatientFinder onPick={() => {}} />,
      network: {
        '/api/patients/search': ({ filter }: { filter: { q: string } }) => [
          200,
          filter.q === 'zz'
            ? { data: [], total: 0, capped: false }
            : { data: [person('Aa')], total: 100, capped: true },
        ],
      },
    })
    const box = await screen.findByRole('combobox')
    await userEvent.type(box, 'zz')
    expect(await screen.findByText(/No patient matches/)).toBeTruthy()
    await userEvent.clear(box)
    await userEvent.type(box, 'aa')
    expect(await screen.findByText(/Showing 1 of 100\+/)).toBeTruthy()
  })
})
