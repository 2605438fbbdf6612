import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useAct } from '../core/acts.ts'
import { DeskTabs } from '../core/DeskTabs.tsx'
import type { DuplicatePair } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Panel } from '../core/Panel.tsx'
import { useWords } from '../core/words/useWords.ts'

interface Props {
  pair: DuplicatePair
  onChanged: () => void
}
const ways = ['merge', 'apart'] as const
const because = { of: 'desk.pairReason' } as const

/** The two decisions, one beside the other; what was typed in one stays while the other is looked at. */
export function PairForms({ pair, onChanged }: Props) {
  const say = useWords()
  const [merge, keepApart] = [useAct('duplicate-pair.merged'), useAct('duplicate-pair.kept-apart')]
  const [way, setWay] = useState<(typeof ways)[number]>('merge')
  const { id, version, people } = pair
  const common = { params: { id }, given: { version }, onDone: onChanged, onStale: onChanged }
  const choices = people.map((one) => ({
    id: one.id,
    name: `${one.name}: ${numbersOf(pair, one.id).join(', ')}`,
  }))
  return (
    <Panel title={say('desk.pair.decide')}>
      <DeskTabs
        label={say('desk.pair.decide')}
        value={way}
        onChange={setWay}
        tabs={ways.map((name) => ({ name, label: say(`desk.pair.${name}`) }))}
      />
      <Box hidden={way !== 'merge'}>
        <Help>{say('desk.pair.mergeHelp')}</Help>
        <WhatStays people={people} />
        <ActForm {...common} act={merge} fields={{ survivorId: { choices }, because }} />
      </Box>
      <Box hidden={way !== 'apart'}>
        <Help>{say('desk.pair.apartHelp')}</Help>
        <ActForm {...common} act={keepApart} fields={{ because }} />
      </Box>
    </Panel>
  )
}

/** Records of one name are told apart by their numbers. */
const numbersOf = ({ fields, people }: DuplicatePair, id: string): string[] =>
  fields.find(({ field }) => field === 'numbers')?.values[people.findIndex((one) => one.id === id)] ?? []

export function UndoForm({ pair, onChanged }: Props) {
  const say = useWords()
  const unmerge = useAct('duplicate-pair.unmerged')
  const { id, version } = pair
  return (
    <Panel title={say('desk.pair.undo')}>
      <Help>{say('desk.pair.undoHelp')}</Help>
      <ActForm
        act={unmerge}
        params={{ id }}
        given={{ version }}
        onDone={onChanged}
        onStale={onChanged}
        fields={{ because }}
        danger
      />
    </Panel>
  )
}

/** What does not move, said before anybody presses. */
function WhatStays({ people }: { people: DuplicatePair['people'] }) {
  const say = useWords()
  const having = people.filter(({ login }) => login !== null)
  const texts = [
    having.length === 2 && say('desk.pair.twoLogins'),
    having.length === 1 && say('desk.pair.oneLogin', { name: having[0]!.name }),
    people.some(({ proxies, actsFor }) => proxies.length > 0 || actsFor > 0) && say('desk.pair.hasProxies'),
    people.some(({ openCases }) => openCases > 0) && say('desk.pair.hasCases'),
  ]
  return texts
    .filter((text) => text !== false)
    .map((text) => (
      <Alert key={text} severity="warning" sx={{ mb: 1 }}>
        {text}
      </Alert>
    ))
}

const Help = ({ children }: { children: string }) => (
  <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
    {children}
  </Typography>
)
