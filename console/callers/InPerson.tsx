import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useAct } from '../core/acts.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { useWords } from '../core/words/useWords.ts'
import type { LiveVerification } from './liveVerification.ts'

/** Seen at the desk with a photo identity: one person records it, a second approves. */
export function InPerson({
  verification,
  onChanged,
}: {
  verification: LiveVerification
  onChanged: () => void
}) {
  const say = useWords()
  const record = useAct('caller.seen-in-person')
  const approve = useAct('caller.approved')
  if (verification.tier === 'T3') return null
  const common = { params: { id: verification.id }, onDone: onChanged, quiet: true }
  return (
    <Box sx={{ display: 'grid', gap: 1, mt: 2 }}>
      <Typography variant="h3">{say('desk.inPerson.title')}</Typography>
      {verification.inPerson ? (
        <>
          <Typography variant="body2">
            {say('desk.inPerson.waits', {
              document: say.of('desk.document', verification.inPerson.document),
            })}
          </Typography>
          <ActForm {...common} act={approve} verb={say('desk.inPerson.approve')} />
        </>
      ) : (
        <ActForm
          {...common}
          act={record}
          verb={say('desk.inPerson.record')}
          defaults={{ document: 'drivers-licence' }}
          fields={{ document: { label: say('desk.inPerson.document'), of: 'desk.document' } }}
          inline
        />
      )}
    </Box>
  )
}
