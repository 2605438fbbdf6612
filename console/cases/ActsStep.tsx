import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { type FormEvent, useState } from 'react'
import { useTranslate } from 'react-admin'
import { type ActName, actTiers, disableReasons, enableReasons } from '../i18n/lists.ts'
import type { Case, Patient } from '../providers/data.ts'
import { post } from '../providers/http.ts'
import { Panel } from '../ui/Panel.tsx'
import { Failed } from '../ui/states.tsx'
import { liveVerification } from './liveVerification.ts'
import { useAttempt } from './useAttempt.ts'
import type { Progress } from './useCase.ts'

type Status = 'none' | 'invited' | 'active' | 'locked' | 'disabled'

// Which acts make sense in which state of the login.
const fits: Record<ActName, Status[]> = {
  invite: ['none', 'invited'],
  unlock: ['locked'],
  'send-reset-link': ['active'],
  'end-sessions': ['active', 'locked'],
  disable: ['invited', 'active', 'locked'],
  enable: ['disabled'],
}

interface Props {
  patient: Patient
  supportCase: Case
  progress: Progress
  onActed: () => void
}

/** The acts that fit the login as it is. One that is not allowed yet says what is missing. */
export function ActsStep({ patient, supportCase, progress, onActed }: Props) {
  const translate = useTranslate()
  const { busy, error, attempt } = useAttempt()
  const [chosen, setChosen] = useState<ActName>()
  const [done, setDone] = useState<string>()
  const status = (progress.accountStatus as Status) ?? 'none'
  const live = liveVerification(supportCase)
  const tier = live?.tier ?? 'T0'
  const offered = (Object.keys(fits) as ActName[]).filter((act) => fits[act].includes(status))
  const act = chosen && offered.includes(chosen) ? chosen : undefined
  const reasons = act === 'disable' ? disableReasons : act === 'enable' ? enableReasons : undefined

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const reason = String(new FormData(event.currentTarget).get('reason'))
    return attempt(async (once) => {
      setDone(undefined)
      const reply = await post<{ mail: { channel: string } | null }>(
        `/patients/${patient.id}/acts/${act}`,
        { caseId: supportCase.id, verificationId: live?.id, reason },
        once,
      )
      setDone(translate(`desk.done.${act}`, { channel: reply.mail?.channel ?? '' }))
      setChosen(undefined)
      onActed()
    })
  }

  return (
    <Panel title={translate('desk.act.title')}>
      {error !== undefined && <Failed error={error} />}
      {done && (
        <Alert severity="success" role="status" sx={{ mb: 1 }}>
          {done}
        </Alert>
      )}
      <Box
        component="ul"
        sx={{
          listStyle: 'none',
          p: 0,
          m: 0,
          display: 'flex',
          gap: 1,
          flexWrap: 'wrap',
          alignItems: 'flex-start',
        }}
      >
        {offered.map((name) => {
          const allowed = tier >= actTiers[name]
          return (
            <Box component="li" key={name}>
              <Button
                variant={act === name ? 'contained' : 'outlined'}
                color={name === 'disable' ? 'error' : 'primary'}
                disabled={busy}
                aria-disabled={!allowed}
                aria-describedby={allowed ? undefined : `missing-${name}`}
                onClick={() => allowed && setChosen(name)}
                sx={allowed ? undefined : { opacity: 0.75 }}
              >
                {translate(`desk.act.${name}`)}
              </Button>
              {!allowed && (
                <Typography
                  id={`missing-${name}`}
                  variant="caption"
                  sx={{ display: 'block', color: 'text.secondary', maxWidth: 190 }}
                >
                  {translate('desk.act.needs', {
                    tier: actTiers[name],
                    meaning: translate(`desk.tier.${actTiers[name]}`),
                  })}
                </Typography>
              )}
            </Box>
          )
        })}
      </Box>
      {act && (
        <Stack component="form" direction="row" spacing={1} sx={{ mt: 2 }} onSubmit={submit} key={act}>
          <TextField
            select={!!reasons}
            name="reason"
            label={translate('desk.act.reason')}
            required
            autoFocus={!reasons}
            defaultValue={reasons ? reasons[0] : translate(`desk.reasonFor.${act}`)}
          >
            {reasons?.map((r) => (
              <MenuItem key={r} value={r}>
                {translate(`desk.reason.${r}`)}
              </MenuItem>
            ))}
          </TextField>
          <Button
            type="submit"
            variant="contained"
            color={act === 'disable' ? 'error' : 'primary'}
            disabled={busy}
            sx={{ whiteSpace: 'nowrap' }}
          >
            {translate(`desk.act.${act}`)}
          </Button>
        </Stack>
      )}
    </Panel>
  )
}
