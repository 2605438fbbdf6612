import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useAct } from '../core/acts.ts'
import type { Case, Patient } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import { channelChoices } from './channelChoices.ts'
import { DecideApproval } from './DecideApproval.tsx'
import { Declined } from './Declined.tsx'

/** Identity proved by an outside service: one person sends the link, a second approves what came back. */
export function Proofing({
  patient,
  supportCase,
  onChanged,
}: {
  patient: Patient
  supportCase: Case
  onChanged: () => void
}) {
  const say = useWords()
  const format = useFormat()
  const start = useAct('caller.proofing-started')
  const newest = supportCase.verifications.find(({ proofing }) => proofing)
  const state = newest?.proofing?.state
  const choices = channelChoices(say, patient)
  if (!patient.proofingOffered || (!start && !state)) return null
  const common = { onDone: onChanged, quiet: true }
  const waits = newest?.live && state === 'proved' && !newest.proofing?.approved
  return (
    <Box sx={{ display: 'grid', gap: 1, mt: 2 }}>
      <Typography variant="h3">{say('desk.proofing.title')}</Typography>
      {newest && state && (newest.live || state === 'failed') && (
        <Typography variant="body2" role="status">
          {say(`desk.proofing.${state}`, { at: format.moment(newest.expiresAt) })}
        </Typography>
      )}
      <Declined newest={newest} />
      {waits ? (
        <DecideApproval id={newest.id} onDecided={onChanged} />
      ) : start && choices.length > 0 ? (
        <ActForm
          {...common}
          act={start}
          params={{ id: patient.id }}
          given={{ caseId: supportCase.id, caller: 'patient' }}
          verb={say(state ? 'desk.proofing.again' : 'desk.proofing.start')}
          defaults={{ channelId: choices[0]!.id }}
          fields={{
            channelId: {
              label: say('desk.proofing.channel'),
              choices,
            },
          }}
          inline
        />
      ) : (
        <Typography variant="body2">{say('desk.callBack.noChannel')}</Typography>
      )}
    </Box>
  )
}
