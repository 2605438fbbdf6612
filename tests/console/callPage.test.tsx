import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { describe, expect, it } from 'vitest'
import { missing } from '../../api/cases/words.ts'
import { aCase, diagnosis, progress, row, verified } from '../../console/core/story/fixtures.ts'
import { type Network, rows } from '../../console/core/story/network.ts'
import type { Story } from '../../console/core/story/Stage.tsx'
import { stories } from '../../console/patients/PatientShow.story.tsx'
import { stories as portalView } from '../../console/portal/PortalViewShow.story.tsx'
import { show } from './show.tsx'

type Over = Parameters<typeof aCase>[0]
type Cause = (typeof diagnosis)['causes'][number] & { transferred?: boolean }

/** The page of a patient with one open case, as it is told otherwise. */
function call(over: Over, { causes, ...story }: { causes?: Cause[] } & Partial<Story> = {}) {
  const network: Network = {
    ...stories.full.network,
    '/api/cases/c1': () => [200, aCase(over)],
    ...(causes && { '/api/patients/p1/diagnosis': () => [200, { causes }] }),
    ...story.network,
  }
  show({ ...stories.full, ...story, network })
}

describe('a remedy beside a case that was closed', () => {
  it('leads to opening a new case', async () => {
    let status: 'open' | 'closed' = 'open'
    call(
      {},
      {
        network: {
          '/api/cases': (body?: unknown) =>
            body === undefined ? rows([row()])(body as never) : [201, row({ id: 'c2', number: 1008 })],
          '/api/cases/c2': () => [200, aCase({ id: 'c2', number: 1008 })],
          '/api/cases/c1': () => [200, aCase({ status })],
          '/api/cases/c1/close': () => {
            status = 'closed'
            return [200, row({ status })]
          },
        },
      },
    )
    await userEvent.click(await screen.findByRole('combobox', { name: 'Outcome' }))
    await userEvent.click(await screen.findByRole('option', { name: 'Explained' }))
    await userEvent.click(screen.getByRole('button', { name: 'Close case' }))
    expect(await screen.findByText('Case 1007 is closed.')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: /^Unlock the account/ }))
    expect(await screen.findByRole('heading', { name: 'Case 1008' })).toBeTruthy()
  })
})

it('a case whose patient is to be called back says so, and is not called due then', async () => {
  call({ toCallBack: true })
  const head = (await screen.findByText(/Opened by|opened by/)).textContent
  expect(head).toMatch(/To be called back in/)
  expect(head).not.toMatch(/Due/)
})

it('an address that names another case of the patient is followed while the page is open, and so is the way back', async () => {
  const of = (id: string, number: number) => ({ [`/api/cases/${id}`]: () => [200, aCase({ id, number })] })
  const network = { ...stories.full.network, '/api/cases': rows([row(), row({ id: 'c2', number: 1008 })]) }
  Object.assign(network, of('c1', 1007), of('c2', 1008))
  const Back = () => {
    const go = useNavigate()
    return (
      <button type="button" onClick={() => go(-1)}>
        Back
      </button>
    )
  }
  const page = (
    <>
      <Link to="?case=c2">The other</Link>
      <Back />
      {stories.full.page}
    </>
  )
  show({ page, network })
  expect(await screen.findByRole('heading', { name: 'Case 1007' })).toBeTruthy()
  await userEvent.click(screen.getByRole('link', { name: 'The other' }))
  expect(await screen.findByRole('heading', { name: 'Case 1008' })).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Back' }))
  expect(await screen.findByRole('heading', { name: 'Case 1007' })).toBeTruthy()
})

const takeover: Cause = {
  code: 'suspected-takeover',
  title: 'Someone else may be using the account',
  evidence: [],
  remedy: { act: 'hand-to-privacy', title: 'Transfer to the privacy officer', tier: 'T0' },
  escalateTo: 'privacy',
}
const disabled = progress({ accountStatus: 'disabled' })
const withPrivacy = { status: 'escalated', escalatedTo: 'privacy', progress: disabled } as const

describe('a remedy that others have to do', () => {
  it('says that they have the case once it was transferred, and is no button any more', async () => {
    call(withPrivacy, { causes: [{ ...takeover, transferred: true }] })
    expect(await screen.findByText('Nothing more to do on the desk: it is with Privacy.')).toBeTruthy()
    expect(document.querySelector('[data-remedy]')).toBeNull()
    expect(screen.queryByText('Transfer to: Privacy')).toBeNull()
  })

  it('is said to need the identity level that it needs: a transfer none, an act its own', async () => {
    const contact = { ...takeover, remedy: { act: 'hand-to-privacy', title: 'Correct it', tier: 'T2' } }
    call({}, { causes: [contact, diagnosis.causes[0]!] })
    expect(await screen.findByRole('button', { name: 'Correct it' })).toBeTruthy()
    const needs = await screen.findAllByText(/^needs identity level/)
    expect(needs.map((one) => one.textContent)).toEqual([expect.stringContaining('level 1')])
  })
})

