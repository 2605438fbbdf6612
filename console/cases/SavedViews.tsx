import ViewIcon from '@mui/icons-material/BookmarkBorder'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Popover from '@mui/material/Popover'
import { useState } from 'react'
import { useGetList, useListContext } from 'react-admin'
import { useAct } from '../core/acts.ts'
import type { CaseView } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Empty, Failed } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'

/** Questions to the list that somebody keeps under a name: pick one, save the one asked now, delete one. */
export function SavedViews() {
  const say = useWords()
  const { filterValues, setFilters } = useListContext()
  const [save, remove] = [useAct('case-view.saved'), useAct('case-view.deleted')]
  const [anchor, setAnchor] = useState<HTMLElement>()
  const { data, error, refetch } = useGetList<CaseView>('case-views', {}, { enabled: anchor !== undefined })
  return (
    <>
      <Button
        startIcon={<ViewIcon />}
        aria-haspopup="dialog"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {say('desk.case.views')}
      </Button>
      <Popover
        open={anchor !== undefined}
        anchorEl={anchor}
        onClose={() => setAnchor(undefined)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': say('desk.case.views') } }}
      >
        <Box sx={{ p: 2, width: 360, maxWidth: '100%', display: 'grid', gap: 1 }}>
          {error && <Failed error={error} retry={() => refetch()} />}
          {data?.length === 0 && (
            <Empty title={say('desk.case.noViews')}>{say('desk.case.noViewsHelp')}</Empty>
          )}
          {data?.map((view) => (
            <Box key={view.id} sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
              <Button
                sx={{ textAlign: 'left' }}
                onClick={() => {
                  setFilters(view.filter)
                  setAnchor(undefined)
                }}
              >
                {view.name}
              </Button>
              <ActForm
                act={remove}
                params={{ id: view.id }}
                about={view.name}
                quiet
                onDone={() => refetch()}
              />
            </Box>
          ))}
          <ActForm
            act={save}
            params={{}}
            given={{ filter: filterValues }}
            fields={{ name: { label: say('desk.case.viewName'), autoFocus: true } }}
            onDone={() => refetch()}
          />
        </Box>
      </Popover>
    </>
  )
}
