import Button from '@mui/material/Button'
import { useState } from 'react'
import { useAct } from '../core/acts.ts'
import type { StaffMember } from '../core/dataProvider.ts'
import { ActDialog } from '../core/form/ActDialog.tsx'
import { useWords } from '../core/words/useWords.ts'

/** Asks that a colleague's role be another; somebody else approves it. */
export function RoleAct({ member, onAsked }: { member: StaffMember; onAsked: () => void }) {
  const say = useWords()
  const act = useAct('staff.role-asked')
  const [asking, setAsking] = useState(false)
  if (!act || member.status !== 'active') return null
  const { id, name, version } = member
  const close = () => setAsking(false)
  return (
    <>
      <Button
        size="small"
        onClick={() => setAsking(true)}
        aria-label={`${say('desk.roleRequest.ask')}: ${name}`}
      >
        {say('desk.roleRequest.ask')}
      </Button>
      {asking && (
        <ActDialog
          title={say('desk.roleRequest.askOne', { name })}
          text={say('desk.roleRequest.askHelp')}
          act={act}
          params={{ id }}
          given={{ version }}
          fields={{
            role: { label: say('desk.staff.role'), of: 'desk.role', autoFocus: true },
            reason: { label: say('desk.staff.reason'), of: 'desk.purpose' },
          }}
          onClose={close}
          onStale={onAsked}
          onDone={() => {
            close()
            onAsked()
          }}
        />
      )}
    </>
  )
}
