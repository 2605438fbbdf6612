import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Moment } from '../core/Moment.tsx'
import { Failed, Waiting } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import { type Place, pageSize, type Question, searchLog } from './api.ts'

/** One request’s or one case’s events, from the first to the last. */
export function Timeline({ question, onClose }: { question: Question; onClose: () => void }) {
  const translate = useWords()
  const { data, error, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['audit-timeline', question],
    initialPageParam: { at: 'oldest' } as Place,
    queryFn: ({ pageParam }) => searchLog(question, { field: 'at', descending: false }, pageParam),
    getNextPageParam: ({ rows }): Place | undefined =>
      rows.length === pageSize ? { after: rows.at(-1)!.id } : undefined,
  })
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md" aria-labelledby="timeline-title">
      <DialogTitle id="timeline-title">
        {translate(question.caseId ? 'desk.audit.thisCase' : 'desk.audit.thisRequest')}
      </DialogTitle>
      <DialogContent tabIndex={0}>
        {error ? <Failed error={error} /> : !data && <Waiting />}
        <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, borderLeft: 2, borderColor: 'divider' }}>
          {data?.pages
            .flatMap((page) => page.rows)
            .map((event) => (
              <Box component="li" key={event.id} sx={{ pl: 2, pb: 1.5 }}>
                <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                  <Moment at={event.at} as="exact" />
                </Typography>
                <Typography>
                  {event.what}
                  {event.outcome !== 'success' && ` – ${translate(`desk.auditOutcome.${event.outcome}`)}`}
                </Typography>
                <Typography variant="body2">
                  {event.actorName ?? translate(`desk.actor.${event.actorType}`)}
                  {event.actorRole && `, ${translate.of('desk.role', event.actorRole)}`}
                  {Object.keys(event.detail).length > 0 && ` · ${JSON.stringify(event.detail)}`}
                </Typography>
              </Box>
            ))}
        </Box>
        {hasNextPage && (
          <Button disabled={isFetching} onClick={() => fetchNextPage()}>
            {translate('desk.report.more')}
          </Button>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {translate('ra.action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
