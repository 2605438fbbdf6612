import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import * as caseList from '../../console/cases/CaseList.story.tsx'
import { aCase, aPatient, row } from '../../console/core/story/fixtures.ts'
import { rows } from '../../console/core/story/network.ts'
import type { Stories } from '../../console/core/story/Stage.tsx'
import * as patientSearch from '../../console/patients/PatientSearch.story.tsx'
import * as patientShow from '../../console/patients/PatientShow.story.tsx'
import { show } from './show.tsx'

const found = import.meta.glob<{ stories: Stories }>('../../console/**/*.story.tsx', { eager: true })
const pages = Object.entries(found).map(
  ([path, { stories }]) => [/(\w+)\.story/.exec(path)![1]!, stories] as const,
)
// A search asks nothing before something was typed.
const typeInto = async (name: string) => {
  if (name === 'PatientSearch') await userEvent.type(await screen.findByRole('combobox'), 'doe')
}

it('every page behind the sign-in has a story with its states', () => {
  const declared = Object.entries(
    import.meta.glob<string>('../../console/*/places.ts', { eager: true, query: '?raw', import: 'default' }),
  ).flatMap(([path, text]) =>
    [...text.matchAll(/import\('\.\/(\w+)\.tsx'\)/g)].map(([, page]) =>
      path.replace('places.ts', `${page}.story.tsx`),
    ),
  )
  expect(declared.length).toBeGreaterThan(20)
  expect(declared.filter((story) => !(story in found))).toEqual([])
})

describe.each(pages)('%s', (name, stories) => {
  it('says that it waits, in the shape of what will come', async () => {
    show(stories.loading)
    await typeInto(name)
    await waitFor(() =>
      expect(
        document.querySelector(
          '[aria-label="Loading"], .RaDatagrid-skeleton, .MuiSkeleton-root, [role="combobox"]',
        ),
      ).toBeTruthy(),
    )
  })

  it('says what failed in the server’s words, with the number support asks for and a way to try again', async () => {
    show(stories.error)
    await typeInto(name)
    expect(
      (await screen.findAllByText('The database did not answer.', {}, { timeout: 5000 })).length,
    ).toBeGreaterThan(0)
    expect(screen.getAllByText('Give this to support: request r-1').length).toBeGreaterThan(0)
    expect(screen.getAllByRole('button', { name: 'Try again' }).length).toBeGreaterThan(0)
  })

  it.each(['empty', 'full'] as const)(
    'has one h1 and a tab title that names no patient (%s)',
    async (state) => {
      show(stories[state])
      expect(await screen.findAllByRole('heading', { level: 1 })).toHaveLength(1)
      expect(document.title).toMatch(/^.+ · Portal Desk$/)
      expect(document.title).not.toMatch(/Doe|Jane/)
    },
  )
})

