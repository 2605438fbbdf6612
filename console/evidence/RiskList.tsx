import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { DataTable, useListContext, useNotify, useRefresh } from 'react-admin'
import type { RiskEntry as Risk } from '../../api/evidence/risks/schema.ts'
import { useAct } from '../core/acts.ts'
import { DeskList } from '../core/DeskList.tsx'
import { FilterTabs } from '../core/FilterTabs.tsx'
import { AskAct } from '../core/form/AskAct.tsx'
import { OtherActs } from '../core/form/OtherActs.tsx'
import type { FieldWords } from '../core/form/SchemaField.tsx'
import { Moment } from '../core/Moment.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Empty } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'

const open = { open: true }
const tones = { low: 'plain', moderate: 'waits', high: 'wrong' } as const
const names = ['asset', 'threat', 'measures', 'owner', 'dueOn', 'conclusion', 'reason'] as const

function useRiskFields(): Record<string, FieldWords> {
  const say = useWords()
  return {
    ...Object.fromEntries(names.map((name) => [name, { label: say(`desk.riskAnalysis.${name}`) }])),
    likelihood: { label: say('desk.riskAnalysis.likelihood'), of: 'desk.level' },
    impact: { label: say('desk.riskAnalysis.impact'), of: 'desk.level' },
  }
}

/** The security risk analysis, as it stands. */
export default function RiskList() {
  return (
    <DeskList
      tab="desk.riskAnalysis.title"
      about="desk.riskAnalysis.about"
      action={<RiskActs />}
      sort={{ field: 'recordedAt', order: 'DESC' }}
      filterDefaultValues={open}
    >
      <Risks />
    </DeskList>
  )
}

function RiskActs() {
  const say = useWords()
  const notify = useNotify()
  const refresh = useRefresh()
  const fields = useRiskFields()
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      <AskAct
        label={say('desk.riskAnalysis.review')}
        title={say('desk.riskAnalysis.review')}
        text={say('desk.riskAnalysis.reviewHelp')}
        act={useAct('risk-analysis.reviewed')}
        params={{}}
        fields={fields}
        onDone={() => notify(say('desk.riskAnalysis.signed'))}
      />
      <AskAct
        label={say('desk.riskAnalysis.enter')}
        title={say('desk.riskAnalysis.enter')}
        variant="contained"
        act={useAct('risk.recorded')}
        params={{}}
        fields={fields}
        onDone={refresh}
      />
    </Box>
  )
}

function Risks() {
  const say = useWords()
  const { date } = useFormat()
  const fields = useRiskFields()
  const { refetch } = useListContext()
  const revise = useAct('risk.revised')
  return (
    <>
      <FilterTabs
        label={say('desk.riskAnalysis.which')}
        tabs={[
          { name: 'open', label: say('desk.riskAnalysis.open'), filter: open },
          { name: 'all', label: say('desk.riskAnalysis.all'), filter: {} },
        ]}
      />
      <DataTable<Risk>
        bulkActionButtons={false}
        rowClick={false}
        empty={<Empty title={say('desk.riskAnalysis.none')}>{say('desk.riskAnalysis.noneHelp')}</Empty>}
        sx={{ '& .RaDataTable-table': { minWidth: 0 } }}
      >
        <DataTable.Col<Risk>
          label={say('desk.riskAnalysis.asset')}
          render={(row) => (
            <>
              {row.asset}
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {row.threat}
              </Typography>
            </>
          )}
        />
        <DataTable.Col<Risk>
          label={`${say('desk.riskAnalysis.likelihood')} / ${say('desk.riskAnalysis.impact')}`}
          render={({ likelihood, impact }) => (
            <>
              <StateChip tone={tones[likelihood]}>{say(`desk.level.${likelihood}`)}</StateChip>{' '}
              <StateChip tone={tones[impact]}>{say(`desk.level.${impact}`)}</StateChip>
            </>
          )}
        />
        <DataTable.Col<Risk>
          label={say('desk.riskAnalysis.measures')}
          render={(row) => (
            <>
              {row.measures}
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {row.owner} · {say('desk.riskAnalysis.dueOn')} {date(row.dueOn, 'medium')}
              </Typography>
            </>
          )}
        />
        <DataTable.Col<Risk>
          source="recordedAt"
          label={say('desk.riskAnalysis.entered')}
          render={(row) => (
            <>
              <Moment at={row.recordedAt} /> · {row.recordedBy}
            </>
          )}
        />
        <DataTable.Col<Risk>
          label={say('desk.riskAnalysis.state')}
          render={(row) =>
            row.state === 'open' ? (
              <>
                <AskAct
                  label={say('desk.riskAnalysis.again')}
                  about={row.asset}
                  title={say('desk.riskAnalysis.again')}
                  act={revise}
                  params={{ id: row.id }}
                  defaults={{ ...row }}
                  fields={fields}
                  onDone={refetch}
                />
                <OtherActs of="risks" id={row.id} fields={fields} onDone={refetch} onStale={refetch} />
              </>
            ) : (
              <>
                {say(`desk.riskState.${row.state}`)}
                {row.reason && ` · ${row.reason}`}
              </>
            )
          }
        />
      </DataTable>
    </>
  )
}
