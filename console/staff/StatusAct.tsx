import Button from '@mui/material/Button'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useGetIdentity, useListContext } from 'react-admin'
import { useAct } from '../core/acts.ts'
import type { StaffMember } from '../core/dataProvider.ts'
import { ActDialog } from '../core/form/ActDialog.tsx'
import { OtherActs } from '../core/form/OtherActs.tsx'
import { useWords } from '../core/words/useWords.ts'
import { RoleAct } from './RoleAct.tsx'

/** Disables, for a reason, or enables, after having asked; nobody is offered it for themselves. */
export function StatusAct({ member }: { member: StaffMember }) {
  const say = useWords()
  const { identity } = useGetIdentity()
  const { refetch } = useListContext()
  const queries = useQueryClient()
  const verb = member.status === 'disabled' ? 'enable' : 'disable'
  const act = useAct(verb === 'disable' ? 'staff.disabled' : 'staff.enabled')
  const [asking, setAsking] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  if (!identity) return null
  if (identity.id === member.id) return say('desk.staff.yourself')
  const { id, name, version } = member
  const close = () => setAsking(false)
  const asked = () => {
    refetch()
    queries.invalidateQueries({ queryKey: ['role-requests'] })
  }
  return (
    <>
      <Button
        ref={button}
        size="small"
        color={verb === 'disable' ? 'error' : 'primary'}
        onClick={() => setAsking(true)}
        aria-label={`${say(`desk.staff.${verb}`)}: ${name}`}
      >
        {say(`desk.staff.${verb}`)}
      </Button>
      <RoleAct member={member} onAsked={asked} />
      <OtherActs
        of="staff"
        id={id}
        given={{ version }}
        state={member.status}
        onDone={refetch}
        onStale={refetch}
      />
      {asking && (
        <ActDialog
          title={say(`desk.staff.${verb}One`, { name })}
          text={say(`desk.staff.${verb}Help`)}
          act={act}
          params={{ id }}
          given={{ version }}
          fields={{ reason: { label: say('desk.staff.reason'), of: 'desk.purpose', autoFocus: true } }}
          verb={say(`desk.staff.${verb}`)}
          danger={verb === 'disable'}
          onClose={close}
          onStale={refetch}
          onDone={async () => {
            close()
            await refetch()
            button.current?.focus()
          }}
        />
      )}
    </>
  )
}
