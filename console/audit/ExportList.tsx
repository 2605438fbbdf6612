import Typography from '@mui/material/Typography'
import { DataTable, FunctionField } from 'react-admin'
import { Link } from 'react-router'
import type { AuditExport } from '../core/logMethods.ts'
import { Moment } from '../core/Moment.tsx'
import { ShortList } from '../core/ShortList.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Empty } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'

const tones = { ready: 'plain', running: 'waits', done: 'good', 'broken-off': 'wrong' } as const

/** One's own exports, the newest first: how far each came, why it was made, and its question at hand again. */
export default function ExportList() {
  const say = useWords()
  const { number } = useFormat()
  return (
    <ShortList tab="desk.export.past" back={{ to: '/audit', title: 'desk.audit.title' }}>
      <DataTable
        bulkActionButtons={false}
        rowClick={false}
        empty={<Empty title={say('desk.export.none')}>{say('desk.export.noneHelp')}</Empty>}
      >
        <DataTable.Col source="reason" label={say('desk.export.reason')} disableSort>
          <FunctionField
            render={({ reason, note }: AuditExport) => (
              <>
                {say(`desk.exportReason.${reason}`)}
                {note && (
                  <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
                    {note}
                  </Typography>
                )}
              </>
            )}
          />
        </DataTable.Col>
        <DataTable.Col source="createdAt" label={say('desk.export.when')} disableSort>
          <FunctionField render={({ createdAt }: AuditExport) => <Moment at={createdAt} as="relative" />} />
        </DataTable.Col>
        <DataTable.Col source="format" label={say('desk.export.format')} disableSort>
          <FunctionField render={({ format }: AuditExport) => say(`desk.export.short.${format}`)} />
        </DataTable.Col>
        <DataTable.Col source="state" label={say('desk.export.came')} disableSort>
          <FunctionField
            render={({ state, rows }: AuditExport) => (
              <StateChip tone={tones[state]}>
                {say(`desk.export.was.${state}`, { smart_count: rows, n: number(rows) })}
              </StateChip>
            )}
          />
        </DataTable.Col>
        <DataTable.Col label={say('desk.export.again')}>
          <FunctionField
            render={({ filter }: AuditExport) => (
              <Link to="/audit" state={{ question: filter }}>
                {say('desk.export.ask')}
              </Link>
            )}
          />
        </DataTable.Col>
      </DataTable>
    </ShortList>
  )
}
