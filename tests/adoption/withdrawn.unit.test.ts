import { expect, it } from 'vitest'
import { contributions, type PersonEvent } from '../../api/adoption/rollup/contributions.ts'

const event = (id: string, kind: string, day: number): PersonEvent => ({
  ...{ id, kind, day },
  ...{ at: day * 86_400, value: null, data: null, amends: null },
})
const series = (events: PersonEvent[]) => [...contributions(events).values()].flatMap((of) => [...of.keys()])

it('a visit that is withdrawn was none, whichever of the two is told first, and takes no other along', () => {
  const [seen, other, unseen] = [
    event('visit:1', 'seen', 20_000),
    event('visit:2', 'seen', 20_100),
    event('unvisit:1', 'unseen', 20_050),
  ]
  expect(series([seen])).toContain('eligible')
  for (const events of [
    [seen, unseen],
    [unseen, seen],
  ])
    expect(series(events)).toEqual([])
  expect(contributions([seen, other, unseen])).toEqual(contributions([other]))
})
