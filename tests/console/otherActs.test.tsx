import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { ActDeclaration } from '../../console/core/acts.ts'
import { OtherActs } from '../../console/core/form/OtherActs.tsx'
import known from '../../console/core/story/acts.json' with { type: 'json' }
import { show } from './show.tsx'

const id = '0197a000-0000-7000-8000-000000000001'
const uuid = { type: 'string', format: 'uuid' }
const declared = (name: string, path: string, properties: object, over: object = {}): ActDeclaration => ({
  name,
  verb: `Do ${name}`,
  method: 'post',
  path,
  needs: 'cases.work',
  tier: null,
  closes: false,
  from: null,
  guards: [],
  fresh: false,
  body: { type: 'object', properties, required: Object.keys(properties) } as ActDeclaration['body'],
  ...over,
})
const called = declared('patient.called', '/api/patients/{id}/calls', {
  at: { type: 'string', format: 'date-time', title: 'When' },
  number: { type: 'string', maxLength: 20, title: 'Number' },
})
const flagged = declared('patient.flagged', '/api/patients/{id}/flags', { caseId: uuid })
const moved = declared('case.moved', '/api/cases/{id}/move', { version: { type: 'integer' } })
const acts = [...known, called, flagged, moved]

/** What is shown of a patient, or within a case of theirs; what was sent is kept. */
function shown(props: Partial<Parameters<typeof OtherActs>[0]> = {}) {
  const sent: unknown[] = []
  const done: string[] = []
  const page = <OtherActs of="patients" id={id} panel onDone={() => done.push('done')} {...props} />
  const take = (body: never) => {
    sent.push(body)
    return [201, {}] as [number, unknown]
  }
  show({ page, network: { '/api/acts': () => [200, acts], '/api/patients': take, '/api/cases': take } })
  return { sent, done }
}
const buttons = async () => (await screen.findAllByRole('button')).map((one) => one.textContent)

describe('an act that no page has a place for', () => {
  it('is offered where its target is shown, and drawn and sent from its declaration alone', async () => {
    const { sent, done } = shown()
    expect(await buttons()).toEqual(['Do patient.called'])
    await userEvent.click(screen.getByRole('button', { name: 'Do patient.called' }))
    const form = await screen.findByRole('dialog', { name: 'Do patient.called' })
    expect(form).toBeTruthy()
    await userEvent.type(await screen.findByLabelText('When'), '2026-11-26T15:40')
    await userEvent.type(screen.getByLabelText('Number'), '413-555-1000')
    await userEvent.click(screen.getAllByRole('button', { name: 'Do patient.called' }).at(-1)!)
    await waitFor(() => expect(done).toEqual(['done']))
    // By the clocks of the hospital in New York, wherever the browser is.
    expect(sent).toEqual([{ at: '2026-11-26T20:40:00.000Z', number: '413-555-1000' }])
  })

  it('that belongs to a case is offered within one, with the case given', async () => {
    const caseId = '0197a000-0000-7000-8000-000000000002'
    const { sent, done } = shown({ given: { caseId, verificationId: undefined }, within: 'caseId' })
    expect(await buttons()).toEqual(['Do patient.flagged'])
    await userEvent.click(screen.getByRole('button', { name: 'Do patient.flagged' }))
    await screen.findByRole('dialog')
    await userEvent.click(screen.getAllByRole('button', { name: 'Do patient.flagged' }).at(-1)!)
    await waitFor(() => expect(done).toEqual(['done']))
    expect(sent).toEqual([{ caseId }])
  })

  it('on a changed record goes with the version that was shown', async () => {
    const { sent, done } = shown({ of: 'cases', given: { version: 7 } })
    await userEvent.click(await screen.findByRole('button', { name: 'Do case.moved' }))
    await screen.findByRole('dialog')
    await userEvent.click(screen.getAllByRole('button', { name: 'Do case.moved' }).at(-1)!)
    await waitFor(() => expect(done).toEqual(['done']))
    expect(sent).toEqual([{ version: 7 }])
  })
})