describe('the list of cases', () => {
  it('recovers by itself when the network is back', async () => {
    const { page, network } = caseList.stories.full
    let cut = true
    const cases = network['/api/cases']!
    show({
      page,
      network: {
        ...network,
        '/api/cases': (body) => {
          if (cut) throw new TypeError('Failed to fetch')
          return cases(body)
        },
      },
    })
    expect(await screen.findByRole('button', { name: 'Try again' }, { timeout: 5000 })).toBeTruthy()
    window.dispatchEvent(new Event('offline'))
    cut = false
    window.dispatchEvent(new Event('online'))
    expect(await screen.findByRole('link', { name: '1007' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
  })

  it('counts no rows where it could not be read', async () => {
    const read = show(caseList.stories.full)
    await screen.findByText(/1-\d+ of \d+/)
    read.unmount()
    show(caseList.stories.error)
    await screen.findByRole('button', { name: 'Try again' }, { timeout: 5000 })
    expect(screen.queryByText(/1-\d+ of \d+/)).toBeNull()
  })

  it('says what would fill it when it is empty', async () => {
    show(caseList.stories.empty)
    expect(await screen.findByText('No cases here')).toBeTruthy()
    expect(screen.getByText('Change the filters, or find a patient to begin a call.')).toBeTruthy()
  })

  it('links each case and patient, marks what is overdue, and says who has it', async () => {
    show(caseList.stories.full)
    const link = await screen.findByRole('link', { name: '1007' })
    expect(link.getAttribute('href')).toContain('/patients/p1/show?case=c1')
    expect(screen.getAllByRole('link', { name: 'Doe, Jane' })[0]!.getAttribute('href')).toContain(
      '/patients/p1/show',
    )
    expect(within(link.closest('tr')!).getByText('overdue')).toBeTruthy()
  })
})

describe('the page of a patient', () => {
  it('puts the likeliest cause first, with evidence, remedy and who to hand over to', async () => {
    show(patientShow.stories.empty)
    const first = await screen.findByText('Locked after wrong passwords')
    const second = screen.getByText('Nothing else found')
    expect(first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
    for (const text of [
      'Five wrong passwords in ten minutes.',
      'Unlock the account and send a password reset link',
      'Transfer to: Security',
    ])
      expect(screen.getAllByText(text).length).toBeGreaterThan(0)
  })

  it('makes the remedy one button beside the cause; without a case it opens one, and leads to who calls', async () => {
    const sent: unknown[] = []
    const { empty, full } = patientShow.stories
    const cases = (body?: unknown) => {
      if (body === undefined) return rows([])(body as never)
      sent.push(body)
      return [201, row()] as [number, unknown]
    }
    show({ ...empty, network: { ...full.network, '/api/cases': cases } })
    const remedy = await screen.findByRole('button', {
      name: 'Unlock the account and send a password reset link',
    })
    expect(document.querySelectorAll('button[data-remedy]')).toHaveLength(1)
    await screen.findByRole('combobox', { name: 'Contact method' })
    await userEvent.click(remedy)
    expect(await screen.findByText(/^Needs identity level 1: .+ Then: Unlock the account/)).toBeTruthy()
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Date of birth' })),
    )
    const summary = 'Locked after too many wrong passwords'
    expect(sent).toEqual([{ patientId: 'p1', category: 'locked-out', channel: 'phone', summary }])
  })

  it('what was typed of the caller stays when the case is opened by its button', async () => {
    const { empty, full } = patientShow.stories
    const cases = (body?: unknown) =>
      body === undefined ? rows([])(body as never) : ([201, row()] as [number, unknown])
    show({ ...empty, network: { ...full.network, '/api/cases': cases } })
    await userEvent.type(await screen.findByRole('textbox', { name: 'ZIP code' }), '01103')
    await userEvent.click(screen.getByRole('button', { name: 'Open case' }))
    await screen.findByRole('heading', { name: 'Case 1007' })
    const zip = await screen.findByRole('textbox', { name: 'ZIP code' })
    expect((zip as HTMLInputElement).value).toBe('01103')
  })

  it('leads from the remedy to the caller who is not verified yet, and says what it takes', async () => {
    show(patientShow.stories.full)
    const given = await screen.findByRole('textbox', { name: 'Date of birth' })
    await userEvent.click(screen.getByRole('button', { name: /^Unlock the account/ }))
    await waitFor(() => expect(document.activeElement).toBe(given))
    expect(
      screen.getByText(/^Needs identity level 1: name, date of birth and one more\. Then: Unlock/),
    ).toBeTruthy()
    expect(screen.queryByRole('textbox', { name: 'Reason' })).toBeNull()
  })

  it('leads from the remedy straight to the act’s form once the caller is verified, as often as it is pressed', async () => {
    show(patientShow.stories.verified)
    await screen.findByRole('button', { name: 'Unlock and send a reset link' })
    const remedy = screen.getByRole('button', { name: /^Unlock the account/ })
    for (let n = 0; n < 2; n++) {
      await userEvent.click(remedy)
      const reason = await screen.findByRole('textbox', { name: 'Reason' })
      await waitFor(() => expect(document.activeElement).toBe(reason))
      await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
      expect(screen.queryByRole('textbox', { name: 'Reason' })).toBeNull()
    }
  })

  it('leads from what the desk cannot do itself to the transfer, with the queue filled in', async () => {
    show(patientShow.stories.elsewhere)
    await screen.findByRole('button', { name: 'Close case' })
    await userEvent.click(screen.getByRole('button', { name: 'Transfer to registration' }))
    const queue = await screen.findByRole('combobox', { name: 'Transfer to' })
    expect(queue.textContent).toBe('Registration')
    await waitFor(() => expect(document.activeElement).toBe(queue))
  })

  it('says so when the role may not see it', async () => {
    show(patientShow.stories.denied)
    expect(await screen.findByText('Your role does not include this.', { exact: false })).toBeTruthy()
  })

  it('leads whoever has emergency access from the refusal to it, and nobody else', async () => {
    const agent = show(patientShow.stories.denied)
    await screen.findByText('Your role does not include this.', { exact: false })
    expect(screen.queryByRole('link', { name: 'Emergency access' })).toBeNull()
    agent.unmount()
    show({ ...patientShow.stories.denied, role: 'manager' })
    const link = await screen.findByRole('link', { name: 'Emergency access' })
    expect(link.getAttribute('href')).toContain('/emergency-access/create')
  })

  it('leads the focus to what comes next: the caller, whether there is a case or not, then the act', async () => {
    const opening = show(patientShow.stories.empty)
    const born = await screen.findByRole('textbox', { name: 'Date of birth' })
    await waitFor(() => expect(document.activeElement).toBe(born))
    opening.unmount()
    const verifying = show(patientShow.stories.full)
    const given = await screen.findByRole('textbox', { name: 'Date of birth' })
    await waitFor(() => expect(document.activeElement).toBe(given))
    verifying.unmount()
    show(patientShow.stories.verified)
    const unlock = await screen.findByRole('button', { name: 'Unlock and send a reset link' })
    await waitFor(() => expect(document.activeElement).toBe(unlock))
  })

  it('lists the patient’s other calls, and presets no outcome that did not happen', async () => {
    show(patientShow.stories.verified)
    expect((await screen.findByRole('link', { name: '990' })).getAttribute('href')).toContain(
      '/cases/c0/show',
    )
    const cause = await screen.findByRole('combobox', { name: 'Cause' })
    await waitFor(() => expect(cause.textContent).toContain('Locked'))
    // An empty list box holds a zero-width space.
    expect(screen.getByRole('combobox', { name: 'Outcome' }).textContent).toMatch(/^\u200b?$/)
  })

  it('offers to put one’s own case back, and to assign any to whoever may', async () => {
    const agent = show(patientShow.stories.full)
    await screen.findByText('Case 1007')
    expect(screen.queryByRole('button', { name: 'Take this case' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Assign …' })).toBeNull()
    agent.unmount()
    const { page, network } = patientShow.stories.supervisor
    const given: unknown[] = []
    show({
      page,
      role: 'records',
      network: {
        ...network,
        // Whoever assigns may not read the whole staff.
        '/api/staff': () => [403, { message: 'Your role does not include this.', missing: [] }],
        '/api/case-takers': () => [200, [{ id: 's7', name: 'Robin Castellanos' }]],
        '/api/cases/c1': () => [
          200,
          aCase({ status: 'escalated', escalatedTo: 'registration', assignedTo: null, assigneeId: null }),
        ],
        '/api/cases/c1/assign': (body: { staffId: string }) => {
          given.push(body.staffId)
          return [200, {}]
        },
      },
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Assign …' }))
    await userEvent.click(await screen.findByRole('combobox', { name: 'Assign to' }))
    await userEvent.click(await screen.findByRole('option', { name: 'Robin Castellanos' }))
    await userEvent.click(screen.getByRole('button', { name: 'Assign' }))
    await waitFor(() => expect(given).toEqual(['s7']))
  })
})

describe('the page of a patient that could not be read', () => {
  it('is read again when somebody comes back to it, and once read it is not read again', async () => {
    const { page, network } = patientShow.stories.empty
    let [down, reads] = [true, 0]
    show({
      page,
      network: {
        ...network,
        '/api/patients/p1': () => {
          reads++
          return down ? [503, { message: 'Down.' }] : [200, aPatient()]
        },
      },
    })
    expect(await screen.findByText('Down.', {}, { timeout: 5000 })).toBeTruthy()
    const comeBack = () => {
      window.dispatchEvent(new Event('visibilitychange'))
    }
    down = false
    comeBack()
    expect(await screen.findByRole('heading', { level: 1, name: /Doe/ })).toBeTruthy()
    const before = reads
    comeBack()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(reads).toBe(before)
  })
})

describe('the patient search', () => {
  it('says when nobody matches', async () => {
    show(patientSearch.stories.empty)
    await userEvent.type(await screen.findByRole('combobox'), 'zz')
    expect(await screen.findByText(/No patient matches/)).toBeTruthy()
  })
})
