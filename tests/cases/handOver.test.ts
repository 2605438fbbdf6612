import { describe, expect, it } from 'vitest'
import { queues } from '../../api/cases/lists.ts'
import { neededBy } from '../../api/cases/neededTexts.ts'
import { houseForTests, itOnce } from '../support/harness.ts'
import { aCase, aPatient, handTo, must, refused } from '../support/people.ts'

const house = houseForTests()

describe('what a queue needs', () => {
  itOnce(
    'is asked for at the transfer, each at its field, and nothing changes until it is there',
    async () => {
      const agent = await house.signIn('helpdesk')
      const { id, version } = await aCase(agent, (await aPatient(house)).id)
      const transfer = (body: object) => agent.post(`/api/cases/${id}/escalate`, { version, ...body })
      for (const to of queues) {
        const { answers, note } = handTo(to)
        const required = Object.entries(neededBy(to)).filter(([, one]) => one.required)
        expect(required.length).toBeGreaterThan(0)
        for (const [name, { choices }] of required) {
          const { [name]: _, ...without } = answers
          const missed = refused(await transfer({ to, answers: without, note }), 422)
          expect([to, Object.keys(missed.errors ?? {})]).toEqual([to, [`answers.${name}`]])
          if (!choices) continue
          const odd = refused(
            await transfer({ to, answers: { ...answers, [name]: 'constructor' }, note }),
            422,
          )
          expect([to, Object.keys(odd.errors ?? {})]).toEqual([to, [`answers.${name}`]])
        }
        const more = refused(await transfer({ to, answers: { ...answers, birthDate: '1985' }, note }), 422)
        expect(Object.keys(more.errors ?? {})).toEqual(['answers.birthDate'])
      }
      expect(must(await agent.get(`/api/cases/${id}`))).toMatchObject({ version, notes: [], handOver: null })
      expect(await house.rows('case_handover')).toEqual([])
    },
  )

  itOnce(
    'is shown to the receiver with who asked; the log holds which were answered, and no answer',
    async () => {
      const agent = await house.signIn('helpdesk', 'Sam Rivera')
      const records = await house.signIn('records', 'Rosa Archer')
      const { id, version } = await aCase(agent, (await aPatient(house)).id)
      const answers = { field: 'birth-date', document: 'court-paper', seenBy: 'clinic' }
      const at = `/api/cases/${id}`
      const handed = must(
        await agent.post(`${at}/escalate`, { to: 'registration', answers, note: 'Wrong year', version }),
      )
      const shown = must(await records.get(at)).handOver
      expect(shown).toMatchObject({
        to: 'registration',
        by: 'Sam Rivera',
        answers,
        note: 'Wrong year',
        answer: null,
      })
      const [event] = await house.audit('case.escalated')
      expect(event!.fields).toEqual(
        expect.arrayContaining(['answers.field', 'answers.document', 'answers.seenBy']),
      )
      expect(JSON.stringify(event)).not.toMatch(/birth-date|court-paper|Wrong year/)
      must(await records.post(`${at}/give-back`, { note: 'It is right now', version: handed.version }))
      expect(must(await agent.get(at)).handOver).toMatchObject({
        answers,
        answer: { by: 'Rosa Archer', note: 'It is right now' },
      })
    },
  )

  it('of an earlier transfer is not shown to those who received the case by a later one', async () => {
    const agent = await house.signIn('helpdesk')
    const { id, version } = await aCase(agent, (await aPatient(house)).id)
    const at = `/api/cases/${id}`
    must(await agent.post(`${at}/escalate`, { ...handTo('clinic', 'first'), version }))
    const moved = await agent.post(`${at}/escalate`, {
      ...handTo('security', 'second'),
      version: version + 1,
    })
    must(moved)
    expect(must(await agent.get(at)).handOver).toMatchObject({ to: 'security', note: 'second' })
    // An act that hands over by itself asked for what it needs: what was asked for another queue is not beside it.
    await house.owner.write
      .updateTable('support_case')
      .set({ escalated_to: 'privacy' })
      .where('id', '=', id)
      .execute()
    expect(must(await agent.get(at)).handOver).toBe(null)
  })
})
