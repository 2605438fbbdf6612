import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { DataTable, FunctionField } from 'react-admin'
import type { OfClinic } from '../core/figureMethods.ts'
import { numbers } from '../core/numbers.ts'
import { Panel } from '../core/Panel.tsx'
import { RowTable } from '../core/RowTable.tsx'
import { useWords } from '../core/words/useWords.ts'
import { Dashboard } from './Dashboard.tsx'
import { useFormat } from './format.ts'
import type { AskedQuestion } from './useQuestion.ts'

/** Why a clinic may need help: what its patients call about, and the providers within it. */
export const ClinicCards = ({ clinic, question }: { clinic: string; question: AskedQuestion }) => (
  <Dashboard name="clinic" asked={{ from: question.period.from, to: question.period.to, clinic }}>
    {(data) => (
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' },
          alignItems: 'start',
        }}
      >
        <Causes data={data} />
        <Providers data={data} />
      </Box>
    )}
  </Dashboard>
)

type Cause = OfClinic['causes'][number] & { id: string }
type Provider = OfClinic['providers'][number] & { id: string }

function Causes({ data }: { data: OfClinic }) {
  const say = useWords()
  const format = useFormat()
  const name = (cause: string) =>
    cause === 'all' ? say('desk.adoption.allCauses') : say.of('desk.cause', cause)
  const rows = data.causes.map((one): Cause => ({ ...one, id: one.cause }))
  const title = say('desk.study.causesTitle')
  const most = rows.find(({ verdict }) => verdict === 'worse')
  const sentence = most
    ? say('desk.study.causeApart', {
        cause: name(most.cause),
        count: format.count(most.count),
        calls: say(`desk.study.calls.${data.exact ? 'exact' : 'people'}`),
        expected: format.count(Math.round(most.expected ?? 0)),
      })
    : rows.every(({ verdict }) => verdict === 'few')
      ? say('desk.study.causesFew')
      : say('desk.study.causesAlike')
  return (
    <Panel title={title}>
      <Typography sx={{ mb: 1 }}>{sentence}</Typography>
      <RowTable<Cause> resource="adoption-causes" rows={rows} label={title}>
        <DataTable.Col source="cause" label={say('desk.adoption.cause')} disableSort>
          <FunctionField render={(row: Cause) => name(row.cause)} />
        </DataTable.Col>
        <DataTable.Col
          sx={numbers}
          source="count"
          label={say(data.exact ? 'desk.adoption.calls' : 'desk.adoption.callers')}
          disableSort
        >
          <FunctionField
            render={(row: Cause) => (data.exact || row.rate !== null ? format.count(row.count) : '–')}
          />
        </DataTable.Col>
        <DataTable.Col sx={numbers} source="expected" label={say('desk.study.atHospital')} disableSort>
          <FunctionField
            render={(row: Cause) => (row.expected === null ? '–' : format.count(Math.round(row.expected)))}
          />
        </DataTable.Col>
        <DataTable.Col source="verdict" label={say('desk.study.besideClinics')} disableSort>
          <FunctionField render={(row: Cause) => say(`desk.study.causeVerdict.${row.verdict}`)} />
        </DataTable.Col>
      </RowTable>
    </Panel>
  )
}

function Providers({ data }: { data: OfClinic }) {
  const say = useWords()
  const format = useFormat()
  const rows = data.providers.map((one): Provider => ({ ...one, id: one.value }))
  const title = say('desk.study.providersTitle', { figure: data.name })
  return (
    <Panel title={title}>
      <Typography sx={{ mb: 1 }}>
        {say('desk.study.providersSentence', {
          own: format.value(data.own, data.unit),
          hospital: format.value(data.hospital, data.unit),
        })}
      </Typography>
      <RowTable<Provider>
        resource="adoption-providers"
        rows={rows}
        label={title}
        empty={<Typography>{say('desk.study.noProviders')}</Typography>}
      >
        <DataTable.Col source="name" label={say('desk.dimension.provider')} disableSort>
          <FunctionField render={(row: Provider) => row.name ?? row.value} />
        </DataTable.Col>
        <DataTable.Col sx={numbers} source="figure" label={data.name} disableSort>
          <FunctionField
            render={(row: Provider) =>
              row.figure === null
                ? say('desk.adoption.few')
                : `${format.value(row.figure, data.unit)} (${format.value(row.low, data.unit)} – ${format.value(row.high, data.unit)})`
            }
          />
        </DataTable.Col>
        <DataTable.Col sx={numbers} source="denominator" label={say('desk.adoption.patients')} disableSort>
          <FunctionField render={(row: Provider) => format.count(row.denominator)} />
        </DataTable.Col>
        <DataTable.Col source="verdict" label={say('desk.study.besideProviders')} disableSort>
          <FunctionField render={(row: Provider) => say(`desk.adoption.verdicts.${row.verdict}`)} />
        </DataTable.Col>
      </RowTable>
    </Panel>
  )
}
