import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useListContext } from 'react-admin'
import { useSearchParams } from 'react-router'
import type { AuditEvent, Edge } from '../core/logMethods.ts'
import { useWords } from '../core/words/useWords.ts'
import type { NameIn } from '../words.ts'

export const pageSize = 25

/** The log is paged by event: the next page costs the same at any depth. Where a page begins stands in the address. */
export function Pager() {
  const say = useWords()
  const { data = [], sort, isFetching } = useListContext<AuditEvent>()
  const [params, setParams] = useSearchParams()
  const descending = sort.order === 'DESC'
  const edge = params.get('edge') ?? (descending ? 'newest' : 'oldest')
  const [first, last] = [data[0]?.id, data.at(-1)?.id]
  const [newest, oldest] = descending ? [first, last] : [last, first]
  const full = data.length === pageSize
  const go = (label: NameIn<'desk.audit'>, to: Edge | undefined, nothing: boolean) => {
    // The next page begins where the one ends that is still being fetched; both ends of the log are known.
    const waits = isFetching && to !== 'newest' && to !== 'oldest'
    return (
      <Button
        aria-disabled={waits}
        disabled={nothing || !to}
        onClick={() =>
          to &&
          !waits &&
          setParams((old) => {
            old.set('edge', to)
            return old
          })
        }
      >
        {say(`desk.audit.${label}`)}
      </Button>
    )
  }
  const [atNewest, atOldest] = [edge === 'newest', edge === 'oldest']
  return (
    <Box
      component="nav"
      aria-label={say('desk.audit.pages')}
      sx={{ display: 'flex', gap: 1, mt: 1, flexWrap: 'wrap' }}
    >
      {go('newest', 'newest', atNewest)}
      {go(
        'newer',
        newest === undefined ? undefined : `after:${newest}`,
        atNewest || (!full && edge.startsWith('after')),
      )}
      {go(
        'older',
        oldest === undefined ? undefined : `before:${oldest}`,
        atOldest || (!full && !edge.startsWith('after')),
      )}
      {go('oldest', 'oldest', atOldest)}
    </Box>
  )
}
