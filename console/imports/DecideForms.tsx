import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { type ReactNode, useState } from 'react'
import { useAct } from '../core/acts.ts'
import { DeskTabs } from '../core/DeskTabs.tsx'
import type { RecordConflict } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Panel } from '../core/Panel.tsx'
import { useWords } from '../core/words/useWords.ts'

const ways = ['same', 'another', 'wrong'] as const
type Way = (typeof ways)[number] | 'unreadable'

/** The decisions that are left, one beside the other; what was typed in one stays while another is looked at. */
export function DecideForms({ conflict, onChanged }: { conflict: RecordConflict; onChanged: () => void }) {
  const say = useWords()
  const [takeOver, makeNew, keepOurs, discard] = [
    useAct('record-conflict.taken-over'),
    useAct('record-conflict.made-new'),
    useAct('record-conflict.kept'),
    useAct('record-conflict.discarded'),
  ]
  const { id, version, unfit, unreadable, patients, reason } = conflict
  const offered: readonly Way[] = unreadable ? ['unreadable'] : unfit ? ['wrong'] : ways
  const [way, setWay] = useState<Way>(offered[0]!)
  const common = { params: { id }, onDone: onChanged, onStale: onChanged }
  const [only, ...more] = patients
  const help = (name: Way) =>
    say(
      name === 'same' && reason === 'identifiers-of-two'
        ? 'desk.conflict.mergeHelp'
        : `desk.conflict.${name}Help`,
    )
  const forms: Record<Way, ReactNode> = {
    same: (
      <ActForm
        {...common}
        act={takeOver}
        given={more.length > 0 ? { version } : { version, patientId: only!.id }}
        fields={{ patientId: { choices: patients.map((one) => ({ id: one.id, name: one.name })) } }}
      />
    ),
    another: <ActForm {...common} act={makeNew} given={{ version }} />,
    wrong: (
      <ActForm
        {...common}
        act={keepOurs}
        given={{ version }}
        fields={{ because: { of: 'desk.feedFault' } }}
      />
    ),
    unreadable: <ActForm {...common} act={discard} given={{ version }} />,
  }
  return (
    <Panel title={say('desk.conflict.decide')}>
      <DeskTabs
        label={say('desk.conflict.decide')}
        value={way}
        onChange={setWay}
        tabs={offered.map((name) => ({ name, label: say(`desk.conflict.${name}`) }))}
      />
      {offered.map((name) => (
        <Box key={name} hidden={way !== name}>
          <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
            {help(name)}
          </Typography>
          {forms[name]}
        </Box>
      ))}
    </Panel>
  )
}
