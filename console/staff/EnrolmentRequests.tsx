import Typography from '@mui/material/Typography'
import { useAct } from '../core/acts.ts'
import { type EnrolmentRequest, useDesk } from '../core/dataProvider.ts'
import { useWords } from '../core/words/useWords.ts'
import { WaitingRequests } from './WaitingRequests.tsx'

/** Enrolments that wait for a second person. */
export function EnrolmentRequests({ of, onDecided }: { of?: string; onDecided?: () => void }) {
  const desk = useDesk()
  const say = useWords()
  return (
    <WaitingRequests<EnrolmentRequest>
      resource="enrolment-requests"
      title={say('desk.enrolmentRequest.title')}
      read={() => desk.enrolmentRequests()}
      approve={useAct('staff.enrolment-approved')}
      decline={useAct('staff.enrolment-declined')}
      what={({ name, email, role, kind, reason, recognised }) => (
        <>
          {name} · {email}
          <Typography variant="body2">
            {say(`desk.enrolmentRequest.${kind}`)} · {say(`desk.role.${role}`)}
            {reason && ` · ${say.of('desk.purpose', reason)}`}
            {recognised && ` · ${say(`desk.recognised.${recognised}`)}`}
          </Typography>
        </>
      )}
      of={of}
      onDecided={onDecided}
    />
  )
}
