import Typography from '@mui/material/Typography'
import { ListBase, useListContext } from 'react-admin'
import { Link } from 'react-router'
import { Failed } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import { CaseTable } from './CaseTable.tsx'

const shown = 8

/** A short queue, the one due first on top; the whole of it is a list of its own. */
export function CaseQueue({
  filter,
  sort = 'dueAt',
  whose,
  help,
}: {
  filter: Record<string, boolean>
  /** Where what is urgent stands before what is due first, `urgency`. */
  sort?: 'dueAt' | 'urgency'
  whose?: boolean
  help: string
}) {
  return (
    <ListBase
      resource="cases"
      filter={filter}
      sort={{ field: sort, order: 'ASC' }}
      perPage={shown}
      disableSyncWithLocation
      storeKey={false}
    >
      <Queue whose={whose} help={help} filter={filter} />
    </ListBase>
  )
}

function Queue({ whose, help, filter }: { whose?: boolean; help: string; filter: Record<string, boolean> }) {
  const say = useWords()
  const { number } = useFormat()
  const { total = 0, error, refetch } = useListContext()
  if (error) return <Failed error={error} retry={refetch} />
  return (
    <>
      <CaseTable whose={whose} help={help} />
      {total > shown && (
        <Typography variant="body2" sx={{ mt: 1 }}>
          <Link to={`/cases?${new URLSearchParams({ filter: JSON.stringify(filter) })}`}>
            {say('desk.home.all', { total: number(total) })}
          </Link>
        </Typography>
      )}
    </>
  )
}
