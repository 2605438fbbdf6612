import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { DataTable } from 'react-admin'
import { type Backups, useDesk } from '../core/dataProvider.ts'
import { Fact, Facts } from '../core/Fact.tsx'
import { Moment } from '../core/Moment.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { RowTable } from '../core/RowTable.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import { backupTones } from './tones.ts'

type Row = Backups['rows'][number]

/** How old the newest backup is, what restoring one took, and what the last ones came to. */
export default function BackupList() {
  const say = useWords()
  const desk = useDesk()
  const { data, error, refetch } = useQuery({ queryKey: ['backups'], queryFn: () => desk.backups() })
  return (
    <>
      <PageHead tab="desk.backup.title" />
      <Typography sx={{ maxWidth: 800, my: 1 }}>{say('desk.backup.intro')}</Typography>
      {error ? <Failed error={error} retry={() => refetch()} /> : !data && <Waiting lines={8} />}
      {data && (
        <>
          <Now backups={data} />
          <Panel title={say('desk.backup.rows')}>
            {data.rows.length === 0 ? <Empty title={say('desk.backup.empty')} /> : <Rows rows={data.rows} />}
          </Panel>
        </>
      )}
    </>
  )
}

/** A length of time as people say it: in seconds, minutes or hours. */
function useLength() {
  const say = useWords()
  const { number } = useFormat()
  return (seconds: number | null) => {
    if (seconds === null) return '–'
    if (seconds < 120) return say('desk.backup.seconds', { n: number(Math.round(seconds * 10) / 10) })
    if (seconds < 7200) return say('desk.backup.minutes', { n: number(Math.round(seconds / 60)) })
    return say('desk.backup.hours', { n: number(Math.round(seconds / 3600)) })
  }
}

function Now({ backups }: { backups: Backups }) {
  const say = useWords()
  const length = useLength()
  const { state, drill, problem } = backups
  return (
    <Panel title={say('desk.backup.now')} sx={{ mb: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mb: 2, '& span': { whiteSpace: 'normal' } }}>
        <StateChip tone={backupTones[state]}>{say.of('desk.backup.state', state)}</StateChip>
        <StateChip tone={backupTones[drill]}>{say.of('desk.backup.drill', drill)}</StateChip>
      </Box>
      {problem && (
        <Typography sx={{ color: 'error.main', mb: 2, overflowWrap: 'anywhere' }}>
          {say('desk.backup.problem', { why: problem })}
        </Typography>
      )}
      <Facts>
        <Fact label={say('desk.backup.last')}>
          <Moment at={backups.lastAt} />
        </Fact>
        <Fact label={say('desk.backup.lost')}>{length(backups.ageSeconds)}</Fact>
        <Fact label={say('desk.backup.gap')}>{length(backups.longestGapSeconds)}</Fact>
        <Fact label={say('desk.backup.restore')}>{length(backups.restoreSeconds)}</Fact>
        <Fact label={say('desk.backup.drilled')}>
          <Moment at={backups.drilledAt} />
        </Fact>
      </Facts>
    </Panel>
  )
}

function Rows({ rows }: { rows: Row[] }) {
  const say = useWords()
  const length = useLength()
  const { number } = useFormat()
  return (
    <RowTable<Row> resource="backups" rows={rows} label={say('desk.backup.rows')}>
      <DataTable.Col<Row> label={say('desk.backup.at')} render={({ at }) => <Moment at={at} />} />
      <DataTable.Col<Row>
        label={say('desk.backup.kindLabel')}
        render={({ kind }) => say.of('desk.backup.kind', kind)}
      />
      <DataTable.Col<Row>
        label={say('desk.backup.outcomeLabel')}
        render={({ state, problem }) => (
          <>
            <StateChip tone={backupTones[state]}>{say.of('desk.backup.outcome', state)}</StateChip>
            {problem && (
              <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
                {problem}
              </Typography>
            )}
          </>
        )}
      />
      <DataTable.Col<Row>
        align="right"
        label={say('desk.backup.size')}
        render={({ bytes }) =>
          bytes === null ? '–' : say('desk.backup.megabytes', { n: number(Math.round(bytes / 1e5) / 10) })
        }
      />
      <DataTable.Col<Row>
        align="right"
        label={say('desk.backup.took')}
        render={({ seconds }) => length(seconds)}
      />
    </RowTable>
  )
}
