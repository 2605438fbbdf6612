import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { aCase, row } from '../../console/core/story/fixtures.ts'
import { rows } from '../../console/core/story/network.ts'
import { stories as home } from '../../console/home/HomePage.story.tsx'
import { stories as patient } from '../../console/patients/PatientShow.story.tsx'
import { show } from './show.tsx'

const approval = {
  id: 'v9',
  caseId: 'c1',
  caseNumber: 1007,
  patientId: 'p1',
  patientName: 'Doe, Jane',
  category: 'second-factor',
  summary: 'New phone, old one lost',
  caller: 'patient',
  askedBy: 'Ann Last',
  yours: false,
  askedAt: '2026-11-26T15:00:00.000Z',
  expiresAt: '2026-11-26T15:30:00.000Z',
  document: 'passport',
  proofed: false,
  matched: ['birthDate'],
  declined: [{ reason: 'document-expired', by: 'Mia Between', at: '2026-11-26T14:00:00.000Z' }],
}

describe('an approval that waits', () => {
  it('stands on the supervisor’s first page with what it rests on, and is decided there', async () => {
    let waits = true
    const network = {
      ...home.full.network,
      '/api/approvals-waiting': () => [200, { waiting: Number(waits), newest: null }] as [number, unknown],
      '/api/approvals': () => rows(waits ? [approval] : [])(undefined as never),
      '/api/verifications/v9/approve': () => {
        waits = false
        return [200, {}] as [number, unknown]
      },
    }
    show({ ...home.full, role: 'supervisor', network })
    const table = await screen.findByRole('table', { name: 'Waiting for your approval' })
    for (const said of [
      'Passport, shown by the patient',
      'Also answered right: Date of birth',
      'New phone, old one lost',
    ])
      expect(within(table).getByText(said)).toBeTruthy()
    await userEvent.click(within(table).getByRole('button', { name: 'Approve: Doe, Jane' }))
    expect(await screen.findByText('No approval waits')).toBeTruthy()
  })

  it('is declined there for a reason, once it was asked why', async () => {
    const sent: unknown[] = []
    const network = {
      ...home.full.network,
      '/api/approvals-waiting': () => [200, { waiting: 1 - sent.length, newest: null }] as [number, unknown],
      '/api/approvals': () => rows(sent.length === 0 ? [approval] : [])(undefined as never),
      '/api/verifications/v9/decline': (body: unknown) => {
        sent.push(body)
        return [200, {}] as [number, unknown]
      },
    }
    show({ ...home.full, role: 'supervisor', network })
    const table = await screen.findByRole('table', { name: 'Waiting for your approval' })
    expect(within(table).getByText(/^Declined within 24 hours: The ID has expired/)).toBeTruthy()
    await userEvent.click(within(table).getByRole('button', { name: 'Decline: Doe, Jane' }))
    const asked = await screen.findByRole('dialog', { name: 'Decline this proof of identity' })
    await userEvent.click(within(asked).getByRole('combobox', { name: /^Why/ }))
    await userEvent.click(await screen.findByRole('option', { name: 'The ID may be false or altered' }))
    await userEvent.type(within(asked).getByRole('textbox', { name: /^Note/ }), 'The photo was glued')
    await userEvent.click(within(asked).getByRole('button', { name: 'Decline' }))
    expect(await screen.findByText('No approval waits')).toBeTruthy()
    expect(sent).toHaveLength(1)
  })

  it('that the reader asked for is theirs to see, and not to decide; agents are asked nothing', async () => {
    const network = {
      ...home.full.network,
      '/api/approvals-waiting': () => [200, { waiting: 1, newest: null }] as [number, unknown],
      '/api/approvals': rows([{ ...approval, yours: true }]),
    }
    const shown = show({ ...home.full, role: 'supervisor', network })
    expect(await screen.findByText('You checked this one: a colleague approves it')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /Doe, Jane$/ })).toBeNull()
    shown.unmount()
    show(home.full)
    await screen.findByText(/^My open cases/)
    expect(screen.queryByText('Waiting for your approval')).toBeNull()
  })
})

it('an answer stands before the case until whoever has it says that they read it', async () => {
  let unread = true
  const handOver = () => ({
    to: 'registration' as const,
    by: 'Sam Rivera',
    at: '2026-11-26T15:00:00.000Z',
    answers: { field: 'email' },
    note: 'Old job',
    answer: { by: 'Rosa Archer', at: '2026-11-26T16:00:00.000Z', note: 'It is right now', unread },
  })
  const network = {
    ...patient.full.network,
    '/api/cases/c1': () => [200, aCase({ handOver: handOver() })] as [number, unknown],
    '/api/cases/c1/answer-read': () => {
      unread = false
      return [200, row()] as [number, unknown]
    },
  }
  show({ ...patient.full, network })
  expect(await screen.findByText('It is right now')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'I have read this' }))
  await waitFor(() => expect(screen.queryByRole('button', { name: 'I have read this' })).toBeNull())
})
