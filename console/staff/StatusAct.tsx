import Box from '@mui/material/Box'
import { useQueryClient } from '@tanstack/react-query'
import { useGetIdentity } from 'react-admin'
import { useAct } from '../core/acts.ts'
import type { StaffMember } from '../core/dataProvider.ts'
import { AskAct } from '../core/form/AskAct.tsx'
import { OtherActs } from '../core/form/OtherActs.tsx'
import { useWords } from '../core/words/useWords.ts'
import { RoleAct } from './RoleAct.tsx'

/** Disables, for a reason, or enables, after having asked; nobody is offered it for themselves. */
export function StatusAct({ member, onChanged }: { member: StaffMember; onChanged: () => unknown }) {
  const say = useWords()
  const { identity } = useGetIdentity()
  const queries = useQueryClient()
  const verb = member.status === 'disabled' ? 'enable' : 'disable'
  const act = useAct(verb === 'disable' ? 'staff.disabled' : 'staff.enabled')
  if (!identity) return null
  if (identity.id === member.id) return say('desk.staff.yourself')
  const { id, name, version } = member
  const asked = () => {
    onChanged()
    queries.invalidateQueries({ queryKey: ['role-requests'] })
  }
  return (
    <Box sx={{ display: 'flex', flexWrap: { xs: 'wrap', lg: 'nowrap' }, whiteSpace: 'nowrap' }}>
      <AskAct
        label={say(`desk.staff.${verb}`)}
        about={name}
        title={say(`desk.staff.${verb}One`, { name })}
        text={say(`desk.staff.${verb}Help`)}
        act={act}
        params={{ id }}
        given={{ version }}
        fields={{ reason: { label: say('desk.staff.reason'), of: 'desk.purpose', autoFocus: true } }}
        verb={say(`desk.staff.${verb}`)}
        danger={verb === 'disable'}
        onStale={onChanged}
        onDone={onChanged}
      />
      <RoleAct member={member} onAsked={asked} />
      <OtherActs
        of="staff"
        id={id}
        given={{ version }}
        state={member.status}
        onDone={onChanged}
        onStale={onChanged}
      />
    </Box>
  )
}
