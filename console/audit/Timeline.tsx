import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useDesk } from '../core/dataProvider.ts'
import type { AuditEvent, AuditQuestion, Edge } from '../core/logMethods.ts'
import { Moment } from '../core/Moment.tsx'
import { Failed, Waiting } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import { detailOf } from './EventDetail.tsx'

const atOnce = 50

/** One request’s or one case’s events, from the first to the last. */
export function Timeline({ question, onClose }: { question: AuditQuestion; onClose: () => void }) {
  const say = useWords()
  const id = useId()
  const desk = useDesk()
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['audit', 'timeline', question],
    initialPageParam: 'oldest' as Edge,
    queryFn: ({ pageParam }) =>
      desk.getList<AuditEvent>('audit', {
        filter: question,
        sort: { field: 'at', order: 'ASC' },
        pagination: { page: 1, perPage: atOnce },
        meta: { edge: pageParam },
      }),
    getNextPageParam: (page): Edge | undefined =>
      page.data.length === atOnce ? `after:${page.data.at(-1)!.id}` : undefined,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md" aria-labelledby={id}>
      <DialogTitle id={id}>
        {say(question.caseId ? 'desk.audit.thisCase' : 'desk.audit.thisRequest')}
      </DialogTitle>
      <DialogContent tabIndex={0}>
        {error ? <Failed error={error} retry={() => refetch()} /> : !data && <Waiting />}
        <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, borderLeft: 2, borderColor: 'divider' }}>
          {data?.pages
            .flatMap((page) => page.data)
            .map((event) => (
              <Box component="li" key={event.id} sx={{ pl: 2, pb: 1.5 }}>
                <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                  <Moment at={event.at} as="exact" />
                </Typography>
                <Typography>
                  {event.what}
                  {event.outcome !== 'success' && ` – ${say(`desk.auditOutcome.${event.outcome}`)}`}
                </Typography>
                <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
                  {event.actorName ?? say(`desk.actor.${event.actorType}`)}
                  {event.actorRole && `, ${say.of('desk.role', event.actorRole)}`}
                  {Object.keys(event.detail).length > 0 && ` · ${detailOf(event)}`}
                </Typography>
              </Box>
            ))}
        </Box>
        {hasNextPage && (
          <Button disabled={isFetching} onClick={() => fetchNextPage()}>
            {say('desk.report.more')}
          </Button>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {say('ra.action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
