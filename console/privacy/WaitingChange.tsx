import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useAct } from '../core/acts.ts'
import type { PrivacyRule } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Moment } from '../core/Moment.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'

/** The change of a rule that waits: what would be different, why, and the second officer's word. */
export function WaitingChange({ rule, onDecided }: { rule: PrivacyRule; onDecided: () => void }) {
  const say = useWords()
  const { number } = useFormat()
  const confirm = useAct('privacy-rule.changed')
  const decline = useAct('privacy-rule.declined')
  const { waiting } = rule
  if (!waiting) return null
  const now = new Map(rule.thresholds.map(({ name, value }) => [name, value]))
  const differs = [
    ...(waiting.enabled === rule.enabled
      ? []
      : [say(`desk.privacy.rules.${waiting.enabled ? 'on' : 'off'}`)]),
    ...waiting.thresholds
      .filter(({ name, value }) => now.get(name) !== value)
      .map(({ label, value }) => `${label}: ${number(value)}`),
  ]
  const common = {
    params: { rule: rule.id },
    given: { id: waiting.id },
    about: rule.name,
    quiet: true,
    onDone: onDecided,
    onStale: onDecided,
  }
  return (
    <Alert severity={waiting.alone ? 'warning' : 'info'} sx={{ mt: 1 }}>
      <Typography sx={{ fontWeight: 600 }}>
        {waiting.alone && !waiting.lapsed ? say('desk.privacy.rules.inForceAlone') : differs.join(' · ')}
      </Typography>
      <Typography variant="body2">{waiting.reason}</Typography>
      <Typography variant="body2">
        {say('desk.privacy.rules.proposed', { name: waiting.askedBy })} <Moment at={waiting.askedAt} />
        {waiting.mine && ` · ${say('desk.privacy.rules.mine')}`}
      </Typography>
      {waiting.lapsesAt && (
        <Typography variant="body2">
          {say(waiting.lapsed ? 'desk.privacy.rules.lapsed' : 'desk.privacy.rules.lapses')}{' '}
          <Moment at={waiting.lapsesAt} />
        </Typography>
      )}
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', mt: 1 }}>
        {!waiting.mine && <ActForm {...common} act={confirm} />}
        {!(waiting.mine && waiting.alone) && (
          <ActForm
            {...common}
            act={decline}
            verb={say(waiting.mine ? 'desk.privacy.rules.withdraw' : 'desk.privacy.rules.decline')}
            danger
          />
        )}
      </Box>
    </Alert>
  )
}
