import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useAct } from '../core/acts.ts'
import { useDesk } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useReading } from '../core/useReading.ts'
import { useWords } from '../core/words/useWords.ts'
import { Judged } from './Judged.tsx'

/** What supervisors said of one's own calls; each takes one reply. */
export default function MyReviews() {
  const desk = useDesk()
  const say = useWords()
  const reply = useAct('quality.replied')
  const { data, error, refresh } = useReading(['my-call-reviews'], () => desk.myCallReviews())
  const again = () => refresh()
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)', maxWidth: 900 }}>
      <PageHead tab="desk.quality.mine" />
      <Typography>{say('desk.quality.mineHelp')}</Typography>
      {error ? (
        <Failed error={error} retry={again} />
      ) : !data ? (
        <Waiting lines={6} />
      ) : data.length === 0 ? (
        <Empty title={say('desk.quality.mineNone')} />
      ) : (
        data.map((one) => (
          <Panel key={one.id} title={`${say('desk.quality.case')} ${one.caseNumber} · ${one.month}`}>
            <Judged review={one} />
            {one.reply === null && (
              <Box sx={{ mt: 2 }}>
                <ActForm
                  act={reply}
                  params={{ id: one.id }}
                  about={`${say('desk.quality.case')} ${one.caseNumber}`}
                  quiet
                  onDone={again}
                  onStale={again}
                />
              </Box>
            )}
          </Panel>
        ))
      )}
    </Box>
  )
}
