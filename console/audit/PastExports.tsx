import Button from '@mui/material/Button'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { get } from '../core/http.ts'
import { Moment } from '../core/Moment.tsx'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import type { Export, Question } from './api.ts'

/** One's own exports, the newest first: how far each came, why it was made, and what it asked at hand again. */
export function PastExports({ onAsk }: { onAsk: (question: Question) => void }) {
  const translate = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['audit-exports'],
    queryFn: () => get<Export[]>('/audit-exports'),
    refetchInterval: ({ state }) => (state.data?.some((one) => one.state === 'running') ? 2000 : false),
  })
  if (error) return <Failed error={error} retry={() => refetch()} />
  if (!data) return <Waiting lines={3} />
  if (data.length === 0) return <Empty title={translate('desk.export.none')} />
  return (
    <TableContainer tabIndex={0} aria-label={translate('desk.export.past')} sx={{ maxHeight: 320 }}>
      <Table size="small" stickyHeader>
        <TableHead>
          <TableRow>
            {(['when', 'reason', 'format', 'came', 'again'] as const).map((name) => (
              <TableCell key={name}>{translate(`desk.export.${name}`)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {data.map((one) => (
            <TableRow key={one.id}>
              <TableCell>
                <Moment at={one.createdAt} />
              </TableCell>
              <TableCell>
                {translate(`desk.exportReason.${one.reason}`)}
                {one.note && (
                  <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                    {one.note}
                  </Typography>
                )}
              </TableCell>
              <TableCell>{one.format.toUpperCase()}</TableCell>
              <TableCell>{translate(`desk.export.was.${one.state}`, { rows: one.rows })}</TableCell>
              <TableCell>
                <Button size="small" onClick={() => onAsk(one.filter as Question)}>
                  {translate('desk.export.ask')}
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}
