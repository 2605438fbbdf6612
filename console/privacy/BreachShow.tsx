import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useParams } from 'react-router'
import { useDesk } from '../core/dataProvider.ts'
import { OtherActs } from '../core/form/OtherActs.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { notPrinted } from '../core/print.ts'
import { Failed, Waiting } from '../core/states.tsx'
import { useReading } from '../core/useReading.ts'
import { useWords } from '../core/words/useWords.ts'
import { BreachFacts } from './BreachFacts.tsx'
import { BreachJudge, BreachRecord } from './BreachJudge.tsx'
import { BreachState } from './BreachList.tsx'
import { BreachLetter, BreachNotices } from './BreachNotices.tsx'
import { BreachDuties, BreachPeople } from './BreachPeople.tsx'

/** Left, what happened and how it was judged; right, what is due, whom it affects, and how each was notified. */
export default function BreachShow() {
  const { id } = useParams() as { id: string }
  return <BreachPage id={id} />
}

const column = { display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' } as const

export function BreachPage({ id }: { id: string }) {
  const desk = useDesk()
  const say = useWords()
  const { data, error, refresh } = useReading(['breach', id], (how) => desk.showBreach(id, how))
  if (error)
    return (
      <>
        <PageHead tab="desk.breach.one" />
        <Failed error={error} retry={() => refresh()} />
      </>
    )
  if (!data)
    return (
      <>
        <PageHead tab="desk.breach.one" />
        <Waiting lines={10} />
      </>
    )
  const part = { breach: data, onChanged: () => refresh() }
  return (
    <Box sx={column}>
      <PageHead
        tab="desk.breach.one"
        title={say(`desk.breachKind.${data.kind}`)}
        action={
          <Button onClick={() => window.print()} sx={notPrinted}>
            {say('desk.report.print')}
          </Button>
        }
      >
        <BreachState breach={data} />
      </PageHead>
      <Box
        sx={{
          ...column,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(0, 1fr)' },
          alignItems: 'start',
        }}
      >
        <Box sx={column}>
          <BreachFacts {...part} />
          <BreachJudge {...part} />
          <BreachRecord {...part} />
        </Box>
        <Box sx={column}>
          <BreachDuties breach={data} />
          <BreachPeople {...part} />
          <BreachLetter {...part} />
          {data.status === 'concluded' && data.outcome === 'breach' && <BreachNotices {...part} />}
        </Box>
      </Box>
      <OtherActs
        of="breaches"
        id={id}
        given={{ version: data.version }}
        state={data.status}
        panel
        onDone={() => refresh()}
        onStale={() => refresh()}
      />
    </Box>
  )
}
