import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { RecordContextProvider } from 'react-admin'
import { Link } from 'react-router'
import { describe, expect, it, vi } from 'vitest'
import type { ActDeclaration } from '../../console/core/acts.ts'
import { ActForm } from '../../console/core/form/ActForm.tsx'
import type { Network } from '../../console/core/story/network.ts'
import { show } from './show.tsx'

const act: ActDeclaration = {
  name: 'thing.done',
  verb: 'Do it',
  method: 'post',
  path: '/api/things/{id}/do',
  needs: 'cases.work',
  tier: null,
  closes: false,
  from: null,
  guards: [],
  fresh: false,
  body: {
    type: 'object',
    properties: {
      version: { type: 'integer' },
      kind: { type: 'string', enum: ['open', 'closed'] },
      born: { type: 'string', format: 'date' },
      text: { type: 'string', minLength: 1, maxLength: 2000 },
    },
    required: ['version', 'kind', 'text'],
  },
}
const words = {
  kind: { label: 'Kind', of: 'desk.caseStatus' as const },
  born: { label: 'Born' },
  text: { label: 'Text' },
}

interface Sent {
  key: string | null
  body: unknown
}

/** A form whose act answers as `replies` say, one after the other; what was sent is kept. */
function form(
  replies: ([number, unknown] | 'lost')[],
  props: Partial<Parameters<typeof ActForm>[0]> = {},
  more: Network = {},
) {
  const sent: Sent[] = []
  const done: unknown[] = []
  const page = (
    <ActForm
      act={act}
      params={{ id: 't1' }}
      given={{ version: 3 }}
      defaults={{ kind: 'open' }}
      fields={words}
      onDone={(reply) => done.push(reply)}
      {...props}
    />
  )
  const shown = show({ page, network: { '/api/things': () => [200, {}], ...more } })
  const rest = window.fetch
  window.fetch = async (input, init) => {
    if (!String(input).startsWith('/api/things')) return rest(input, init)
    sent.push({
      key: new Headers(init?.headers).get('Idempotency-Key'),
      body: JSON.parse(String(init?.body)),
    })
    const reply = replies[Math.min(sent.length, replies.length) - 1]!
    if (reply === 'lost') throw new TypeError('Failed to fetch')
    return new Response(JSON.stringify(reply[1]), {
      status: reply[0],
      headers: { 'Content-Type': 'application/json' },
    })
  }
  return { sent, done, shown }
}

const text = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Text' })
const press = async () => userEvent.click(await screen.findByRole('button', { name: 'Do it' }))
const type = async (words: string) => userEvent.type(await text(), words)

describe('the form of an act', () => {
  it('asks for what the schema asks, sends what was given and typed, and empties itself when it was done', async () => {
    const { sent, done } = form([[200, { ok: true }]])
    await type('  why  ')
    await userEvent.type(screen.getByRole('textbox', { name: 'Born (optional)' }), '10/13/1988')
    expect(screen.getByText('= October 13, 1988')).toBeTruthy()
    expect(screen.queryByRole('textbox', { name: /version/i })).toBeNull()
    await press()
    await waitFor(() => expect(done).toEqual([{ ok: true }]))
    expect(sent[0]!.body).toEqual({ version: 3, kind: 'open', text: 'why', born: '1988-10-13' })
    await waitFor(async () => expect((await text()).value).toBe(''))
  })

  it('says at its field what is missing, and sends nothing', async () => {
    const { sent } = form([[200, {}]])
    await press()
    expect(await screen.findByText('Required')).toBeTruthy()
    expect(sent).toEqual([])
  })

  it('puts the server’s words at the field they name, and keeps what was typed', async () => {
    form([[422, { message: 'text is too short', errors: { text: 'is too short' } }]])
    await type('no')
    await press()
    const field = await text()
    await screen.findByText('is too short')
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(field.value).toBe('no')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('sends the same request under the same key until a definite answer came, and another under another', async () => {
    const { sent, done } = form(['lost', [503, { message: 'Down.' }], [200, {}]])
    await type('one')
    await press()
    await screen.findByText(/It may have been done all the same/)
    await press()
    await screen.findByText('Down.')
    await press()
    await waitFor(() => expect(done).toHaveLength(1))
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1)
    expect(sent[0]!.key).toMatch(/^[\x21-\x7e]{8,100}$/)
    await type('one')
    await press()
    await waitFor(() => expect(sent).toHaveLength(4))
    expect(sent[3]!.key).not.toBe(sent[0]!.key)
  })

  it('keeps the key where what came after a lost reply says nothing of it: a proxy’s page, or a limit before the desk looked', async () => {
    const limit = { code: 'too-many-requests', message: 'Too much at once.' }
    const { sent, done } = form([
      'lost',
      [429, 'Slow down (a proxy).'],
      [429, limit],
      [409, { message: 'Stale.' }],
      [200, {}],
    ])
    await type('one')
    await press()
    await screen.findByText(/It may have been done all the same/)
    await press()
    await screen.findByText(/could not be read/)
    await press()
    await screen.findByText('Too much at once.')
    await press()
    await screen.findByText('Stale.')
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1)
    // The desk's own refusal is an answer: the next press means something new.
    await press()
    await waitFor(() => expect(done).toHaveLength(1))
    expect(sent[4]!.key).not.toBe(sent[0]!.key)
  })

  it('takes a new key when the text was changed after a lost reply', async () => {
    const { sent } = form(['lost', [200, {}]])
    await type('one')
    await press()
    await screen.findByText(/It may have been done all the same/)
    await type(' more')
    await press()
    await waitFor(() => expect(sent).toHaveLength(2))
    expect(sent[1]!.key).not.toBe(sent[0]!.key)
  })

  it('offers the record as it is now when it changed meanwhile, and keeps what was typed', async () => {
    let stale = 0
    form([[409, { message: 'The case changed meanwhile.' }]], { onStale: () => stale++ })
    await type('my text')
    await press()
    await userEvent.click(await screen.findByRole('button', { name: 'Show the latest' }))
    expect(stale).toBe(1)
    expect((await text()).value).toBe('my text')
  })

  it('asks for a code when a fresh one is wanted, and goes on with the same request', async () => {
    const wanted = { message: 'Prove.', missing: [{ code: 'fresh-sign-in', message: 'Sign in again.' }] }
    const { sent, done } = form(
      [
        [403, wanted],
        [200, {}],
      ],
      {},
      {
        '/api/session/second-factor': () => [200, { staff: { id: 'the-helpdesk' }, hospital: {} }],
      },
    )
    await type('sensitive')
    await press()
    await userEvent.type(await screen.findByLabelText(/Code/), '123456')
    await userEvent.click(screen.getByRole('button', { name: 'Confirm' }))
    await waitFor(() => expect(done).toHaveLength(1))
    expect(sent[1]).toEqual(sent[0])
  })

  it('is not filled from the record of the page, nor cleared when that is read anew or a default comes late', async () => {
    const page = (born: string, kind: string) => (
      <RecordContextProvider value={{ id: 'p1', text: 'of the record', version: born }}>
        <ActForm
          act={act}
          params={{ id: 't1' }}
          given={{ version: 3 }}
          defaults={{ kind }}
          fields={words}
          onDone={() => {}}
        />
      </RecordContextProvider>
    )
    let change = (_: string) => {}
    const { Live } = live(
      (kind) => page(kind, kind),
      (set) => (change = set),
    )
    show({ page: <Live />, network: {} })
    expect((await text()).value).toBe('')
    await type('being typed')
    const { act: reactAct } = await import('react')
    await reactAct(async () => change('closed'))
    expect((await text()).value).toBe('being typed')
    expect(screen.getByRole('combobox', { name: 'Kind' }).textContent).toBe('closed')
  })
})