describe('what happened', () => {
  it('stands with the newest on top and the beginning of the call last, and what came again and again is one line', async () => {
    const at = (second: number) => `2026-11-20T15:00:${String(second).padStart(2, '0')}.000Z`
    call({
      openedAt: at(0),
      notes: [
        { id: 'n1', kind: 'note', text: 'Asked to try again', by: 'Sam Rivera', at: at(2), inCase: null },
      ],
      progress: progress({
        cut: true,
        steps: [10, 11, 12].map((second) => ({ at: at(second), kind: 'sign-in-failed', reason: 'password' })),
      }),
    })
    const list = (await screen.findByRole('heading', { name: 'What has happened' })).closest('section')!
    const lines = within(list).getAllByRole('listitem')
    expect(lines.map((one) => one.textContent)).toEqual([
      expect.stringMatching(/12.*3 times$/),
      expect.stringContaining('Asked to try again'),
      expect.stringContaining('Case opened (Phone)'),
    ])
    expect(within(list).getByText('What is older is not shown here.')).toBeTruthy()
  })
})

describe('what else was found', () => {
  it('has its remedy as a button beside it, lighter than the likeliest; the call is closed with the cause that was gone on with', async () => {
    const forgotten: Cause = {
      code: 'forgotten-password',
      title: 'The password is wrong',
      evidence: [],
      remedy: { act: 'guide-device', title: 'Help with the device', tier: 'T0' },
    }
    call({}, { causes: [diagnosis.causes[0]!, forgotten] })
    const cause = await screen.findByRole('combobox', { name: 'Cause' })
    await waitFor(() => expect(cause.textContent).toContain('Locked'))
    const other = screen.getByRole('button', { name: 'Help with the device' })
    expect(other.className).toContain('outlined')
    await userEvent.click(other)
    await waitFor(() => expect(cause.textContent).toContain('password'))
    expect(screen.getByRole('combobox', { name: 'Outcome' }).textContent).toBe('Explained')
  })

  it('what only has to be said is said, though others could be asked', async () => {
    const age: Cause = {
      code: 'teen-policy',
      title: 'The age policy limits a parent’s access',
      evidence: [],
      remedy: { act: 'explain-age-policy', title: 'Explain the age policy', tier: 'T0' },
      escalateTo: 'health-information-management',
    }
    call({}, { causes: [age] })
    await userEvent.click(await screen.findByRole('button', { name: 'Explain the age policy' }))
    await waitFor(() =>
      expect(screen.getByRole('combobox', { name: 'Outcome' }).textContent).toBe('Explained'),
    )
    expect(screen.queryByRole('combobox', { name: 'Transfer to' })).toBeNull()
    expect(screen.getByText('Transfer to: Medical records (HIM)')).toBeTruthy()
  })
})

describe('a case that is in a queue of others', () => {
  // Deliberately changed on 2026-11-26: each act was drawn, blocked, with the same sentence.
  it('offers no act, says why once, with the reason the API would give, and the caller is not asked for', async () => {
    call({ ...withPrivacy, verifications: [{ ...verified, tier: 'T3' }] })
    expect(await screen.findAllByText(`Needs ${missing.queue.message.en}`)).toHaveLength(1)
    for (const name of ['Enable the account', 'Call back later', 'Wait for the patient'])
      expect(screen.queryByRole('button', { name })).toBeNull()
    expect(screen.getByText(/^This case was transferred to: Privacy\./)).toBeTruthy()
  })

  it('lets a remedy lead to where it is said whose it is', async () => {
    call({ status: 'escalated', escalatedTo: 'security' })
    await userEvent.click(await screen.findByRole('button', { name: /^Unlock the account/ }))
    const on = await screen.findByRole('link', { name: 'Back to my desk' })
    await waitFor(() => expect(document.activeElement).toBe(on))
  })

  it('does not keep the desk from opening another, when the patient calls about something else', async () => {
    call({ status: 'escalated', escalatedTo: 'health-information-management' })
    await userEvent.click(await screen.findByRole('button', { name: 'Open a new case' }))
    expect(await screen.findByRole('button', { name: 'Open case' })).toBeTruthy()
  })
})

