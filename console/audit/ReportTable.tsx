import Card from '@mui/material/Card'
import { DataTable, FunctionField } from 'react-admin'
import { Link } from 'react-router'
import type { Report } from '../core/logMethods.ts'
import { Moment } from '../core/Moment.tsx'
import { RowTable } from '../core/RowTable.tsx'
import { Empty } from '../core/states.tsx'
import type { Locale } from '../core/words/entry.ts'
import type { SayPrinted, Subject } from './ReportPage.tsx'

type Row = Report['rows'][number]
const mostNamed = 3
// A line of a printed page is not cut in two.
const unbroken = () => ({ breakInside: 'avoid' })

/** The lines of a report, in its reader's words: who, or about whom; what, when and why. */
export function ReportTable({
  subject,
  rows,
  language,
  say,
}: {
  subject: Subject
  rows: Row[]
  language: Locale
  say: SayPrinted
}) {
  const ofPatient = subject === 'patients'
  return (
    <Card>
      <RowTable<Row>
        resource="audit-report"
        rows={rows}
        label={say('lines')}
        empty={<Empty title={say('none')} />}
        rowSx={unbroken}
      >
        <DataTable.Col source="at" label={say('when')} disableSort>
          <FunctionField render={(row: Row) => <Moment at={row.at} locale={language} />} />
        </DataTable.Col>
        {ofPatient && (
          <DataTable.Col source="who" label={say('who')} disableSort>
            <FunctionField render={(row: Row) => row.who + (row.role ? `, ${row.role}` : '')} />
          </DataTable.Col>
        )}
        <DataTable.Col source="what" label={say('what')} disableSort>
          <FunctionField render={(row: Row) => row.what + (row.outcome ? ` (${row.outcome})` : '')} />
        </DataTable.Col>
        {!ofPatient && (
          <DataTable.Col source="patients" label={say('toWhom')} disableSort>
            <FunctionField render={(row: Row) => <Patients patients={row.patients} say={say} />} />
          </DataTable.Col>
        )}
        <DataTable.Col source="why" label={say('why')} disableSort>
          <FunctionField
            render={(row: Row) =>
              [row.why, row.caseNumber !== null && say('case', { number: row.caseNumber })]
                .filter(Boolean)
                .join(' ')
            }
          />
        </DataTable.Col>
      </RowTable>
    </Card>
  )
}

function Patients({ patients, say }: { patients: Row['patients']; say: SayPrinted }) {
  const rest = patients.length - mostNamed
  return (
    <>
      {patients.slice(0, mostNamed).map((patient) => (
        <div key={patient.id}>
          <Link to={`/reports/patients/${patient.id}`}>{patient.name}</Link>
        </div>
      ))}
      {rest > 0 && say('others', { smart_count: rest, n: rest })}
    </>
  )
}
