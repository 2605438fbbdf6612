import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useRef } from 'react'
import { useAct } from '../core/acts.ts'
import type { Case, Patient } from '../core/dataProvider.ts'
import { useLedTo } from '../core/focus.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { useWords } from '../core/words/useWords.ts'
import { DecideApproval } from './DecideApproval.tsx'
import { Declined } from './Declined.tsx'

/** Seen at the desk with a photo identity: one person records it, a second approves. Open also where answers are closed. */
export function InPerson({
  patient,
  supportCase,
  led,
  onChanged,
}: {
  patient: Patient
  supportCase: Case
  /** Asked for beside the cause: the focus comes here. */
  led: number | undefined
  onChanged: () => void
}) {
  const say = useWords()
  const record = useAct('caller.seen-in-person')
  const part = useRef<HTMLDivElement>(null)
  useLedTo(part, led)
  const waits = supportCase.verifications.find((v) => v.live && v.inPerson && !v.inPerson.approved)
  const common = { onDone: onChanged, quiet: true }
  if (!waits && !record) return null
  return (
    <Box ref={part} sx={{ display: 'grid', gap: 1, mt: 2 }}>
      <Typography variant="h3">{say('desk.inPerson.title')}</Typography>
      <Declined newest={supportCase.verifications.find((v) => v.inPerson)} />
      {waits ? (
        <>
          <Typography variant="body2">
            {say('desk.inPerson.waits', {
              document: say.of('desk.document', waits.inPerson!.document),
            })}
          </Typography>
          <DecideApproval id={waits.id} onDecided={onChanged} />
        </>
      ) : (
        <ActForm
          {...common}
          act={record}
          params={{ id: patient.id }}
          given={{ caseId: supportCase.id }}
          verb={say('desk.inPerson.record')}
          next={led !== undefined}
          defaults={{ document: 'drivers-licence', caller: 'patient' }}
          fields={{
            document: { label: say('desk.inPerson.document'), of: 'desk.document' },
            caller: { label: say('desk.verify.caller'), of: 'desk.caller' },
          }}
          inline
        />
      )}
    </Box>
  )
}