it('a privacy officer is told who can do what on a case of the desk, under no heading without content', async () => {
  call({}, { role: 'privacy-officer' })
  expect(await screen.findByText(/^Roles that can verify callers: .+/)).toBeTruthy()
  expect(screen.getByText(/^Roles that can do something here: .+/)).toBeTruthy()
  expect(screen.getByText(/^Roles that add notes to this case, transfer it and close it: .+/)).toBeTruthy()
  expect(screen.queryByText(/^Seen in person/)).toBeNull()
  for (const name of ['Close case', 'Assign …', 'Take this case'])
    expect(screen.queryByRole('button', { name })).toBeNull()
})

it('a transfer is not offered to the queue the case is in', async () => {
  call({ status: 'escalated', escalatedTo: 'clinic' })
  await userEvent.click((await screen.findAllByRole('tab', { name: 'Transfer' }))[0]!)
  await userEvent.click(await screen.findByRole('combobox', { name: 'Transfer to' }))
  const offered = await screen.findAllByRole('option')
  expect(offered.map((one) => one.textContent)).not.toContain('Clinic')
  expect(offered.map((one) => one.textContent)).toContain('Privacy')
})

it('a transfer asks what the chosen queue needs, keeps the note when another is chosen, and sends no answer of the first', async () => {
  const sent: unknown[] = []
  const escalate = (body: unknown) => {
    sent.push(body)
    return [200, row({ status: 'escalated', escalatedTo: 'incident' })] as [number, unknown]
  }
  call(
    {},
    {
      network: {
        ...stories.full.network,
        '/api/cases/c1': () => [200, aCase()],
        '/api/cases/c1/escalate': escalate,
      },
    },
  )
  const choose = async (question: string, answer: string) => {
    await userEvent.click(await screen.findByRole('combobox', { name: question }))
    await userEvent.click(await screen.findByRole('option', { name: answer }))
  }
  await userEvent.click((await screen.findAllByRole('tab', { name: 'Transfer' }))[0]!)
  expect(screen.queryByText('What they need to begin')).toBeNull()
  await choose('Transfer to', 'Clinic')
  await choose('What it is about', 'A visit')
  await userEvent.type(
    screen.getByRole('textbox', { name: 'Which order, visit or medicine, and its day' }),
    'Monday',
  )
  await userEvent.type(screen.getByRole('textbox', { name: /^Note/ }), 'Three callers')
  await choose('Transfer to', 'Portal outage')
  expect(screen.queryByRole('textbox', { name: 'Which order, visit or medicine, and its day' })).toBeNull()
  const transfer = screen.getAllByRole('button', { name: 'Transfer' }).at(-1)!
  await userEvent.click(transfer)
  expect(sent).toEqual([])
  await choose('What does not work', 'Signing in')
  await choose('Since when', 'Today')
  await choose('How many called about it', '2 to 5')
  await userEvent.click(transfer)
  const answers = { part: 'sign-in', when: 'today', callers: 'few' }
  await waitFor(() => expect(sent).toEqual([{ version: 1, to: 'incident', answers, note: 'Three callers' }]))
})

it('what a case was handed over with stands before what the caller said', async () => {
  const answers = { field: 'email', document: 'none' }
  const handOver = {
    to: 'registration',
    by: 'Sam Rivera',
    at: '2026-11-26T15:00:00.000Z',
    answers,
    note: 'Old job',
    answer: null,
  } as const
  call({ status: 'escalated', escalatedTo: 'registration', handOver })
  const asked = await screen.findByText('What is wrong in the record')
  expect(screen.getByText('Email', { selector: 'dd' })).toBeTruthy()
  const said = screen.getByText('Locked after several tries')
  expect(asked.compareDocumentPosition(said) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
})

it('a verification that is over says so and when, where the level stood', async () => {
  call({ verifications: [{ ...verified, live: false, expiresAt: '2026-11-26T15:00:00.000Z' }] })
  expect(await screen.findByText(/^verification expired on Nov 26, 2026, 10:00\sAM$/)).toBeTruthy()
  expect(screen.queryByText('identity not verified')).toBeNull()
})

it('the focus goes to the page’s h1 when what held it left the page and nothing comes next', async () => {
  function Kept() {
    const [asked, setAsked] = useState(true)
    return (
      <>
        <h1>My desk</h1>
        {asked && (
          <button type="button" onClick={() => setAsked(false)}>
            Stay signed in
          </button>
        )}
      </>
    )
  }
  show({ page: <Kept />, network: {} })
  await userEvent.click(screen.getByRole('button', { name: 'Stay signed in' }))
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 })))
})

