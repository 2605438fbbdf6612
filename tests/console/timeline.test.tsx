import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { Timeline } from '../../console/cases/Timeline.tsx'
import { aCase, progress } from '../../console/core/story/fixtures.ts'
import { show } from './show.tsx'

const at = '2026-11-20T15:00:00.000Z'

it('says that a case was closed and with what, also the last time, and of an act without words no more than its name', async () => {
  const closing = { cause: 'locked-out', outcome: 'signed-in' } as const
  const supportCase = aCase({
    status: 'closed',
    closedAt: at,
    ...closing,
    closings: [{ id: 'r1', at: '2026-11-19T15:00:00.000Z', ...closing }],
    notes: [{ id: 'n1', at, by: 'Sam Rivera', kind: 'escalated', text: '', inCase: null }],
  })
  show({ page: <Timeline supportCase={supportCase} progress={progress()} />, network: {} })
  expect(await screen.findAllByText(/^Closed: /)).toHaveLength(2)
  expect(screen.getByText(/Transferred/).textContent).not.toMatch(/Transferred:/)
})
