import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { stories } from '../../console/audit/AuditList.story.tsx'
import { stories as exportStories } from '../../console/audit/ExportList.story.tsx'
import { integrity } from '../../console/audit/fixtures.ts'
import { LogAlarm } from '../../console/audit/LogAlarm.tsx'
import { parted } from '../../console/audit/question.ts'
import { listEvents } from '../../console/core/logMethods.ts'
import { show } from './show.tsx'

const withIntegrity = (over: Parameters<typeof integrity>[0]) => ({
  ...stories.full,
  network: {
    ...stories.full.network,
    '/api/audit-integrity': () => [200, integrity(over)] as [number, unknown],
  },
})
const at = '2026-11-20T15:04:05.000Z'

describe('the state of the log', () => {
  it('is green only once the whole log was verified, and red when a verification found something', async () => {
    const panel = async () => (await screen.findByText(/21,334 events sealed/)).closest('[role="alert"]')!
    const unverified = show(stories.full)
    expect((await panel()).className).toContain('colorInfo')
    expect(screen.getByText(/has not been verified yet/)).toBeTruthy()
    unverified.unmount()
    const good = show(withIntegrity({ lastVerification: { at, ok: true, size: 1, faults: [], index: true } }))
    expect((await panel()).className).toContain('colorSuccess')
    good.unmount()
    show(withIntegrity({ lastVerification: { at, ok: false, size: 1, faults: ['root'], index: true } }))
    expect((await panel()).className).toContain('colorError')
  })
})

it('that the log was altered stands over every page, and nothing does while it was not', async () => {
  const alarm = (over: Parameters<typeof integrity>[0]) =>
    show({ ...withIntegrity(over), page: <LogAlarm /> })
  const verified = { at, ok: true, size: 1, faults: [], index: true }
  const calm = alarm({ lastVerification: verified, problem: 'not-sealing' })
  await waitFor(() => expect(calm.container.querySelector('[role="alert"]')).toBeNull())
  calm.unmount()
  for (const over of [
    { problem: 'newest-altered' as const },
    { lastVerification: { ...verified, ok: false, faults: ['edited'] } },
  ]) {
    const altered = alarm(over)
    expect((await screen.findByRole('alert')).textContent).toContain('is not as it was recorded')
    expect(screen.getByRole('link', { name: 'See what was found' })).toBeTruthy()
    altered.unmount()
  }
})

describe('the list of events', () => {
  it('says in words what an event was for, and that counting stopped', async () => {
    show(stories.full)
    await userEvent.click((await screen.findAllByRole('button', { name: /Nov 20, 2026/ }))[0]!)
    expect(await screen.findByText('Cannot sign in')).toBeTruthy()
    expect(screen.queryByText('cannot-sign-in')).toBeNull()
    expect(screen.getByText('More than 1,000 events; counting stops there.')).toBeTruthy()
  })

  it('opens a row from the keyboard to all it holds', async () => {
    show(stories.full)
    const [opener] = await screen.findAllByRole('button', { name: /Nov 20, 2026/ })
    opener!.focus()
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(opener!.getAttribute('aria-expanded')).toBe('true'))
    expect(await screen.findByText('21,333')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'All of this case' })).toBeTruthy()
  })
})

describe('a question to the log', () => {
  it('keeps out of the address whatever leads to a person or may be a name', () => {
    const named = {
      patientId: 'p',
      actorId: 'a',
      caseId: 'c',
      sessionId: 's',
      requestId: 'r',
      ip: 'i',
      q: 'doe',
    }
    const open = { action: ['case.opened'], outcome: 'denied' as const, from: at, role: 'helpdesk' as const }
    expect(parted({ ...named, ...open, to: '', purpose: undefined })).toEqual({ open, named })
  })

  describe('is asked by page', () => {
    afterEach(() => vi.unstubAllGlobals())

    it.each([
      [undefined, 'DESC', 'DESC', {}, ['2', '1']],
      ['oldest', 'DESC', 'ASC', {}, ['1', '2']],
      ['before:e', 'DESC', 'DESC', { before: 'e' }, ['2', '1']],
      ['after:e', 'ASC', 'ASC', { after: 'e' }, ['2', '1']],
    ])('from %s on, in the order asked for (%s)', async (edge, order, read, beyond, shown) => {
      const asked: URL[] = []
      vi.stubGlobal('fetch', async (url: string) => {
        asked.push(new URL(url, 'http://localhost'))
        return Response.json([{ id: '2' }, { id: '1' }], { headers: { 'X-Total-Count': '2' } })
      })
      const { data, total } = await listEvents({
        filter: {},
        sort: { field: 'at', order: order as 'ASC' | 'DESC' },
        pagination: { page: 1, perPage: 2 },
        meta: { edge },
      })
      const of = (name: string) => JSON.parse(asked[0]!.searchParams.get(name)!)
      expect(of('sort')).toEqual(['at', read])
      expect(of('filter')).toEqual(beyond)
      expect(data.map(({ id }) => id)).toEqual(shown)
      expect(total).toBe(2)
    })
  })
})

describe('one’s exports', () => {
  it('say in words what came of each, and lead back to the search', async () => {
    show(exportStories.full)
    const row = (await screen.findByText('21,334 events')).closest('tr')!
    expect(within(row).getByText('Compliance audit')).toBeTruthy()
    expect(within(row).getByRole('link', { name: 'Search again' }).getAttribute('href')).toContain('/audit')
    expect(screen.getByText('Downloading: 1 event')).toBeTruthy()
  })
})
