import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
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
import { Link } from 'react-admin'
import { get, post } from '../core/http.ts'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { notPrinted } from '../core/print.ts'
import { Failed, Waiting } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useWords } from '../core/words/useWords.ts'
import type { NameIn } from '../words.ts'
import type { Activity, ReviewDone } from './api.ts'

type Item = Activity['items'][number]

/** One review: figures, the sample with what was found of each access, and the signature. */
export function ActivityReview({ id }: { id: string }) {
  const translate = useWords()
  const queryClient = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['activity-review', id],
    queryFn: () => get<Activity>(`/activity-reviews/${id}`),
    retry: false,
    gcTime: 0,
  })
  if (error) return <Failed error={error} retry={() => refetch()} />
  if (!data) return <Waiting lines={8} />
  const label = (name: NameIn<'desk.privacy.activity'>, values = {}) =>
    translate(`desk.privacy.activity.${name}`, values)
  const changed = () =>
    Promise.all(
      ['activity-review', 'activity-reviews'].map((name) =>
        queryClient.invalidateQueries({ queryKey: [name] }),
      ),
    )
  const left = data.items.filter((item) => item.finding === null).length
  return (
    <Panel
      title={label('of', { from: data.fromDay, to: data.toDay })}
      action={
        data.signedAt && (
          <Button onClick={() => window.print()} sx={notPrinted}>
            {translate('desk.report.print')}
          </Button>
        )
      }
    >
      <Typography>
        {label('figures', {
          accesses: data.accesses,
          explained: data.explained,
          unexplained: data.unexplained,
          flagged: data.flagged,
          alerts: data.alerts,
          open: data.openAlerts,
        })}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {label('begun', { name: data.begunBy })} <Moment at={data.begunAt} />.{' '}
        {!data.signedAt && label('left', { left, all: data.items.length })}
      </Typography>
      <TableContainer>
        <Table size="small">
          <TableHead>
            <TableRow>
              {(['day', 'staff', 'patient', 'finding'] as const).map((name) => (
                <TableCell key={name}>{label(name)}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {data.items.map((item) => (
              <TableRow key={item.position}>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>{item.day}</TableCell>
                <TableCell component="th" scope="row">
                  {item.staff.name}
                </TableCell>
                <TableCell>
                  <Link
                    to="/audit"
                    state={{ question: { actorId: item.staff.id, patientId: item.patient.id } }}
                  >
                    {item.patient.name}
                  </Link>
                </TableCell>
                <TableCell>
                  {item.finding ? (
                    `${label(item.finding)} · ${item.decidedBy}${item.note ? ` · ${item.note}` : ''}`
                  ) : item.own ? (
                    label('own')
                  ) : (
                    <Judge reviewId={id} item={item} onJudged={changed} />
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      {data.signedAt ? (
        <Box sx={{ mt: 2 }}>
          <Typography sx={{ whiteSpace: 'pre-wrap' }}>{data.conclusion}</Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {data.signedBy} · <Moment at={data.signedAt} />
          </Typography>
        </Box>
      ) : (
        <Sign id={id} ready={left === 0} onSigned={changed} />
      )}
    </Panel>
  )
}

function Judge({
  reviewId,
  item,
  onJudged,
}: {
  reviewId: string
  item: Item
  onJudged: (done: ReviewDone) => Promise<unknown>
}) {
  const translate = useWords()
  const { busy, error, attempt } = useAttempt()
  const [doubting, setDoubting] = useState(false)
  const label = (name: NameIn<'desk.privacy.activity'>) => translate(`desk.privacy.activity.${name}`)
  const judge = (finding: 'appropriate' | 'questionable', note?: string) =>
    attempt(async (once) => {
      const body = { position: item.position, finding, note }
      await onJudged(await post<ReviewDone>(`/activity-reviews/${reviewId}/items`, body, once))
    })
  const doubt = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    return judge('questionable', String(new FormData(event.currentTarget).get('note')))
  }
  return (
    <Box>
      {doubting ? (
        <Box component="form" onSubmit={doubt} sx={{ display: 'flex', gap: 1 }}>
          <TextField autoFocus required name="note" label={label('note')} />
          <Button type="submit" disabled={busy}>
            {label('questionable')}
          </Button>
        </Box>
      ) : (
        <>
          <Button
            size="small"
            disabled={busy}
            onClick={() => judge('appropriate')}
            aria-label={`${label('appropriate')}: ${item.staff.name}, ${item.patient.name}`}
          >
            {label('appropriate')}
          </Button>
          <Button
            size="small"
            color="warning"
            disabled={busy}
            onClick={() => setDoubting(true)}
            aria-label={`${label('questionable')}: ${item.staff.name}, ${item.patient.name}`}
          >
            {label('questionable')}
          </Button>
        </>
      )}
      {error !== undefined && <Failed error={error} />}
    </Box>
  )
}

function Sign({
  id,
  ready,
  onSigned,
}: {
  id: string
  ready: boolean
  onSigned: (done: ReviewDone) => Promise<unknown>
}) {
  const translate = useWords()
  const verb = translate('desk.privacy.activity.sign')
  const { busy, error, attempt } = useAttempt()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const conclusion = String(new FormData(event.currentTarget).get('conclusion'))
    return attempt(async (once) => {
      await onSigned(await post<ReviewDone>(`/activity-reviews/${id}/sign`, { conclusion }, once))
    })
  }
  return (
    <Box component="form" onSubmit={submit} sx={{ display: 'grid', gap: 1, mt: 2, ...notPrinted }}>
      <TextField
        name="conclusion"
        label={translate('desk.privacy.sign.conclusion')}
        required
        multiline
        minRows={2}
      />
      {error !== undefined && <Failed error={error} />}
      <Button type="submit" variant="contained" disabled={busy || !ready} sx={{ justifySelf: 'start' }}>
        {verb}
      </Button>
    </Box>
  )
}
