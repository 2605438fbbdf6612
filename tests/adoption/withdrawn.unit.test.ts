import { expect, it } from 'vitest'
import { proxyActs } from '../../api/adoption/lists.ts'
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

it('what a proxy does is the proxy’s: it makes nobody active, activated or a user of anything', () => {
  const seen = event('visit:1', 'seen', 20_000)
  for (const kind of proxyActs) {
    const found = series([seen, event('a', kind, 20_010)])
    expect(found).toEqual(
      expect.arrayContaining(['eligible', 'eligible-by-proxy', 'uses-proxy', 'uses-anyone']),
    )
    expect(
      found.filter((name) =>
        /^(active|activated|cohort|eligible-(act|signed|offered)|uses-[^pa])/.test(name),
      ),
    ).toEqual([])
  }
  const own = series([seen, event('a', 'message', 20_010)])
  expect(own).toEqual(expect.arrayContaining(['active-30', 'uses-message', 'eligible-active', 'uses-anyone']))
  expect(own.filter((name) => name.includes('proxy'))).toEqual([])
})

it('an invitation whose mail came back was not delivered, whichever is told first; one that was opened was', () => {
  const [seen, offered] = [event('visit:1', 'seen', 20_000), event('offer:1', 'offered', 20_000)]
  const [sent, back] = [event('mail:1', 'delivered', 20_001), event('unmail:1', 'undelivered', 20_003)]
  expect(series([seen, offered, sent])).toContain('eligible-delivered')
  for (const events of [
    [seen, offered, sent, back],
    [back, sent, offered, seen],
  ]) {
    expect(series(events)).toContain('eligible-offered')
    expect(series(events)).not.toContain('eligible-delivered')
    expect(series([...events, event('mail:2', 'delivered', 20_005)])).toContain('eligible-delivered')
    expect(series([...events, event('portal:1', 'opened', 20_005)])).toContain('eligible-delivered')
  }
})
