import { useAct } from '../core/acts.ts'
import type { StaffMember } from '../core/dataProvider.ts'
import { AskAct } from '../core/form/AskAct.tsx'
import { useWords } from '../core/words/useWords.ts'

/** Asks that a colleague's role be another; somebody else approves it. */
export function RoleAct({ member, onAsked }: { member: StaffMember; onAsked: () => void }) {
  const say = useWords()
  const act = useAct('staff.role-asked')
  if (member.status !== 'active') return null
  const { id, name, version } = member
  return (
    <AskAct
      label={say('desk.roleRequest.ask')}
      about={name}
      title={say('desk.roleRequest.askOne', { name })}
      text={say('desk.roleRequest.askHelp')}
      act={act}
      params={{ id }}
      given={{ version }}
      fields={{
        role: { label: say('desk.staff.role'), of: 'desk.role', autoFocus: true },
        reason: { label: say('desk.staff.reason'), of: 'desk.purpose' },
      }}
      onStale={onAsked}
      onDone={onAsked}
    />
  )
}
