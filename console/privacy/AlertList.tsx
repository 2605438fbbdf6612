import { useQuery } from '@tanstack/react-query'
import { useLocaleState } from 'react-admin'
import { DeskList } from '../core/DeskList.tsx'
import { type PrivacyOverview, useDesk } from '../core/dataProvider.ts'
import { FilterTabs } from '../core/FilterTabs.tsx'
import { Failed, Waiting } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useLoaded } from '../core/useLoaded.ts'
import { useWords } from '../core/words/useWords.ts'
import { AlertTable } from './AlertTable.tsx'
import { PrivacyTabs } from './PrivacyTabs.tsx'

const questions = {
  open: { status: 'open' },
  mine: { status: 'open', mine: true },
  unassigned: { status: 'open', unassigned: true },
  emergency: { status: 'open', rule: 'break-glass' },
  overdue: { overdue: true },
  toNotify: { toNotify: true },
  signed: { status: 'signed' },
} as const
type Question = keyof typeof questions

/** What the rules found, the gravest first, and how much access there was. */
export default function AlertList() {
  const [locale] = useLocaleState()
  const desk = useDesk()
  const {
    data: counts,
    error,
    refetch,
  } = useQuery({
    queryKey: ['privacy-overview'],
    queryFn: () => desk.privacyOverview(),
    // Counts are kept current while the page is open. The list is asked for by a person.
    refetchInterval: 60_000,
  })
  return (
    <>
      <DeskList
        tab="desk.privacy.alerts.title"
        intro={<PrivacyTabs page="alerts" />}
        sort={{ field: 'rank', order: 'DESC' }}
        filterDefaultValues={questions.open}
        queryOptions={{ meta: { locale } }}
      >
        <Queue counts={counts} />
      </DeskList>
      {error && <Failed error={error} retry={() => refetch()} />}
      {counts && counts.days.length > 0 && <Chart days={counts.days} />}
    </>
  )
}

// Charts weigh more than all the rest: the queue does not wait for them.
const loadChart = () => import('./AccessChart.tsx')

function Chart({ days }: Pick<PrivacyOverview, 'days'>) {
  const { Part: AccessChart, error, retry } = useLoaded('access-chart', loadChart)
  if (AccessChart) return <AccessChart days={days} />
  return error ? <Failed error={error} retry={retry} /> : <Waiting />
}

function Queue({ counts }: { counts: PrivacyOverview | undefined }) {
  const say = useWords()
  const format = useFormat()
  const labelOf = (name: Question) => {
    const label = say(`desk.privacy.alerts.${name}`)
    const count = counts && name in counts ? counts[name as 'open'] : undefined
    return count === undefined ? label : `${label} · ${format.number(count)}`
  }
  return (
    <>
      <FilterTabs
        label={say('desk.privacy.alerts.which')}
        tabs={(Object.keys(questions) as Question[]).map((name) => ({
          name,
          label: labelOf(name),
          filter: questions[name],
        }))}
      />
      <AlertTable
        help={
          counts?.scoredTo
            ? say('desk.privacy.alerts.scoredTo', { day: format.date(counts.scoredTo) })
            : say('desk.privacy.alerts.notScored')
        }
      />
    </>
  )
}
