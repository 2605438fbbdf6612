import MatchIcon from '@mui/icons-material/Check'
import NoMatchIcon from '@mui/icons-material/Close'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import MenuItem from '@mui/material/MenuItem'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { type FormEvent, useState } from 'react'
import { useTranslate } from 'react-admin'
import { callerFactors, callerKinds } from '../i18n/lists.ts'
import type { Case, Patient, Verification } from '../providers/data.ts'
import { post } from '../providers/http.ts'
import { Panel } from '../ui/Panel.tsx'
import { Failed } from '../ui/states.tsx'
import { CallBack } from './CallBack.tsx'
import { InPerson } from './InPerson.tsx'
import { liveVerification } from './liveVerification.ts'
import { useAttempt } from './useAttempt.ts'

/** The caller is verified blind: the agent types what is said and sees match or no match, never what is on file. */
export function VerifyStep({
  patient,
  supportCase,
  onChanged,
}: {
  patient: Patient
  supportCase: Case
  onChanged: () => void
}) {
  const translate = useTranslate()
  const { busy, error, attempt } = useAttempt()
  const [result, setResult] = useState<Verification>()
  const live = liveVerification(supportCase)

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { caller, ...said } = Object.fromEntries(new FormData(event.currentTarget)) as Record<
      string,
      string
    >
    const answers = Object.fromEntries(Object.entries(said).filter(([, value]) => value.trim() !== ''))
    return attempt(async (once) => {
      setResult(
        await post<Verification>(
          `/patients/${patient.id}/verifications`,
          { caseId: supportCase.id, caller, answers },
          once,
        ),
      )
      onChanged()
    })
  }

  return (
    <Panel
      title={translate('desk.verify.title')}
      action={
        <Chip
          label={`${live?.tier ?? 'T0'} · ${translate(`desk.tier.${live?.tier ?? 'T0'}`)}`}
          color={live ? 'success' : 'default'}
          variant="outlined"
        />
      }
    >
      {live ? (
        <>
          <Factors matched={live.matched} unmatched={live.unmatched} />
          <CallBack patient={patient} verification={live} onChanged={onChanged} />
          <InPerson verification={live} onChanged={onChanged} />
        </>
      ) : (
        <Stack component="form" spacing={1.5} onSubmit={submit} autoComplete="off">
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {translate('desk.verify.help')}
          </Typography>
          {error !== undefined && <Failed error={error} />}
          {result && (
            <Alert severity="warning" role="alert">
              {translate('desk.verify.notProven', { smart_count: result.attemptsLeft })}
              <Factors matched={result.matched} unmatched={result.unmatched} />
            </Alert>
          )}
          <TextField select name="caller" label={translate('desk.verify.caller')} defaultValue="patient">
            {callerKinds.map((kind) => (
              <MenuItem key={kind} value={kind}>
                {translate(`desk.caller.${kind}`)}
              </MenuItem>
            ))}
          </TextField>
          <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5 }}>
            {callerFactors.map((factor) => (
              <TextField
                key={factor}
                name={factor}
                label={translate(`desk.factor.${factor}`)}
                placeholder={/Date$/.test(factor) ? 'YYYY-MM-DD' : undefined}
                slotProps={{ htmlInput: { autoComplete: 'off', 'data-1p-ignore': true } }}
              />
            ))}
          </Box>
          <Button type="submit" variant="contained" disabled={busy}>
            {translate('desk.verify.compare')}
          </Button>
        </Stack>
      )}
    </Panel>
  )
}

function Factors({ matched, unmatched }: { matched: string[]; unmatched: string[] }) {
  const translate = useTranslate()
  return (
    <Box sx={{ display: 'flex', gap: 0.75, flexWrap: 'wrap', my: 0.5 }}>
      {[...matched, ...unmatched].map((f) => {
        const matches = matched.includes(f)
        return (
          <Chip
            key={f}
            size="small"
            color={matches ? 'success' : 'error'}
            variant="outlined"
            icon={matches ? <MatchIcon /> : <NoMatchIcon />}
            label={`${translate(`desk.factor.${f}`)}: ${translate(matches ? 'desk.verify.match' : 'desk.verify.noMatch')}`}
          />
        )
      })}
    </Box>
  )
}
