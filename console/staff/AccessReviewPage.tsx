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
import { useState } from 'react'
import type { z } from 'zod'
import type { accessReview, accessReviews } from '../../api/staff/schema.ts'
import { get, post } from '../core/http.ts'
import { Moment } from '../core/Moment.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { notPrinted } from '../core/print.ts'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useWords } from '../core/words/useWords.ts'
import { DecideButtons } from './DecideButtons.tsx'

export type Review = z.output<typeof accessReview>
type Reviews = z.output<typeof accessReviews>

/** Once a quarter: who may what, and somebody else's word that they still should. Finished, it prints as a report. */
export default function AccessReviewPage() {
  const translate = useWords()
  const [chosen, choose] = useState<string>()
  const { data, error, refetch } = useQuery({
    queryKey: ['access-reviews'],
    queryFn: () => get<Reviews>('/access-reviews'),
    retry: false,
  })
  if (error) return <Failed error={error} retry={() => refetch()} />
  if (!data) return <Waiting lines={8} />
  const id = chosen ?? data.reviews[0]?.id
  const begun = data.reviews.some((review) => review.quarter === data.quarter)
  return (
    <Box sx={{ display: 'grid', gap: 2, maxWidth: 1200 }}>
      <PageHead tab="desk.review.title" />
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', alignItems: 'center', ...notPrinted }}>
        {data.reviews.length > 0 && (
          <TextField
            select
            label={translate('desk.review.quarter')}
            value={id}
            onChange={(event) => choose(event.target.value)}
            sx={{ width: 220 }}
          >
            {data.reviews.map((review) => (
              <MenuItem key={review.id} value={review.id}>
                {review.quarter} {review.finishedAt ? '' : `· ${translate('desk.review.open')}`}
              </MenuItem>
            ))}
          </TextField>
        )}
        {!begun && <Begin quarter={data.quarter} onBegun={choose} />}
      </Box>
      {id ? <ShowReview id={id} /> : <Empty title={translate('desk.review.none')} />}
    </Box>
  )
}

function Begin({ quarter, onBegun }: { quarter: string; onBegun: (id: string) => void }) {
  const translate = useWords()
  const queryClient = useQueryClient()
  const label = translate('desk.review.begin', { quarter })
  const { busy, error, attempt } = useAttempt()
  const begin = () =>
    attempt(async (once) => {
      const { id } = await post<{ id: string }>('/access-reviews', {}, once)
      await queryClient.invalidateQueries({ queryKey: ['access-reviews'] })
      onBegun(id)
    })
  return (
    <>
      <Button variant="contained" disabled={busy} onClick={begin}>
        {label}
      </Button>
      {error !== undefined && <Failed error={error} />}
    </>
  )
}

function ShowReview({ id }: { id: string }) {
  const translate = useWords()
  const queryClient = useQueryClient()
  const finish = useAttempt()
  const { data, error, refetch } = useQuery({
    queryKey: ['access-review', id],
    queryFn: () => get<Review>(`/access-reviews/${id}`),
    retry: false,
  })
  if (error) return <Failed error={error} retry={() => refetch()} />
  if (!data) return <Waiting lines={6} />
  const changed = async () => {
    await queryClient.invalidateQueries({ queryKey: ['access-review', id] })
    await queryClient.invalidateQueries({ queryKey: ['access-reviews'] })
  }
  const left = data.items.filter((item) => item.decision === null).length
  return (
    <Panel
      title={translate('desk.review.of', { quarter: data.quarter })}
      action={
        <Box sx={notPrinted}>
          {data.finishedAt ? (
            <Button onClick={() => window.print()}>{translate('desk.report.print')}</Button>
          ) : (
            <Button
              variant="outlined"
              disabled={left > 0 || finish.busy}
              onClick={() =>
                finish.attempt(async (once) => {
                  await post(`/access-reviews/${id}/finish`, {}, once)
                  await changed()
                })
              }
            >
              {translate('desk.review.finish')}
            </Button>
          )}
        </Box>
      }
    >
      <Typography sx={{ mb: 1 }}>
        {translate('desk.review.begun', { name: data.begunBy })} <Moment at={data.begunAt} />.{' '}
        {data.finishedAt ? (
          <>
            {translate('desk.review.finished', { name: data.finishedBy ?? '' })}{' '}
            <Moment at={data.finishedAt} />.
          </>
        ) : (
          translate('desk.review.left', { left, all: data.items.length })
        )}
      </Typography>
      {finish.error !== undefined && <Failed error={finish.error} />}
      <TableContainer>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{translate('desk.staff.name')}</TableCell>
              <TableCell>{translate('desk.staff.role')}</TableCell>
              <TableCell>{translate('desk.staff.lastSignIn')}</TableCell>
              <TableCell>{translate('desk.review.unused')}</TableCell>
              <TableCell>{translate('desk.review.decision')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {data.items.map((item) => (
              <TableRow key={item.staffId}>
                <TableCell component="th" scope="row">
                  {item.name}
                  <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                    {item.email}
                  </Typography>
                </TableCell>
                <TableCell>{translate(`desk.role.${item.role}`)}</TableCell>
                <TableCell>
                  {item.lastSignInAt ? <Moment at={item.lastSignInAt} /> : translate('desk.review.never')}
                </TableCell>
                <TableCell sx={{ maxWidth: 320 }}>{item.unused.join(', ') || '–'}</TableCell>
                <TableCell>
                  {item.decision ? (
                    <>
                      {translate(`desk.review.${item.decision}`)} · {item.decidedBy}
                      {item.reason && ` · ${item.reason}`}
                    </>
                  ) : item.own ? (
                    translate('desk.review.own')
                  ) : (
                    <DecideButtons reviewId={id} item={item} onDecided={changed} />
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </Panel>
  )
}
