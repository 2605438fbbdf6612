import Typography from '@mui/material/Typography'
import { useAct } from '../core/acts.ts'
import { type RoleRequest, useDesk } from '../core/dataProvider.ts'
import { useWords } from '../core/words/useWords.ts'
import { WaitingRequests } from './WaitingRequests.tsx'

/** Changes of role that wait for a second person. */
export function RoleRequests({ of, onDecided }: { of?: string; onDecided?: () => void }) {
  const desk = useDesk()
  const say = useWords()
  return (
    <WaitingRequests<RoleRequest>
      resource="role-requests"
      title={say('desk.roleRequest.title')}
      read={() => desk.roleRequests()}
      approve={useAct('staff.role-changed')}
      decline={useAct('staff.role-declined')}
      approveVerb={say('desk.roleRequest.approve')}
      what={({ name, from, to, reason }) => (
        <>
          {name}
          <Typography variant="body2">
            {say(`desk.role.${from}`)} → {say(`desk.role.${to}`)} · {say.of('desk.purpose', reason)}
          </Typography>
        </>
      )}
      of={of}
      onDecided={onDecided}
    />
  )
}
