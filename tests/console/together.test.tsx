import { act, cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { rememberSession, sessionNow } from '../../console/core/session.ts'
import { aCase, progress, row, verified } from '../../console/core/story/fixtures.ts'
import { type Network, rows } from '../../console/core/story/network.ts'
import { stories } from '../../console/patients/PatientShow.story.tsx'
import { show, tell } from './show.tsx'

type Over = Parameters<typeof aCase>[0]

/** The page of a patient with one open case; `kept` is what the server holds of what is typed. */
function call(over: Over = {}, more: Network = {}, kept: Record<string, Record<string, string>> = {}) {
  const sent: unknown[] = []
  let looks = 0
  const network: Network = {
    ...stories.full.network,
    '/api/cases': rows([row()]),
    '/api/cases/c1': () => {
      looks++
      return [200, aCase(over)]
    },
    ...Object.fromEntries(
      ['note', 'transfer'].map((form) => [
        `/api/drafts/${form}/c1`,
        (body: unknown) => {
          if (body) sent.push(body)
          return [200, body ? {} : { draft: kept[form] ? { values: kept[form], at: verified.at } : null }]
        },
      ]),
    ),
    ...more,
  }
  show({ ...stories.full, network })
  return { sent, looks: () => looks }
}

describe('what is typed', () => {
  it('is kept on the server as it is typed, and nowhere in the browser', async () => {
    const { sent } = call()
    await userEvent.click((await screen.findAllByRole('tab', { name: 'Note' }))[0]!)
    await userEvent.type(await screen.findByRole('textbox', { name: 'Note' }), 'She says that')
    await waitFor(() => expect(sent.at(-1)).toEqual({ values: { text: 'She says that' } }))
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('She says')
  })

  it('stays in its form when the session ends while somebody types, and is kept once they are signed in again', async () => {
    const tries: unknown[] = []
    let ended = true
    call(
      {},
      {
        '/api/drafts/note/c1': (body: unknown) => {
          if (body === undefined) return [200, { draft: null }]
          tries.push(body)
          return ended ? [401, { title: 'Not signed in', status: 401, code: 'not-signed-in' }] : [200, {}]
        },
      },
    )
    await userEvent.click((await screen.findAllByRole('tab', { name: 'Note' }))[0]!)
    const field = (await screen.findByRole('textbox', { name: 'Note' })) as HTMLTextAreaElement
    await userEvent.type(field, 'She says that')
    await waitFor(() => expect(tries).toHaveLength(1), { timeout: 3_000 })
    await waitFor(() => expect(sessionNow().signedIn).toBeDefined())
    expect(field.isConnected && field.value).toBe('She says that')
    ended = false
    act(() => void rememberSession(sessionNow().signedIn!))
    await waitFor(() => expect(tries).toHaveLength(2), { timeout: 3_000 })
    expect(tries[1]).toEqual({ values: { text: 'She says that' } })
  })

  it('stands in its form again after a reload, with a word that it is a draft, and is gone once it was sent', async () => {
    call({}, { '/api/cases/c1/notes': () => [200, row()] }, { note: { text: 'She says that' } })
    const field = (await screen.findByRole('textbox', { name: 'Note' })) as HTMLTextAreaElement
    await waitFor(() => expect(field.value).toBe('She says that'))
    expect(screen.getByText(/^This is a draft that only you can see/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Save note' }))
    await waitFor(() => expect(field.value).toBe(''))
    expect(screen.queryByText(/^This is a draft/)).toBeNull()
  })

  it('of a transfer is kept with the answers to what its queue needs, and sent on after a reload', async () => {
    const handing = {
      to: 'clinic',
      'answers.about': 'result',
      'answers.day': 'The order of Monday',
      note: 'They called twice',
    }
    const handed: unknown[] = []
    const first = call()
    await userEvent.click((await screen.findAllByRole('tab', { name: 'Transfer' }))[0]!)
    await userEvent.click(await screen.findByRole('combobox', { name: 'Transfer to' }))
    await userEvent.click(await screen.findByRole('option', { name: 'Clinic' }))
    await userEvent.type(await screen.findByRole('textbox', { name: /and its day/ }), 'Monday')
    await waitFor(() =>
      expect(first.sent.at(-1)).toEqual({ values: { to: 'clinic', 'answers.day': 'Monday' } }),
    )
    cleanup()
    call(
      {},
      {
        '/api/cases/c1/escalate': (body: unknown) => {
          handed.push(body)
          return [200, row({ version: 2 })]
        },
      },
      { transfer: handing },
    )
    const day = (await screen.findByRole('textbox', { name: /and its day/ })) as HTMLInputElement
    await waitFor(() => expect(day.value).toBe('The order of Monday'))
    await userEvent.click(screen.getByRole('button', { name: 'Transfer' }))
    await waitFor(() =>
      expect(handed).toEqual([
        {
          to: 'clinic',
          answers: { about: 'result', day: 'The order of Monday' },
          note: 'They called twice',
          version: 1,
        },
      ]),
    )
  })

  it('is discarded by a press, and then the form is as it was', async () => {
    const { sent } = call({}, {}, { note: { text: 'not this' } })
    await userEvent.click(await screen.findByRole('button', { name: 'Discard the draft' }))
    const field = screen.getByRole('textbox', { name: 'Note' }) as HTMLTextAreaElement
    await waitFor(() => expect(field.value).toBe(''))
    expect(sent).toEqual([])
  })
})

describe('two people in one case', () => {
  it('see each other, and what one does reaches the other without another look', async () => {
    const { looks } = call()
    await screen.findByText('Locked after several tries')
    await tell('present', JSON.stringify([{ id: 's2', name: 'Kim Wren' }]))
    expect(screen.getByText('Also in this case now: Kim Wren')).toBeTruthy()
    const note = { id: 'n9', kind: 'note', text: 'from Kim', by: 'Kim Wren', at: verified.at, inCase: null }
    await tell('case', JSON.stringify(aCase({ mark: '2', notes: [note] })))
    expect(screen.getByText(/from Kim/)).toBeTruthy()
    expect(looks()).toBe(1)
    // What was told late is older than what was read.
    await tell('case', JSON.stringify(aCase({ mark: '1' })))
    expect(screen.getByText(/from Kim/)).toBeTruthy()
    await tell('present', '[]')
    expect(screen.queryByText(/^Also in this case/)).toBeNull()
  })

  it('who type meanwhile are shown both versions, lose nothing, and send on what they have then seen', async () => {
    const bodies: { version: number; note: string }[] = []
    const changed = {
      version: 2,
      mark: '2',
      priority: 'urgent',
      assignedTo: 'Kim Wren',
      assigneeId: 's2',
    } as const
    const { looks } = call(
      {},
      {
        '/api/cases/c1/escalate': (body: { version: number; note: string }) => {
          bodies.push(body)
          return body.version === 2
            ? [200, row({ version: 3 })]
            : [409, { message: 'Someone else changed this case in the meantime.' }]
        },
      },
    )
    await userEvent.click((await screen.findAllByRole('tab', { name: 'Transfer' }))[0]!)
    await userEvent.click(await screen.findByRole('combobox', { name: 'Transfer to' }))
    await userEvent.click(await screen.findByRole('option', { name: 'Clinic' }))
    await userEvent.click(await screen.findByRole('combobox', { name: /What it is about/ }))
    await userEvent.click(await screen.findByRole('option', { name: 'A test result' }))
    await userEvent.type(
      screen.getByRole('textbox', { name: /Which order, visit or medicine, and its day/ }),
      'Monday',
    )
    const field = screen
      .getAllByRole('textbox', { name: /^Note/ })
      .find((one) => !one.closest('[hidden]')) as HTMLTextAreaElement
    await userEvent.type(field, 'Theirs')
    // It is told while it is typed; what is sent is still about the case as it was seen.
    await tell('case', JSON.stringify(aCase(changed)))
    const press = () => userEvent.click(screen.getByRole('button', { name: 'Transfer' }))
    await press()
    const both = await screen.findByRole('table', { name: 'What changed meanwhile' })
    expect(both.textContent).toMatch(/Assigned to\s*Sam Rivera\s*Kim Wren/)
    expect(both.textContent).toMatch(/urgent\s*no\s*yes/)
    expect(field.value).toBe('Theirs')
    await userEvent.click(screen.getByRole('button', { name: 'Show the latest' }))
    expect(field.value).toBe('Theirs')
    await press()
    await waitFor(() => expect(bodies.map(({ version }) => version)).toEqual([1, 2]))
    expect(bodies[1]!.note).toBe('Theirs')
    expect(looks()).toBeGreaterThan(0)
  })
})

describe('the timeline', () => {
  it('says an act of the desk once, and what the patient did in that second all the same', async () => {
    const at = '2026-11-20T15:00:00.200Z'
    const note = { id: 'n1', kind: 'unlock', text: 'asked for', by: 'Sam Rivera', at, inCase: null }
    call({
      openedAt: '2026-11-20T14:58:00.000Z',
      notes: [note],
      progress: progress({
        steps: [
          { at: '2026-11-20T15:00:00.100Z', kind: 'unlocked', reason: null },
          { at, kind: 'signed-in', reason: null },
        ],
      }),
    })
    const lines = await waitFor(() => {
      const found = [...document.querySelectorAll('ol li')].map((one) => one.textContent ?? '')
      expect(found.length).toBeGreaterThan(0)
      return found
    })
    expect(lines).toEqual([
      expect.stringContaining('signed in'),
      expect.stringContaining('Account unlocked'),
      expect.stringContaining('Case opened'),
    ])
  })
})

it('a required list offers no empty choice first', async () => {
  call()
  await userEvent.click(await screen.findByRole('combobox', { name: 'Outcome' }))
  const offered = await screen.findAllByRole('option')
  expect(offered.map((one) => one.textContent!.trim()).filter((text) => text === '')).toEqual([])
})

it('what colour tells of a case is said as well', async () => {
  call({ overdue: true })
  expect((await screen.findAllByText('open · overdue')).length).toBe(1)
  await act(async () => {})
})
