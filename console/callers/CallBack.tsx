import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useAct } from '../core/acts.ts'
import type { Patient } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { useWords } from '../core/words/useWords.ts'
import { channelChoices } from './channelChoices.ts'
import type { LiveVerification } from './liveVerification.ts'

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
  const say = useWords()
  const send = useAct('caller.code-sent')
  const check = useAct('caller.code-checked')
  const choices = channelChoices(say, patient)
  if (verification.tier !== 'T1' || !send) return null
  const common = { params: { id: verification.id }, onDone: onChanged, inline: true, quiet: true }
  return (
    <Box sx={{ display: 'grid', gap: 1, mt: 1 }}>
      <Typography variant="h3">{say('desk.callBack.title')}</Typography>
      {choices.length === 0 ? (
        <Typography variant="body2">{say('desk.callBack.noChannel')}</Typography>
      ) : (
        <ActForm
          {...common}
          act={send}
          next={!verification.callBack}
          verb={say(verification.callBack ? 'desk.callBack.again' : 'desk.callBack.send')}
          defaults={{ channelId: choices[0]!.id }}
          fields={{
            channelId: {
              label: say('desk.callBack.channel'),
              choices,
            },
          }}
        />
      )}
      {patient.channels.map(
        ({ id, system, masked, unreachable }) =>
          unreachable && (
            <Typography key={id} variant="body2" sx={{ color: 'text.secondary' }}>
              {say(`desk.channel.${system}`)} {masked}: {say(`desk.callBack.${unreachable}`)}
            </Typography>
          ),
      )}
      {verification.callBack && (
        <ActForm
          {...common}
          act={check}
          verb={say('desk.callBack.check')}
          fields={{ code: { label: say('desk.callBack.code'), digits: true, autoFocus: true } }}
        />
      )}
    </Box>
  )
}
