import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import type { FormEvent } from 'react'
import { useTranslate } from 'react-admin'
import { caseCategories, caseChannels } from '../i18n/lists.ts'
import type { Case } from '../providers/data.ts'
import { post } from '../providers/http.ts'
import { Failed } from '../ui/states.tsx'
import { useAttempt } from './useAttempt.ts'

export function OpenCaseForm({
  patientId,
  onOpened,
}: {
  patientId: string
  onOpened: (opened: Case) => void
}) {
  const translate = useTranslate()
  const { busy, error, attempt } = useAttempt()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const values = Object.fromEntries(
      [...new FormData(event.currentTarget)].filter(([, value]) => value !== ''),
    )
    return attempt(async (once) => onOpened(await post<Case>('/cases', { patientId, ...values }, once)))
  }
  return (
    <Stack component="form" spacing={2} onSubmit={submit}>
      {error !== undefined && <Failed error={error} />}
      <Stack direction="row" spacing={2}>
        <TextField
          select
          name="category"
          label={translate('desk.case.category')}
          defaultValue="cannot-sign-in"
        >
          {caseCategories.map((c) => (
            <MenuItem key={c} value={c}>
              {translate(`desk.category.${c}`)}
            </MenuItem>
          ))}
        </TextField>
        <TextField select name="channel" label={translate('desk.case.channel')} defaultValue="phone">
          {caseChannels.map((c) => (
            <MenuItem key={c} value={c}>
              {translate(`desk.caseChannel.${c}`)}
            </MenuItem>
          ))}
        </TextField>
      </Stack>
      <TextField
        name="callerNumber"
        label={translate('desk.case.callerNumber')}
        helperText={translate('desk.case.callerNumberHelp')}
        autoComplete="off"
        slotProps={{ htmlInput: { inputMode: 'tel' } }}
      />
      <TextField name="summary" label={translate('desk.case.summary')} multiline minRows={2} required />
      <Button type="submit" variant="contained" disabled={busy}>
        {translate('desk.case.openButton')}
      </Button>
    </Stack>
  )
}
