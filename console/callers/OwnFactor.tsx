import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useAct } from '../core/acts.ts'
import type { Case, Patient } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import type { LiveVerification } from './liveVerification.ts'

/** A code the caller reads from the authenticator of their own portal account; not in a case about that authenticator. */
export function OwnFactor({
  patient,
  supportCase,
  verification,
  onChanged,
}: {
  patient: Patient
  supportCase: Case
  verification: LiveVerification
  onChanged: () => void
}) {
  const say = useWords()
  const format = useFormat()
  const check = useAct('caller.second-factor-checked')
  const since = patient.account?.secondFactorSetAt
  const fits = verification.caller === 'patient' && supportCase.category !== 'second-factor'
  if (verification.tier !== 'T1' || !check || !since || !fits) return null
  return (
    <Box sx={{ display: 'grid', gap: 1, mt: 1 }}>
      <Typography variant="h3">{say('desk.ownFactor.title')}</Typography>
      <Typography variant="body2">{say('desk.ownFactor.since', { at: format.moment(since) })}</Typography>
      <ActForm
        act={check}
        params={{ id: verification.id }}
        verb={say('desk.ownFactor.check')}
        fields={{ code: { label: say('desk.ownFactor.code'), digits: true } }}
        onDone={onChanged}
        inline
        quiet
      />
    </Box>
  )
}
