import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { PatientFinder } from '../../console/patients/PatientFinder.tsx'
import { show } from './show.tsx'

describe('the patient finder', () => {
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
