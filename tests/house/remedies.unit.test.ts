import { expect, it } from 'vitest'
import { queues } from '../../api/cases/lists.ts'
import { nothingFound, rules, withoutEmail } from '../../api/logins/causes.ts'
import { remedies } from '../../api/logins/causeTexts.ts'
import { remedyKinds } from '../../api/logins/lists.ts'
import { catalogue } from '../../api/rooms.ts'

const invited = rules.find(({ act }) => act === 'invite')!
const causes = [...rules, nothingFound, ...Object.values(withoutEmail).map((one) => ({ ...invited, ...one }))]
const onPatients = catalogue.acts.filter(({ at }) => at.startsWith('POST /api/patients/{id}/'))
const slugs = new Map(onPatients.map((act) => [act.at.split('/').at(-1)!, act]))

it('each remedy that a diagnosis names is an act there is, at the identity level it says, or by its nature a transfer, another record or an information', () => {
  for (const { code, act, tier, escalateTo } of causes) {
    const kind = remedyKinds[act] ?? { act }
    if (kind === 'told') expect([code, tier]).toEqual([code, 'T0'])
    else if (kind === 'transfer' || kind === 'record') {
      expect([code, tier]).toEqual([code, 'T0'])
      expect([code, (queues as readonly string[]).includes(escalateTo!)]).toEqual([code, true])
    } else {
      const done = slugs.get(kind.act)
      expect([code, kind.act, done?.name]).toEqual([code, kind.act, expect.any(String)])
      // Being seen in person asks for no proof; it is one.
      const wants = (done!.guards as { tier?: string } | undefined)?.tier ?? 'T0'
      if (act !== 'prove-in-person') expect([code, tier]).toEqual([code, wants])
    }
  }
})

it('every remedy has its words, and none is described that no cause names', () => {
  const named = new Set(causes.map(({ act }) => act))
  expect(Object.keys(remedies).filter((act) => !named.has(act))).toEqual([])
  expect(Object.keys(remedyKinds).filter((act) => !named.has(act) || slugs.has(act))).toEqual([])
  expect([...named].filter((act) => !(act in remedies))).toEqual([])
})
