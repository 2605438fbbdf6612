import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { watchKinds } from '../../api/privacy/lists.ts'
import type { PatientRow } from '../core/dataProvider.ts'
import { get, post } from '../core/http.ts'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useWords } from '../core/words/useWords.ts'
import { PatientFinder } from '../patients/PatientFinder.tsx'
import type { NameIn } from '../words.ts'
import type { Watched } from './api.ts'
import { PrivacyFrame } from './PrivacyFrame.tsx'

const key = ['watched-records']

/** Records that any look at is worth a question: of people in the news, of disputes, at a patient's wish. */
export default function WatchedPage() {
  const translate = useWords()
  const queryClient = useQueryClient()
  const { busy, error: failure, attempt } = useAttempt()
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => get<Watched[]>('/watched-records'),
    retry: false,
    gcTime: 0,
  })
  const label = (name: NameIn<'desk.privacy.watched'>) => translate(`desk.privacy.watched.${name}`)
  const end = (id: string) =>
    attempt(async (once) => {
      await post(`/watched-records/${id}/end`, {}, once)
      await queryClient.invalidateQueries({ queryKey: key })
    })
  return (
    <PrivacyFrame page="watched">
      <Typography sx={{ maxWidth: 800 }}>{label('about')}</Typography>
      <Add onAdded={() => queryClient.invalidateQueries({ queryKey: key })} />
      {failure !== undefined && <Failed error={failure} />}
      {error ? (
        <Failed error={error} retry={() => refetch()} />
      ) : !data ? (
        <Waiting />
      ) : data.length === 0 ? (
        <Empty title={label('none')} />
      ) : (
        <TableContainer>
          <Table size="small">
            <TableHead>
              <TableRow>
                {(['patient', 'kind', 'from', 'to', 'by', 'act'] as const).map((name) => (
                  <TableCell key={name}>{label(name)}</TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {data.map((row) => (
                <TableRow key={row.id} sx={row.over ? { color: 'text.secondary' } : undefined}>
                  <TableCell component="th" scope="row">
                    {row.patient.name}
                  </TableCell>
                  <TableCell>{translate(`desk.watchKind.${row.kind}`)}</TableCell>
                  <TableCell>{row.fromDay}</TableCell>
                  <TableCell>{row.toDay ?? '–'}</TableCell>
                  <TableCell>
                    {row.addedBy} · <Moment at={row.addedAt} />
                  </TableCell>
                  <TableCell>
                    {row.over ? (
                      label('over')
                    ) : (
                      <Button
                        size="small"
                        disabled={busy}
                        onClick={() => end(row.id)}
                        aria-label={`${label('end')} ${row.patient.name}`}
                      >
                        {label('end')}
                      </Button>
                    )}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
    </PrivacyFrame>
  )
}

function Add({ onAdded }: { onAdded: () => Promise<void> }) {
  const translate = useWords()
  const { busy, error, attempt } = useAttempt()
  const [patient, choose] = useState<PatientRow>()
  const label = (name: NameIn<'desk.privacy.watched'>) => translate(`desk.privacy.watched.${name}`)
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = Object.fromEntries([...new FormData(event.currentTarget)].filter(([, value]) => value))
    return attempt(async (once) => {
      await post('/watched-records', { patientId: patient!.id, ...given }, once)
      await onAdded()
      choose(undefined)
    })
  }
  return (
    <Panel title={label('add')}>
      {patient ? (
        <Box
          component="form"
          onSubmit={add}
          sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap', alignItems: 'center' }}
        >
          <Typography sx={{ fontWeight: 600 }}>
            {patient.familyName}, {patient.givenName}
          </Typography>
          <TextField select name="kind" label={label('kind')} defaultValue="in-the-news" sx={{ width: 200 }}>
            {watchKinds.map((kind) => (
              <MenuItem key={kind} value={kind}>
                {translate(`desk.watchKind.${kind}`)}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            name="toDay"
            type="date"
            label={label('to')}
            slotProps={{ inputLabel: { shrink: true } }}
            sx={{ width: 180 }}
          />
          <Button type="submit" variant="contained" disabled={busy}>
            {label('add')}
          </Button>
          <Button onClick={() => choose(undefined)}>{translate('ra.action.cancel')}</Button>
        </Box>
      ) : (
        <PatientFinder onPick={choose} />
      )}
      {error !== undefined && <Failed error={error} />}
    </Panel>
  )
}
