import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import { DataTable } from 'react-admin'
import { Link } from 'react-router'
import type { AlertRow } from '../core/dataProvider.ts'
import { Moment } from '../core/Moment.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Empty } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'

/** Whom an alert is about, in words. */
export function useSubject() {
  const say = useWords()
  return ({ staff, patient, caller }: Pick<AlertRow, 'staff' | 'patient' | 'caller'>) => {
    if (!staff && !patient && !caller)
      return { who: say('desk.privacy.alerts.theLog'), whom: say('desk.privacy.alerts.nobody') }
    return {
      who: staff?.name ?? say(patient ? 'desk.privacy.alerts.several' : 'desk.privacy.alerts.aCaller'),
      whom: patient?.name ?? say('desk.privacy.alerts.manyPatients'),
    }
  }
}

/** The queue as a table; a narrow screen keeps who, whose record, and until when. */
export function AlertTable({ help }: { help: string }) {
  const say = useWords()
  const format = useFormat()
  const wide = useWide()
  return (
    <DataTable<AlertRow>
      bulkActionButtons={false}
      rowClick={false}
      empty={<Empty title={say('desk.privacy.alerts.none')}>{help}</Empty>}
      sx={{ '& .RaDataTable-table': { minWidth: 0 } }}
    >
      <DataTable.Col<AlertRow> label={say('desk.privacy.alerts.who')} render={(row) => <Who alert={row} />} />
      <DataTable.Col<AlertRow>
        label={say('desk.privacy.alerts.whom')}
        render={(row) => <Whom alert={row} />}
      />
      {wide && (
        <DataTable.Col<AlertRow>
          label={say('desk.privacy.alerts.why')}
          render={(row) => (
            <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap' }}>
              {row.rules.map((rule) => (
                <Chip key={rule.code} size="small" variant="outlined" label={rule.name} />
              ))}
            </Box>
          )}
        />
      )}
      {wide && (
        <DataTable.Col<AlertRow>
          source="score"
          label={say('desk.privacy.alerts.score')}
          sortByOrder="DESC"
          render={(row) => (
            <>
              <Score score={row.score} />
              {row.foundBefore && (
                <Typography variant="body2" sx={{ color: 'text.secondary', maxWidth: 260 }}>
                  {row.foundBefore}
                </Typography>
              )}
            </>
          )}
        />
      )}
      {wide && (
        <DataTable.Col<AlertRow>
          label={say('desk.privacy.alerts.lastDay')}
          render={(row) => <Box sx={{ whiteSpace: 'nowrap' }}>{format.date(row.lastDay, 'medium')}</Box>}
        />
      )}
      <DataTable.Col<AlertRow>
        source="dueAt"
        label={say('desk.privacy.alerts.due')}
        render={(row) => <Due alert={row} />}
      />
      {wide && (
        <DataTable.Col<AlertRow>
          label={say('desk.privacy.alerts.assignedTo')}
          render={(row) => row.assignedTo?.name ?? say('desk.privacy.review.nobody')}
        />
      )}
    </DataTable>
  )
}

function Who({ alert }: { alert: AlertRow }) {
  const say = useWords()
  const { who } = useSubject()(alert)
  return (
    <>
      <Link to={`/privacy-alerts/${alert.id}/show`}>{who}</Link>
      {alert.staff && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {say(`desk.role.${alert.staff.role}`)}
        </Typography>
      )}
    </>
  )
}

const Whom = ({ alert }: { alert: AlertRow }) => useSubject()(alert).whom

/** Until when it is due; of what is signed and told, how it ended. */
function Due({ alert }: { alert: AlertRow }) {
  const say = useWords()
  const untold = alert.outcome === 'breach' && !alert.notifiedOn
  if (alert.outcome && !untold) return say(`desk.alertOutcome.${alert.outcome}`)
  return (
    <Box sx={{ whiteSpace: { md: 'nowrap' } }}>
      <Moment at={alert.dueAt} as="relative" />{' '}
      {alert.overdue && <StateChip tone="wrong">{say('desk.privacy.alerts.late')}</StateChip>}
    </Box>
  )
}

/** A score of a hundred, as a number and a bar. */
export function Score({ score }: { score: number }) {
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', minWidth: { sm: 84 } }}>
      <Typography component="span" sx={{ fontVariantNumeric: 'tabular-nums', fontWeight: 600, width: 28 }}>
        {score}
      </Typography>
      <Box
        aria-hidden
        sx={{
          flex: 1,
          height: 6,
          borderRadius: 3,
          bgcolor: 'action.selected',
          display: { xs: 'none', sm: 'block' },
        }}
      >
        <Box
          sx={{
            width: `${score}%`,
            height: 1,
            borderRadius: 3,
            bgcolor: score >= 70 ? 'error.main' : 'warning.main',
          }}
        />
      </Box>
    </Box>
  )
}
