import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { stories } from '../../console/adoption/AdoptionPage.story.tsx'
import { figure as aFigure, figures } from '../../console/adoption/fixtures.ts'
import { stories as goalStories } from '../../console/adoption/GoalList.story.tsx'
import { weeks } from '../../console/adoption/lookFixtures.ts'
import { stories as markStories } from '../../console/adoption/MarkList.story.tsx'
import { runningMonth } from '../../console/adoption/running.ts'
import type { Network } from '../../console/core/story/network.ts'
import type { Story } from '../../console/core/story/Stage.tsx'
import { show } from './show.tsx'

/** A story whose network also tells what was sent. */
function listening(story: Story, path: string, reply: unknown) {
  const sent: unknown[] = []
  const network: Network = {
    ...story.network,
    [path]: (body) => {
      sent.push(body)
      return [200, reply]
    },
  }
  return { story: { ...story, network }, sent }
}

describe('the adoption page', () => {
  it('says a figure in a line, and how it is counted one click away', async () => {
    show(stories.full)
    const card = await screen.findByRole('article', { name: 'Activated' })
    expect(within(card).getByText('60.3%')).toBeTruthy()
    expect(card.textContent).toContain('At least 65% by Mar 31, 2027')
    expect(within(card).getByText('Not met yet: 4.7 points to go')).toBeTruthy()
    expect(card.querySelector('details')!.open).toBe(false)
    expect(card.textContent).toContain('12,870 of 21,333')
  })

  it('says of what is too little neither a number of people nor none', async () => {
    const few = aFigure({ few: true, value: null, numerator: 0, low: null, high: null })
    show(listening(stories.full, '/api/adoption/figures', figures([few])).story)
    const card = await screen.findByRole('article', { name: 'Activated' })
    expect(within(card).getByText('Too few to show')).toBeTruthy()
    expect(card.textContent).toContain('Too few to show: patients seen in the 365 days to that day;')
    expect(card.textContent).not.toMatch(/\d of/)
  })

  it('calls groups by their names', async () => {
    const segments = {
      dimensions: [
        { dimension: 'race', values: [{ value: 'native', name: null }] },
        { dimension: 'language', values: [{ value: 'es', name: null }] },
      ],
    }
    show(listening(stories.full, '/api/adoption/segments', segments).story)
    await userEvent.click(await screen.findByRole('combobox', { name: 'Patient group' }))
    const options = await screen.findAllByRole('option')
    expect(options.map((one) => one.textContent)).toEqual(['American Indian or Alaska Native', 'Spanish'])
  })

  it('says of a day of which nothing can be told yet so at its field, once, and asks nothing', async () => {
    show(stories.full)
    await userEvent.click(await screen.findByRole('tab', { name: 'Support load' }))
    fireEvent.change(await screen.findByLabelText('Day'), {
      target: { value: new Date().toISOString().slice(0, 10) },
    })
    const said = await screen.findByText(/^Choose a day from Jan 1, 1901 to /)
    expect(screen.getByLabelText('Day').getAttribute('aria-describedby')).toBe(said.closest('p')!.id)
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
  })

  it('draws weeks beside months, and says of which there are too few', async () => {
    show(stories.full)
    await userEvent.click(await screen.findByRole('tab', { name: 'Features' }))
    const card = await screen.findByRole('region', { name: 'Patients, week by week' })
    expect(card.textContent).toContain(
      'Week of Nov 8, 2026. Signed in: 395 · Wrote a message: 98 · Called: 70',
    )
    const one = screen.getByRole('region', { name: 'One figure, week by week' })
    expect(one.textContent).toContain(
      'Calls per 1,000 patients seen: 14.1 in the week of Nov 8, 2026 (70 counted; 95% interval: 11 to 17.8)',
    )
    await userEvent.click(within(one).getByRole('button', { name: 'Table' }))
    const [, , empty, last] = within(one).getAllByRole('row')
    expect([empty!.textContent, last!.textContent]).toEqual([
      // Nothing of what is too little: a zero would be said to be nothing.
      '2026-11-01–––––',
      '2026-11-0814.11117.8704,977.7',
    ])
    expect(screen.queryByText(/^The week of .* is not over yet/)).toBeNull()
  })

  it('draws the week that runs hollow, and says nothing by it', async () => {
    const running = weeks([
      [410, 388, 395, 90],
      [120, 101, 98, 20],
      [61, 58, 70, 12],
    ])
    show(listening(stories.full, '/api/adoption/weeks', running).story)
    await userEvent.click(await screen.findByRole('tab', { name: 'Features' }))
    for (const name of ['Patients, week by week', 'One figure, week by week']) {
      const card = await screen.findByRole('region', { name })
      expect(card.textContent).toContain('eek of Nov 8, 2026')
      expect(card.textContent).toContain('The week of Nov 15, 2026 is not over yet (hollow point).')
    }
  })

  it('says of an empty week that nothing was counted to whoever sees what was, and to others no more than is known', async () => {
    const empty = weeks([
      [410, null],
      [120, null],
      [61, null],
    ])
    for (const [exact, says] of [
      [true, 'nothing to count in the week of Nov 1, 2026'],
      [false, 'nothing, or too few patients to show, in the week of Nov 1, 2026'],
    ] as const) {
      const { unmount } = show(listening(stories.full, '/api/adoption/weeks', { ...empty, exact }).story)
      await userEvent.click(await screen.findByRole('tab', { name: 'Features' }))
      const card = await screen.findByRole('region', { name: 'One figure, week by week' })
      expect(card.textContent).toContain(`Calls per 1,000 patients seen: ${says}.`)
      unmount()
    }
  })

  it('says how often a patient counts, by months and by weeks', async () => {
    show(stories.full)
    expect((await screen.findAllByText(/once a month, and by weeks once a week/)).length).toBeGreaterThan(0)
  })

  it('says what to do next: what was missed, what nobody looks after, who is behind, and what has no goal', async () => {
    show(stories.full)
    const panel = await screen.findByRole('region', { name: 'What to do next' })
    const lines = within(panel)
      .getAllByRole('listitem')
      .map((line) => line.textContent)
    expect(lines).toEqual([
      'Activated, Orthopedics (At least 65% by Oct 31, 2026): missed on Oct 31, 2026, with 41%. Set another date or another goal. See the goals',
      'Expired invitations (At most 10%): its owner no longer works here. Choose another. See the goals',
      'Orthopedics stands apart for the worse in “Activated”: 40%, where 58% was to be expected. See where patients stop',
      'No goal is set for “Time to resolve”. Set a goal',
    ])
  })

  it('says in an empty hospital what to do first, and shows no figures of nothing', async () => {
    show(stories.empty)
    const panel = await screen.findByRole('region', { name: 'There is nothing to show yet' })
    expect(panel.textContent).toMatch(
      /Bring in patients.*Bring in what another portal.*Wait for the count.*shown after the next/,
    )
    expect(await within(panel).findByRole('link', { name: 'Goals' })).toBeTruthy()
    expect(screen.queryByRole('article')).toBeNull()
  })

  it('says one failure once, though it asks for seven parts', async () => {
    show(stories.error)
    await screen.findByText('The database did not answer.')
    expect(screen.getAllByRole('button', { name: 'Try again' })).toHaveLength(1)
  })

  it('compares no month that is still running with a whole one', async () => {
    const running = (to: string, over: string) =>
      runningMonth({ period: { from: '2026-01', to, asOf: over }, over })
    expect(running('2026-11', '2026-11-20')).toBe('2026-11')
    // On its last day it runs still.
    expect(running('2026-11', '2026-11-29')).toBe('2026-11')
    expect(running('2026-11', '2026-11-30')).toBeUndefined()
    expect(running('2026-02', '2026-11-29')).toBeUndefined()
    expect(running('2026-12', '2026-11-30')).toBe('2026-12')
    show(stories.full)
    expect(
      (await screen.findAllByText('Activated went from 48% (Sep 2026) to 60% (Oct 2026).')).length,
    ).toBeGreaterThan(0)
    expect(screen.getAllByText('Nov 2026 is not over yet (hollow point).').length).toBeGreaterThan(0)
  })

  it('leads from the clinic that differs for the worse to its funnel, which names no step as the fault', async () => {
    show(stories.full)
    await userEvent.click(await screen.findByRole('tab', { name: 'Clinics and providers' }))
    expect(
      await screen.findByText(
        '1 stands apart for the worse: Orthopedics with 40%, where 58% was to be expected. This does not show why.',
      ),
    ).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Look at Orthopedics' }))
    expect(
      await screen.findByText(
        'As of Nov 20, 2026, of 1,100 patients seen in 365 days, 660 (60%) used the portal in that time.',
      ),
    ).toBeTruthy()
    expect(screen.queryByText(/largest drop/)).toBeNull()
    expect(
      await screen.findByText(
        '“The password is wrong” stands apart: 99 patients who called, where 40 were to be expected at the hospital’s rate. This does not show why.',
      ),
    ).toBeTruthy()
    expect(screen.getByText('Dr. Okafor')).toBeTruthy()
    const place = screen.getByRole('combobox', { name: 'Clinic or provider' }) as HTMLInputElement
    await waitFor(() => expect(place.value).toBe('Orthopedics'))
  })

  it('says what a day changed beside what was to be expected, and what that does not show', async () => {
    show(stories.full)
    await userEvent.click(await screen.findByRole('tab', { name: 'Support load' }))
    expect(
      await screen.findByText(
        'After that day there were 20% fewer patients who called than trend and season lead one to expect (95% interval: 30% fewer to 5% fewer). Anything else that changed then would look the same: this does not show why.',
      ),
    ).toBeTruthy()
    expect(screen.getByText(/^Too few clinics have enough calls in every month/)).toBeTruthy()
    expect(screen.getByText('3 clinics have too few calls and are left out.')).toBeTruthy()
    expect(screen.getByRole('combobox', { name: 'Clinics with the change (if not all)' })).toBeTruthy()
  })

  it('says one gap against a named group, and whether it changed', async () => {
    show(stories.full)
    await userEvent.click(await screen.findByRole('tab', { name: 'Equity' }))
    expect(
      await screen.findByText(
        'All other groups together are 8 points behind 30-39 (95% interval: 5 – 11). It is not clearly different in the last whole month that can be shown from the first.',
      ),
    ).toBeTruthy()
    expect(screen.getByText('75+: gap 8 (95% interval: 5 – 11), behind')).toBeTruthy()
  })

  it('says of whom, of which months and as of which day a chart is', async () => {
    show(stories.full)
    const line = 'Whole hospital · Dec 2025 – Nov 2026 · as of Nov 20, 2026 · people, about'
    expect((await screen.findAllByText(line)).length).toBeGreaterThan(0)
  })
})

