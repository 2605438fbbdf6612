import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Link } from 'react-router'
import { dataKinds } from '../../api/privacy/breaches/lists.ts'
import { useAct } from '../core/acts.ts'
import type { Breach } from '../core/dataProvider.ts'
import { Fact, Facts } from '../core/Fact.tsx'
import { AskAct } from '../core/form/AskAct.tsx'
import type { FieldWords } from '../core/form/SchemaField.tsx'
import { Panel } from '../core/Panel.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'

/** A part of the page of a breach, and that it changed it. */
export interface PartOfBreach {
  breach: Breach
  onChanged: () => void
}

const plain = [
  'summary',
  'occurredFrom',
  'occurredTo',
  'knownOn',
  'shouldHaveKnownOn',
  'others',
  'associate',
  'associateIsAgent',
  'associateFoundOn',
] as const

/** What a form calls the facts of a breach. */
export function useFactFields(): { fields: Record<string, FieldWords>; groups: Record<string, string> } {
  const say = useWords()
  return {
    groups: { dataKinds: say('desk.breach.dataKinds') },
    fields: {
      ...Object.fromEntries(plain.map((name) => [name, { label: say(`desk.breach.${name}`) }])),
      ...Object.fromEntries(
        dataKinds.map((kind) => [`dataKinds.${kind}`, { label: say(`desk.breachData.${kind}`) }]),
      ),
      source: { label: say('desk.breach.source'), of: 'desk.breachSource' },
      kind: { label: say('desk.breach.kind'), of: 'desk.breachKind' },
      location: { label: say('desk.breach.location'), of: 'desk.breachLocation' },
    },
  }
}

/** What happened and when it became known; corrected until it is signed. */
export function BreachFacts({ breach, onChanged }: PartOfBreach) {
  const say = useWords()
  const { date, number } = useFormat()
  const act = useAct('breach.described')
  const form = useFactFields()
  const happened = [...new Set([breach.occurredFrom, breach.occurredTo])]
  return (
    <Panel
      title={say('desk.breach.facts')}
      action={
        breach.status === 'open' && (
          <AskAct
            label={say('desk.breach.correct')}
            title={say('desk.breach.correct')}
            act={act}
            params={{ id: breach.id }}
            given={{ version: breach.version }}
            defaults={{
              ...Object.fromEntries(
                [...plain, 'source', 'kind', 'location'].map((name) => [
                  name,
                  breach[name as 'summary'] ?? '',
                ]),
              ),
              dataKinds: Object.fromEntries(dataKinds.map((kind) => [kind, breach.dataKinds.includes(kind)])),
            }}
            {...form}
            onDone={onChanged}
            onStale={onChanged}
          />
        )
      }
    >
      <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', mb: 1.5 }}>
        {breach.summary}
      </Typography>
      <Facts>
        <Fact label={say('desk.breach.source')}>{say(`desk.breachSource.${breach.source}`)}</Fact>
        <Fact label={say('desk.breach.kind')}>{say(`desk.breachKind.${breach.kind}`)}</Fact>
        <Fact label={say('desk.breach.location')}>{say(`desk.breachLocation.${breach.location}`)}</Fact>
        <Fact label={say('desk.breach.happenedOn')}>
          {happened.map((day) => date(day, 'medium')).join(' – ')}
        </Fact>
        <Fact label={say('desk.breach.discovered')}>{date(breach.discoveredOn, 'medium')}</Fact>
        <Fact label={say('desk.breach.dataKinds')}>
          {breach.dataKinds.map((kind) => say(`desk.breachData.${kind}`)).join(', ') || '–'}
        </Fact>
        {breach.others > 0 && <Fact label={say('desk.breach.others')}>{number(breach.others)}</Fact>}
        {breach.associate && (
          <Fact label={say('desk.breach.associate')}>
            {breach.associate}
            {breach.associateFoundOn && ` · ${date(breach.associateFoundOn, 'medium')}`}
          </Fact>
        )}
      </Facts>
      {breach.alertId && (
        <Button component={Link} to={`/privacy-alerts/${breach.alertId}/show`} sx={{ mt: 1 }}>
          {say('desk.breach.fromAlert')}
        </Button>
      )}
    </Panel>
  )
}
