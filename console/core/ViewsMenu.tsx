import ViewIcon from '@mui/icons-material/BookmarkBorder'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Popover from '@mui/material/Popover'
import { type ReactNode, useState } from 'react'
import { type RaRecord, useGetList } from 'react-admin'
import { Empty, Failed } from './states.tsx'

/** Questions to a list that somebody keeps under names of their own: pick one, or save the one asked now. */
export function ViewsMenu<View extends RaRecord<string> & { name: string }>({
  resource,
  title,
  empty,
  onPick,
  beside,
  save,
}: {
  resource: string
  title: string
  /** What stands there while none is saved. */
  empty: { title: string; help: string }
  onPick: (view: View) => void
  /** What can be done with a view where it stands. */
  beside?: (view: View, refetch: () => void) => ReactNode
  /** The form that saves one, and what else belongs below. */
  save: (refetch: () => void) => ReactNode
}) {
  const [anchor, setAnchor] = useState<HTMLElement>()
  const { data, error, refetch } = useGetList<View>(resource, {}, { enabled: anchor !== undefined })
  return (
    <>
      <Button
        startIcon={<ViewIcon />}
        aria-haspopup="dialog"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {title}
      </Button>
      <Popover
        open={anchor !== undefined}
        anchorEl={anchor}
        onClose={() => setAnchor(undefined)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': title } }}
      >
        <Box sx={{ p: 2, width: 360, maxWidth: '100%', display: 'grid', gap: 1 }}>
          {error && <Failed error={error} retry={() => refetch()} />}
          {data?.length === 0 && <Empty title={empty.title}>{empty.help}</Empty>}
          {data?.map((view) => (
            <Box key={view.id} sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
              <Button
                sx={{ textAlign: 'left' }}
                onClick={() => {
                  onPick(view)
                  setAnchor(undefined)
                }}
              >
                {view.name}
              </Button>
              {beside?.(view, refetch)}
            </Box>
          ))}
          {save(refetch)}
        </Box>
      </Popover>
    </>
  )
}
