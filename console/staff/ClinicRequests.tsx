import Typography from '@mui/material/Typography'
import { useAct } from '../core/acts.ts'
import { type ClinicRequest, useDesk } from '../core/dataProvider.ts'
import { useWords } from '../core/words/useWords.ts'
import { WaitingRequests } from './WaitingRequests.tsx'

/** Changes of clinic that wait for a second person. */
export function ClinicRequests({ of, onDecided }: { of?: string; onDecided?: () => void }) {
  const desk = useDesk()
  const say = useWords()
  return (
    <WaitingRequests<ClinicRequest>
      resource="clinic-requests"
      title={say('desk.clinicRequest.title')}
      read={() => desk.clinicRequests()}
      approve={useAct('staff.clinic-set')}
      decline={useAct('staff.clinic-declined')}
      approveVerb={say('desk.roleRequest.approve')}
      what={({ name, from, to }) => (
        <>
          {name}
          <Typography variant="body2">
            {from ?? say('desk.clinicRequest.none')} → {to}
          </Typography>
        </>
      )}
      of={of}
      onDecided={onDecided}
    />
  )
}
