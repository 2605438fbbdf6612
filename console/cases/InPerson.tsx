import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useCanAccess, useTranslate } from 'react-admin'
import { photoDocuments } from '../i18n/lists.ts'
import { post } from '../providers/http.ts'
import { Failed } from '../ui/states.tsx'
import type { LiveVerification } from './liveVerification.ts'
import { useAttempt } from './useAttempt.ts'

/** Seen at the desk with a photo identity: one person records it, a second approves. */
export function InPerson({
  verification,
  onChanged,
}: {
  verification: LiveVerification
  onChanged: () => void
}) {
  const translate = useTranslate()
  const { busy, error, attempt } = useAttempt()
  const { canAccess: mayApprove } = useCanAccess({ resource: 'callers.approve', action: 'edit' })
  const [document, setDocument] = useState<string>(photoDocuments[0])
  if (verification.tier === 'T3') return null
  const send = (path: string, body: unknown) =>
    attempt(async (once) => {
      await post(`/verifications/${verification.id}/${path}`, body, once)
      onChanged()
    })
  return (
    <Stack spacing={1} sx={{ mt: 2 }}>
      <Typography variant="h3">{translate('desk.inPerson.title')}</Typography>
      {error !== undefined && <Failed error={error} />}
      {verification.inPerson ? (
        <>
          <Typography variant="body2">
            {translate('desk.inPerson.waits', {
              document: translate(`desk.document.${verification.inPerson.document}`),
            })}
          </Typography>
          {mayApprove && (
            <Button variant="outlined" disabled={busy} onClick={() => send('approve', {})}>
              {translate('desk.inPerson.approve')}
            </Button>
          )}
        </>
      ) : (
        <Stack direction="row" spacing={1}>
          <TextField
            select
            label={translate('desk.inPerson.document')}
            value={document}
            onChange={(e) => setDocument(e.target.value)}
          >
            {photoDocuments.map((d) => (
              <MenuItem key={d} value={d}>
                {translate(`desk.document.${d}`)}
              </MenuItem>
            ))}
          </TextField>
          <Button
            disabled={busy}
            onClick={() => send('in-person', { document })}
            sx={{ whiteSpace: 'nowrap' }}
          >
            {translate('desk.inPerson.record')}
          </Button>
        </Stack>
      )}
    </Stack>
  )
}
