import Typography from '@mui/material/Typography'
import type { ComponentProps, ReactElement, ReactNode } from 'react'
import { List, Pagination, useListContext } from 'react-admin'
import type { Key } from '../words.ts'
import { PageHead } from './PageHead.tsx'
import { Failed, Waiting } from './states.tsx'
import { useWords } from './words/useWords.ts'

function ListFailed() {
  const { error, refetch } = useListContext()
  return <Failed error={error} retry={refetch} />
}

// Of a list that could not be read, react-admin's own counts rows that nobody sees.
function Pages() {
  const { error } = useListContext()
  return error ? null : <Pagination />
}

/**
 * The list of a resource as every one looks here: its head, its filters in the address, twenty-five a page. What it
 * exports is ordered from the API, so react-admin's own export is off.
 */
export function DeskList({
  tab,
  action,
  intro,
  about,
  children,
  ...list
}: {
  tab: Key
  action?: ReactNode
  /** What stands between the head and the list, such as the pages beside this one. */
  intro?: ReactNode
  /** What is to be known of all its rows. */
  about?: Key
  children: ReactElement
} & Pick<
  ComponentProps<typeof List>,
  | 'filters'
  | 'sort'
  | 'filterDefaultValues'
  | 'disableSyncWithLocation'
  | 'aside'
  | 'queryOptions'
  | 'pagination'
>) {
  const say = useWords()
  return (
    <>
      <PageHead tab={tab} action={action} />
      {intro}
      {about && <Typography sx={{ maxWidth: 800, my: 1 }}>{say(about)}</Typography>}
      <List
        pagination={<Pages />}
        {...list}
        title={false}
        actions={false}
        perPage={25}
        exporter={false}
        empty={false}
        // React-admin's own shows nothing for a second, and then nothing that can be heard.
        loading={<Waiting lines={6} />}
        error={<ListFailed />}
        storeKey={false}
        sx={{ '& .RaList-content': { overflowX: 'auto' }, '& .RaList-main': { minWidth: 0 } }}
      >
        {children}
      </List>
    </>
  )
}
