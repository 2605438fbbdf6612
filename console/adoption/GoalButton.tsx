import GoalIcon from '@mui/icons-material/FlagOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Popover from '@mui/material/Popover'
import TextField from '@mui/material/TextField'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useCanAccess } from 'react-admin'
import { httpClient } from '../core/http.ts'
import { Failed } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useWords } from '../core/words/useWords.ts'
import type { Figure } from './api.ts'

/** Where a manager sets what a share should reach. */
export function GoalButton({ figure }: { figure: Figure }) {
  const translate = useWords()
  const queryClient = useQueryClient()
  const [anchor, setAnchor] = useState<HTMLElement>()
  const { busy, error, attempt } = useAttempt()
  const { canAccess } = useCanAccess({ resource: 'adoption.plan', action: 'list' })
  if (!canAccess) return null
  const label = translate('desk.adoption.setGoal', { figure: figure.name })
  const send = (percent: number | null) =>
    attempt(async () => {
      await httpClient(`/api/adoption/goals/${figure.code}`, {
        method: 'PUT',
        body: JSON.stringify({ percent }),
      })
      await queryClient.invalidateQueries({ queryKey: ['adoption'] })
      setAnchor(undefined)
    })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = String(new FormData(event.currentTarget).get('percent'))
    return send(given === '' ? null : Number(given))
  }
  return (
    <>
      <IconButton size="small" aria-label={label} onClick={(event) => setAnchor(event.currentTarget)}>
        <GoalIcon fontSize="small" />
      </IconButton>
      <Popover
        open={anchor !== undefined}
        anchorEl={anchor}
        onClose={() => setAnchor(undefined)}
        slotProps={{ paper: { role: 'dialog', 'aria-label': label } }}
      >
        <Box component="form" onSubmit={submit} sx={{ p: 2, width: 260, display: 'grid', gap: 1 }}>
          <TextField
            autoFocus
            name="percent"
            type="number"
            label={translate('desk.adoption.goalPercent')}
            defaultValue={figure.goal ?? ''}
            slotProps={{ htmlInput: { min: 0, max: 100, step: 'any' } }}
          />
          {error ? <Failed error={error} /> : null}
          <Button type="submit" variant="contained" disabled={busy}>
            {translate('desk.adoption.save')}
          </Button>
          {figure.goal !== null && (
            <Button disabled={busy} onClick={() => send(null)}>
              {translate('desk.adoption.noGoal')}
            </Button>
          )}
        </Box>
      </Popover>
    </>
  )
}
