import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { AdminContext } from 'react-admin'
import { MemoryRouter } from 'react-router'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { CaseQueue } from '../../console/cases/CaseQueue.tsx'
import { DiagnosisPanel } from '../../console/patients/DiagnosisPanel.tsx'
import { PatientFinder } from '../../console/patients/PatientFinder.tsx'
import { dataProvider } from '../../console/providers/data.ts'
import { i18nProvider } from '../../console/providers/i18n.ts'
import { newQueryClient } from '../../console/providers/queryClient.ts'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

/** What the network answers, by path; the console above it is the real one. */
function answer(
  routes: Record<
    string,
    (body: any) => [status: number, body: unknown, headers?: Record<string, string>] | Promise<never>
  >,
) {
  vi.stubGlobal('fetch', async (input: Request | string, init?: RequestInit) => {
    const request = input instanceof Request ? input : new Request(new URL(input, 'http://localhost/'), init)
    const route = Object.keys(routes).find((path) => new URL(request.url).pathname.startsWith(path))
    if (!route) throw new Error(`nothing answers ${request.url}`)
    const text = await request.text()
    const [status, body, headers] = await routes[route]!(text ? JSON.parse(text) : undefined)
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'Content-Type': 'application/json', ...headers },
    })
  })
}

const show = (element: React.ReactNode) =>
  render(
    <MemoryRouter>
      <AdminContext dataProvider={dataProvider} queryClient={newQueryClient()} i18nProvider={i18nProvider}>
        {element}
      </AdminContext>
    </MemoryRouter>,
  )

const never = () => new Promise<never>(() => {})
const range = (n: number) => ({ 'Content-Range': `cases 0-${n}/${n}` })

describe('a queue of cases', () => {
  it('says that it is loading', async () => {
    answer({ '/api/cases': never })
    show(<CaseQueue filter={{}} />)
    expect(await screen.findByRole('status', { name: 'Loading' })).toBeTruthy()
  })

  it('says what to do when it is empty', async () => {
    answer({ '/api/cases': () => [200, [], range(0)] })
    show(<CaseQueue filter={{}} />)
    expect(await screen.findByText('Find a patient to begin a call.')).toBeTruthy()
  })

  it('shows the server’s words when it fails, and tries again', async () => {
    let down = true
    answer({
      '/api/cases': () => (down ? [503, { message: 'The database did not answer.' }] : [200, [], range(0)]),
    })
    show(<CaseQueue filter={{}} />)
    expect(await screen.findByText('The database did not answer.', {}, { timeout: 5000 })).toBeTruthy()
    down = false
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('No open cases')).toBeTruthy()
  })

  it('links each case and patient, and marks what is overdue', async () => {
    const row = {
      id: 'c1',
      number: 1007,
      patientId: 'p1',
      patientName: 'Doe, Jane',
      category: 'locked-out',
      assignedTo: null,
      escalatedTo: 'privacy',
      dueAt: '2020-01-01T00:00:00Z',
      overdue: true,
    }
    answer({ '/api/cases': () => [200, [row], range(1)] })
    show(<CaseQueue filter={{}} />)
    expect((await screen.findByRole('link', { name: '1007' })).getAttribute('href')).toContain(
      '/cases/c1/show',
    )
    expect(screen.getByRole('link', { name: 'Doe, Jane' }).getAttribute('href')).toContain(
      '/patients/p1/show',
    )
    expect(screen.getByText('overdue')).toBeTruthy()
    expect(screen.getByText('Privacy')).toBeTruthy()
  })
})

describe('the diagnosis', () => {
  it('puts the likeliest cause first, with evidence, remedy, tier and who to hand over to', async () => {
    const cause = (code: string, title: string) => ({
      code,
      title,
      evidence: [`${title} shows it.`],
      remedy: { act: 'unlock', title: `Mend ${title}`, tier: 'T1' },
      escalateTo: 'security',
    })
    answer({
      '/api/patients/p1/diagnosis': () => [200, { causes: [cause('a', 'First'), cause('b', 'Second')] }],
    })
    show(<DiagnosisPanel patientId="p1" acted={0} />)
    const found = await screen.findByText('First')
    expect(
      found.compareDocumentPosition(screen.getByText('Second')) & Node.DOCUMENT_POSITION_FOLLOWING,
    ).toBeTruthy()
    for (const text of ['First shows it.', 'Mend First', 'hand over to: Security'])
      expect(screen.getAllByText(text).length).toBeGreaterThan(0)
  })

  it('says so when the role may not see it', async () => {
    answer({ '/api/patients/p1/diagnosis': () => [403, { message: 'Your role does not include this.' }] })
    show(<DiagnosisPanel patientId="p1" acted={0} />)
    expect(await screen.findByText('Your role does not include this.')).toBeTruthy()
  })
})

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
    answer({
      '/api/patients/search': ({ filter }: { filter: { q: string } }) => [
        200,
        { data: [person(filter.q === 'smith' ? 'Smith' : 'Smithers')], total: 1, capped: false },
      ],
    })
    const picked: string[] = []
    show(<PatientFinder onPick={(p) => picked.push(p.familyName)} />)
    const box = await screen.findByRole('combobox')
    await userEvent.type(box, 'smith')
    await screen.findByRole('option', { name: /Smith, A/ })
    await userEvent.type(box, 'ers{Enter}', { delay: 1 })
    expect(picked).toEqual([])
    await waitFor(() => expect(picked).toEqual(['Smithers']))
  })

  it('says when nobody matches and when there are more', async () => {
    answer({
      '/api/patients/search': ({ filter }: { filter: { q: string } }) => [
        200,
        filter.q === 'zz'
          ? { data: [], total: 0, capped: false }
          : { data: [person('Aa')], total: 100, capped: true },
      ],
    })
    show(<PatientFinder onPick={() => {}} />)
    const box = await screen.findByRole('combobox')
    await userEvent.type(box, 'zz')
    expect(await screen.findByText(/Nobody matches/)).toBeTruthy()
    await userEvent.clear(box)
    await userEvent.type(box, 'aa')
    expect(await screen.findByText(/Showing 1 of 100\+/)).toBeTruthy()
  })
})
