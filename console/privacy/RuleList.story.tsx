import type { PrivacyRule } from '../core/dataProvider.ts'
import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import RuleList from './RuleList.tsx'

const aRule = (over: Partial<PrivacyRule> = {}): PrivacyRule => ({
  id: 'volume',
  name: 'Many records',
  definition: 'Far more records in a day than this person usually opens.',
  explainedBy: 'nothing',
  enabled: true,
  thresholds: [
    { name: 'score', label: 'Score', value: 45, usual: 45, least: 0, most: 100 },
    { name: 'least', label: 'At least', value: 50, usual: 40, least: 10, most: 1000 },
  ],
  changedAt: '2026-11-24T09:00:00.000Z',
  changedBy: 'Sam Rivera',
  confirmedBy: 'Olive Reviewer',
  waiting: null,
  version: 1,
  ...over,
})

const page = <RuleList />
const role = 'privacy-officer'

export const stories: Stories = {
  empty: { role, page, network: { '/api/privacy-rules': () => [200, []] } },
  loading: { role, page, network: { '/api/privacy-rules': never } },
  error: { role, page, network: { '/api/privacy-rules': down } },
  full: {
    role,
    page,
    network: {
      '/api/privacy-rules': () => [
        200,
        [
          aRule(),
          aRule({
            id: 'self',
            name: 'Own record',
            enabled: false,
            waiting: {
              id: 'c1',
              enabled: true,
              thresholds: [{ name: 'score', label: 'Score', value: 60 }],
              reason: 'The trial is over.',
              ...{ alone: false, lapsesAt: null, lapsed: false },
              askedBy: 'Sam Rivera',
              askedAt: '2026-11-27T09:00:00.000Z',
              mine: false,
            },
          }),
        ],
      ],
    },
  },
}