/** A part of a page that the test shows in another state later. */
function live(draw: (kind: string) => React.ReactNode, give: (set: (kind: string) => void) => void) {
  return {
    Live: () => {
      const [kind, setKind] = useState('open')
      give(setKind)
      return draw(kind)
    },
  }
}

describe('text that is not saved', () => {
  it('is asked about before the page is left, whichever of its forms holds it, and not after it was saved', async () => {
    const asked = vi.spyOn(window, 'confirm').mockReturnValue(false)
    const page = (
      <>
        <ActForm
          act={act}
          params={{ id: 't1' }}
          given={{ version: 3, kind: 'open', born: undefined }}
          fields={words}
          onDone={() => {}}
        />
        <ActForm
          act={act}
          params={{ id: 't2' }}
          given={{ version: 3, kind: 'open', born: undefined }}
          fields={{ text: { label: 'Another' } }}
          onDone={() => {}}
        />
        <Link to="/elsewhere">Leave</Link>
      </>
    )
    show({ page, network: { '/api/things': () => [200, {}] } })
    const leave = await screen.findByRole('link', { name: 'Leave' })
    await userEvent.type(await text(), 'A sentence')
    await userEvent.click(leave)
    await waitFor(() => expect(asked).toHaveBeenCalledTimes(1))
    expect((await text()).value).toBe('A sentence')
    await userEvent.click((await screen.findAllByRole('button', { name: 'Do it' }))[0]!)
    await waitFor(async () => expect((await text()).value).toBe(''))
    await userEvent.click(leave)
    expect(asked).toHaveBeenCalledTimes(1)
    asked.mockRestore()
  })

  it('is asked about where an address is typed or a bookmark is opened, which the router alone would follow', async () => {
    const asked = vi.spyOn(window, 'confirm').mockReturnValue(false)
    const back = vi.spyOn(window.history, 'back').mockImplementation(() => {})
    const heard = vi.fn()
    window.addEventListener('popstate', heard)
    const come = async (times: number) => {
      window.location.hash = `#/elsewhere${times}`
      await waitFor(() => expect(asked).toHaveBeenCalledTimes(times))
    }
    form([[200, {}]])
    await type('A sentence')
    await come(1)
    expect([heard.mock.calls.length, back.mock.calls.length]).toEqual([0, 1])
    asked.mockReturnValue(true)
    await come(2)
    await waitFor(() => expect(heard).toHaveBeenCalledTimes(1))
    expect(back).toHaveBeenCalledTimes(1)
    window.removeEventListener('popstate', heard)
    vi.restoreAllMocks()
    window.location.hash = ''
  })
})