describe('the goals', () => {
  it('say what is wanted, where, by when and of whom, what wants somebody first; of some figures less is better', async () => {
    show(goalStories.full)
    const table = await screen.findByRole('table', { name: 'Goals now' })
    const rows = within(table).getAllByRole('row').slice(1)
    const texts = rows.map((row) => row.textContent)
    expect(texts[0]).toContain('ActivatedAt least 65% by Oct 31, 2026Orthopedics · Sam Rivera')
    expect(texts[0]).toContain('Missed on Oct 31, 2026: 24 points short41% on Oct 31, 2026')
    // Only whoever sets goals is told to set another.
    expect(texts[0]).not.toContain('Set another')
    expect(texts[1]).toContain('ActivatedAt least 65% by Mar 31, 2027Whole hospital · Sam Rivera')
    expect(texts[1]).toContain('Not met yet: 4.7 points to go60.3% on Nov 20, 2026')
    expect(texts[2]).toContain('Expired invitationsAt most 10%Whole hospital · Lee Moss')
    expect(texts[2]).toContain('23.4 points over33.4% in Aug 2026 – Oct 2026Its owner no longer works here')
    const ended = screen.getByRole('table', { name: 'Earlier goals' })
    expect(ended.textContent).toContain('At least 50% by Feb 28, 2026Met on')
  })

  it('are set for the hospital or a place, changed, and removed, by the acts that the API declares', async () => {
    const sent: unknown[] = []
    const story = { ...goalStories.full, network: { ...goalStories.full.network } }
    const list = goalStories.full.network['/api/adoption/goals']!
    story.network['/api/adoption/goals'] = (body) => {
      sent.push(body)
      return list(body)
    }
    const missed = '019a9c50-0000-7000-8000-000000000003'
    const removed: string[] = []
    story.network[`/api/adoption/goals/${missed}`] = () => {
      removed.push(missed)
      return [200, {}]
    }
    show(story)
    const choose = async (name: string, option: string) => {
      await userEvent.click(await screen.findByRole('combobox', { name: new RegExp(`^${name}`) }))
      await userEvent.click(await screen.findByRole('option', { name: option }))
    }
    await choose('Figure', 'Activated')
    await choose('For', 'Orthopedics')
    await userEvent.type(screen.getByRole('spinbutton', { name: 'Goal' }), '70')
    await choose('Owner', 'Kim Ode')
    await userEvent.click(screen.getByRole('button', { name: 'Set a goal' }))
    await waitFor(() =>
      expect(sent).toContainEqual({ figure: 'activated', place: 'clinic=c1', target: 70, owner: 'other' }),
    )
    await userEvent.click(screen.getByRole('button', { name: 'Change: Activated, Whole hospital' }))
    const target = await screen.findByDisplayValue('65')
    expect(document.activeElement).toBe(target)
    await userEvent.clear(target)
    await userEvent.type(target, '60')
    await userEvent.click(screen.getByRole('button', { name: 'Set a goal' }))
    await waitFor(() =>
      expect(sent).toContainEqual({
        figure: 'activated',
        place: '',
        target: 60,
        due: '2027-03',
        owner: 'the-manager',
      }),
    )
    await userEvent.click(screen.getByRole('button', { name: 'Remove: Activated, Orthopedics' }))
    await waitFor(() => expect(removed).toEqual([missed]))
  })
})

describe('the marked days', () => {
  it('take a day as it is typed', async () => {
    const { story, sent } = listening(markStories.empty, '/api/adoption/annotations', [])
    show(story)
    await userEvent.type(await screen.findByRole('textbox', { name: 'Day' }), '1/13/2026')
    await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), 'Leaflets')
    await userEvent.click(screen.getByRole('button', { name: 'Mark a day' }))
    await waitFor(() =>
      expect(sent).toContainEqual({ day: '2026-01-13', kind: 'campaign', label: 'Leaflets' }),
    )
  })

  it('are removed one by one, each button saying which', async () => {
    const { story, sent } = listening(markStories.full, '/api/adoption/annotations/m1', {})
    show(story)
    await userEvent.click(await screen.findByRole('button', { name: /^Remove: Sign-up offered/ }))
    await waitFor(() => expect(sent).toHaveLength(1))
  })
})