it('what was done leads to the end of the call, and not back to a remedy that takes another level since', async () => {
  let done = false
  let letCome = () => {}
  const held = new Promise<void>((resolve) => {
    letCome = resolve
  })
  const network: Network = {
    '/api/patients/p1/diagnosis': () => [200, done ? { causes: [takeover] } : diagnosis],
    // The left side is there before the case is.
    '/api/cases/c1': (async () => {
      if (done) await held
      return [200, aCase({ verifications: [verified] })]
    }) as never,
    '/api/patients/p1/acts/unlock': () => {
      done = true
      const account = { id: 'l1', status: 'active', version: 2 }
      return [200, { act: 'unlock', at: '2026-11-26T15:00:00.000Z', account, mail: null, sessionsEnded: 0 }]
    },
  }
  call({}, { network })
  await userEvent.click(await screen.findByRole('button', { name: /^Unlock the account/ }))
  const send = await waitFor(() => {
    const one = screen.getAllByRole('button', { name: /^Unlock/ }).find((button) => button.closest('form'))
    expect(one).toBeDefined()
    return one!
  })
  await userEvent.click(send)
  const remedy = await screen.findByRole('button', { name: /^Transfer to the privacy officer/ })
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  expect(document.activeElement).not.toBe(remedy)
  letCome()
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Cause' })))
})

const atRisk: Over = {
  risks: [
    {
      name: 'failed-tries',
      raises: 'one-level',
      title: 'Failed tries today',
      why: 'there were 2 wrong answers or codes within 24 hours',
      todo: 'Verify the caller one level higher.',
    },
  ],
}

describe('a call with a signal of risk', () => {
  it('says it before anything is asked, and what takes level 1 wants level 2 there', async () => {
    show(stories.atRisk!)
    const note = await screen.findByText('Why this caller is verified further than usual')
    expect(note.parentElement!.textContent).toContain(
      'Failed tries today: there were 2 wrong answers or codes within 24 hours.',
    )
    const unlock = await screen.findByRole('button', { name: 'Unlock and send a reset link' })
    expect(unlock.getAttribute('aria-disabled')).toBe('true')
    const ends = screen.queryByRole('button', { name: 'End all sessions' })
    if (ends) expect(ends.getAttribute('aria-disabled')).toBe('false')
  })

  it('says it beside the cause too, once an answer of this call raised it', async () => {
    const { risks } = aCase(atRisk)
    let read = 0
    call(atRisk, {
      network: {
        // As it was read before the answer, and since.
        '/api/patients/p1/diagnosis': () => [200, { ...diagnosis, risks: read++ === 0 ? [] : risks }],
      },
    })
    expect(await screen.findByText(/^needs identity level 2/)).toBeTruthy()
    expect(read).toBe(2)
    expect(screen.queryByText(/^needs identity level 1/)).toBeNull()
  })
})

describe('the form of a note', () => {
  it('takes a text that supervisors wrote, by keyboard, filled in from the case, after what was typed', async () => {
    show(stories.atRisk!)
    await userEvent.click(await screen.findByRole('tab', { name: /Add a note|Note/ }))
    const box = await screen.findByRole('combobox', { name: 'Insert a text' })
    const note = screen.getByRole('textbox', { name: /^Note/ }) as HTMLTextAreaElement
    await userEvent.type(note, 'Nobody there.')
    box.focus()
    await userEvent.keyboard('call{Enter}')
    expect(note.value).toBe('Nobody there.\nCalled back about case 1007. Sam Rivera')
    expect(document.activeElement).toBe(note)
  })
})

describe('what the patient sees in the portal', () => {
  it('is offered once the caller is proved, and asks how the patient agreed', async () => {
    show(stories.verified!)
    await userEvent.click(await screen.findByRole('button', { name: 'View the portal as the patient' }))
    const dialog = within(await screen.findByRole('dialog'))
    await userEvent.click(dialog.getByRole('combobox', { name: /How the patient agreed/ }))
    expect(await screen.findByRole('option', { name: 'said so on the call' })).toBeTruthy()
  })

  it('stands under both names, and is gone when its time is over', async () => {
    show(portalView.full)
    expect(await screen.findByText(/Sam Rivera, you are viewing the portal as Jane Roe sees it/)).toBeTruthy()
    expect(await screen.findByRole('button', { name: 'End the view' })).toBeTruthy()
    cleanup()
    show(portalView.over)
    expect(await screen.findByText('This view has ended')).toBeTruthy()
    await waitFor(() => expect(screen.queryByText(/Jane/)).toBeNull())
  })
})
