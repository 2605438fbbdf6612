import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { DataTable } from 'react-admin'
import { useParams } from 'react-router'
import { type AccountingShown, useDesk } from '../core/dataProvider.ts'
import { Moment } from '../core/Moment.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { notPrinted } from '../core/print.ts'
import { RowTable } from '../core/RowTable.tsx'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useReading } from '../core/useReading.ts'
import { useWords } from '../core/words/useWords.ts'

/** The copy of the accounting that a patient was given, as it was given. */
export default function AccountingShow() {
  const { id } = useParams() as { id: string }
  return <AccountingPage id={id} />
}

export function AccountingPage({ id }: { id: string }) {
  const desk = useDesk()
  const { data, error, refresh } = useReading(['accounting-requests', id], () => desk.showAccounting(id))
  if (data) return <Copy request={data} />
  return (
    <>
      <PageHead tab="desk.accounting.one" />
      {error ? <Failed error={error} retry={() => refresh()} /> : <Waiting lines={8} />}
    </>
  )
}

function Copy({ request }: { request: AccountingShown }) {
  const say = useWords()
  const { date } = useFormat()
  const { copy } = request
  const entries = (copy?.disclosures ?? []).map((one, i) => ({ ...one, id: i }))
  type Entry = (typeof entries)[number]
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <PageHead
        tab="desk.accounting.one"
        title={say('desk.disclosure.of', { name: copy?.patient.name ?? request.patient.name })}
        action={
          <Button variant="outlined" onClick={() => window.print()} sx={notPrinted}>
            {say('desk.report.print')}
          </Button>
        }
      />
      {copy ? (
        <Panel title={say('desk.accounting.copy')}>
          <Typography>
            {say('desk.patient.mrn')} {copy.patient.mrn} ·{' '}
            {say('desk.disclosure.span', { from: date(copy.from), to: date(copy.to) })}
          </Typography>
          <Typography variant="body2" sx={notPrinted}>
            {say('desk.accounting.given', { name: request.answeredBy ?? '' })}{' '}
            {request.answeredAt && <Moment at={request.answeredAt} />} ·{' '}
            {request.method && say(`desk.accountingMethod.${request.method}`)}
            {request.leftOut !== null &&
              request.leftOut > 0 &&
              ` · ${say('desk.accounting.leftOut', { smart_count: request.leftOut })}`}
          </Typography>
          <RowTable<Entry>
            resource="accounting-requests"
            rows={entries}
            label={say('desk.accounting.copy')}
            empty={<Empty title={say('desk.disclosure.none')} />}
          >
            <DataTable.Col<Entry>
              label={say('desk.disclosure.disclosedOn')}
              render={(one) =>
                [one.disclosedOn, one.lastOn].flatMap((day) => (day ? date(day, 'medium') : [])).join(' – ')
              }
            />
            <DataTable.Col<Entry>
              label={say('desk.disclosure.recipient')}
              render={(one) => [one.recipient, one.recipientAddress].filter(Boolean).join(', ')}
            />
            <DataTable.Col<Entry>
              label={say('desk.disclosure.description')}
              render={(one) => one.description}
            />
            <DataTable.Col<Entry>
              label={say('desk.disclosure.purpose')}
              render={(one) => say.of('desk.disclosurePurpose', one.purpose)}
            />
          </RowTable>
        </Panel>
      ) : (
        <Empty title={say('desk.accounting.notGiven')} />
      )}
    </Box>
  )
}
