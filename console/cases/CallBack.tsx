import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { type FormEvent, useState } from 'react'
import { useTranslate } from 'react-admin'
import type { Patient } from '../providers/data.ts'
import { post } from '../providers/http.ts'
import { Failed } from '../ui/states.tsx'
import type { LiveVerification } from './liveVerification.ts'
import { useAttempt } from './useAttempt.ts'

/** A code to a channel that was on file before the call; the caller reads it out, nobody here sees it. */
export function CallBack({
  patient,
  verification,
  onChanged,
}: {
  patient: Patient
  verification: LiveVerification
  onChanged: () => void
}) {
  const translate = useTranslate()
  const { busy, error, attempt } = useAttempt()
  const usable = patient.channels.filter((c) => c.reachable)
  const [channelId, setChannelId] = useState(usable[0]?.id ?? '')
  const [code, setCode] = useState('')
  if (verification.tier !== 'T1') return null
  if (usable.length === 0)
    return <Typography variant="body2">{translate('desk.callBack.noChannel')}</Typography>

  const send = () =>
    attempt(async (once) => {
      await post(`/verifications/${verification.id}/call-back`, { channelId }, once)
      onChanged()
    })
  const confirm = (event: FormEvent) => {
    event.preventDefault()
    return attempt(async (once) => {
      await post(`/verifications/${verification.id}/call-back/confirm`, { code }, once)
      onChanged()
    })
  }
  return (
    <Stack spacing={1} sx={{ mt: 1 }}>
      <Typography variant="h3">{translate('desk.callBack.title')}</Typography>
      {error !== undefined && <Failed error={error} />}
      <Stack direction="row" spacing={1}>
        <TextField
          select
          label={translate('desk.callBack.channel')}
          value={channelId}
          onChange={(e) => setChannelId(e.target.value)}
        >
          {usable.map((c) => (
            <MenuItem key={c.id} value={c.id}>
              {c.masked}
            </MenuItem>
          ))}
        </TextField>
        <Button onClick={send} disabled={busy} sx={{ whiteSpace: 'nowrap' }}>
          {translate(verification.callBack ? 'desk.callBack.again' : 'desk.callBack.send')}
        </Button>
      </Stack>
      {verification.callBack && (
        <Stack direction="row" spacing={1} component="form" onSubmit={confirm}>
          <TextField
            label={translate('desk.callBack.code')}
            value={code}
            onChange={(e) => setCode(e.target.value)}
            slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'off' } }}
          />
          <Button type="submit" variant="outlined" disabled={busy}>
            {translate('desk.callBack.check')}
          </Button>
        </Stack>
      )}
    </Stack>
  )
}
