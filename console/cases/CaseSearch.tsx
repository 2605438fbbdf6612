import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { ListContextProvider, ResourceContextProvider, useList } from 'react-admin'
import { type FoundCases, useDesk } from '../core/dataProvider.ts'
import { Panel } from '../core/Panel.tsx'
import { Failed, Waiting } from '../core/states.tsx'
import { useReading } from '../core/useReading.ts'
import { useWords } from '../core/words/useWords.ts'
import { CaseTable } from './CaseTable.tsx'

/**
 * Finds cases by what was written in them. It is asked when somebody presses Enter and not as they type: each answer is a look at
 * the patients in it. What is asked may name one, so it stands in no address.
 */
export function CaseSearch() {
  const say = useWords()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState<string>()
  return (
    <>
      <Box
        component="form"
        role="search"
        sx={{ display: 'flex', gap: 1, mb: 1, flexWrap: 'wrap' }}
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(typed.trim() || undefined)
        }}
      >
        <TextField
          size="small"
          type="search"
          label={say('desk.case.search')}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          slotProps={{ htmlInput: { maxLength: 200, autoComplete: 'off' } }}
          sx={{ width: 320, maxWidth: '100%' }}
        />
        <Button type="submit" variant="outlined">
          {say('desk.case.searchButton')}
        </Button>
        {asked && (
          <Button
            onClick={() => {
              setTyped('')
              setAsked(undefined)
            }}
          >
            {say('desk.case.searchEnd')}
          </Button>
        )}
      </Box>
      {asked && <Found key={asked} asked={asked} />}
    </>
  )
}

function Found({ asked }: { asked: string }) {
  const say = useWords()
  const desk = useDesk()
  const { data, error, refresh } = useReading(['case-search', asked], ({ signal }) =>
    desk.searchCases(asked, signal),
  )
  return (
    <Panel title={say('desk.case.found')} sx={{ mb: 2 }}>
      {error ? <Failed error={error} retry={() => refresh()} /> : data ? <Rows found={data} /> : <Waiting />}
    </Panel>
  )
}

function Rows({ found: { data, total } }: { found: FoundCases }) {
  const say = useWords()
  const list = useList({ data, perPage: data.length || 1, resource: 'cases' })
  return (
    <ResourceContextProvider value="cases">
      <ListContextProvider value={list}>
        <CaseTable help={say('desk.case.foundNone')} />
      </ListContextProvider>
      {total > data.length && (
        <Typography variant="body2" sx={{ mt: 1 }}>
          {say('desk.case.foundMore', { shown: data.length, total })}
        </Typography>
      )}
    </ResourceContextProvider>
  )
}
