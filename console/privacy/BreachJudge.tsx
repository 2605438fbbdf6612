import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { breachFactors } from '../../api/privacy/lists.ts'
import { useAct } from '../core/acts.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { AskAct } from '../core/form/AskAct.tsx'
import type { FieldWords } from '../core/form/SchemaField.tsx'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { notPrinted } from '../core/print.ts'
import { Empty } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import type { PartOfBreach } from './BreachFacts.tsx'
import { Factors } from './SignedReview.tsx'

const undecided = { lowProbability: false }
const agreed = { agrees: true }

/** The four factors, the first signature, and the second. */
export function BreachJudge(part: PartOfBreach) {
  if (part.breach.status !== 'open') return <Judged {...part} />
  return (
    <>
      <Assess {...part} />
      <Sign {...part} />
    </>
  )
}

function Assess({ breach, onChanged }: PartOfBreach) {
  const say = useWords()
  const act = useAct('breach.assessed')
  const factor = (name: (typeof breachFactors)[number]): [string, FieldWords][] => [
    [`${name}.likelihood`, { label: say('desk.privacy.assess.likelihood'), of: 'desk.privacy.assess' }],
    [`${name}.text`, { label: say('desk.privacy.assess.reasons') }],
  ]
  return (
    <Panel title={say('desk.privacy.assess.title')}>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
        {say('desk.privacy.assess.about')}
      </Typography>
      <ActForm
        act={act}
        params={{ id: breach.id }}
        given={{ version: breach.version }}
        defaults={{ ...(breach.assessment ?? undecided), exception: breach.exception ?? '' }}
        groups={Object.fromEntries(breachFactors.map((name) => [name, say(`desk.privacy.assess.${name}`)]))}
        fields={{
          ...Object.fromEntries(breachFactors.flatMap(factor)),
          lowProbability: { label: say('desk.privacy.assess.lowProbability') },
          exception: { label: say('desk.breach.exception'), of: 'desk.breachException' },
        }}
        verb={say(breach.assessment ? 'desk.privacy.assess.correct' : 'desk.privacy.assess.keep')}
        keep
        quiet
        onDone={onChanged}
        onStale={onChanged}
      />
    </Panel>
  )
}

function Sign({ breach, onChanged }: PartOfBreach) {
  const say = useWords()
  const act = useAct('breach.signed')
  return (
    <Panel title={say('desk.breach.signTitle')}>
      <ActForm
        act={act}
        params={{ id: breach.id }}
        given={{ version: breach.version }}
        fields={{
          outcome: { label: say('desk.breach.outcome'), of: 'desk.breachOutcome' },
          conclusion: { label: say('desk.breach.conclusion') },
        }}
        notYet={() => (breach.assessment ? undefined : say('desk.breach.assessFirst'))}
        onDone={onChanged}
        onStale={onChanged}
      />
    </Panel>
  )
}

function Judged({ breach, onChanged }: PartOfBreach) {
  const say = useWords()
  const act = useAct('breach.countersigned')
  const { outcome, conclusion, signedBy, secondBy } = breach
  return (
    <>
      <Panel title={say('desk.breach.judged')}>
        <Typography sx={{ fontWeight: 600 }}>{outcome && say(`desk.breachOutcome.${outcome}`)}</Typography>
        {breach.exception && <Typography>{say(`desk.breachException.${breach.exception}`)}</Typography>}
        <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{conclusion}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
          {signedBy && say('desk.breach.signedBy', { name: signedBy.name })} · <Moment at={breach.signedAt} />
          {secondBy && (
            <>
              <br />
              {say('desk.breach.secondBy', { name: secondBy.name })} · <Moment at={breach.secondAt} />
            </>
          )}
        </Typography>
        <Factors assessment={breach.assessment} />
      </Panel>
      {breach.status === 'signed' && (
        <Panel title={say('desk.breach.secondTitle')} sx={notPrinted}>
          <Typography sx={{ mb: 1.5 }}>
            {say('desk.breach.secondWaits', { name: signedBy?.name ?? '–' })}
          </Typography>
          <ActForm
            act={act}
            params={{ id: breach.id }}
            given={{ version: breach.version }}
            defaults={agreed}
            fields={{
              agrees: { label: say('desk.breach.agrees') },
              reason: { label: say('desk.breach.reason') },
            }}
            onDone={onChanged}
            onStale={onChanged}
          />
        </Panel>
      )}
    </>
  )
}

/** What was added to the signed record, and the delay that law enforcement asked for. */
export function BreachRecord({ breach, onChanged }: PartOfBreach) {
  const say = useWords()
  const { date } = useFormat()
  const add = useAct('breach.added-to')
  const delay = useAct('breach.delayed')
  return (
    <>
      <Panel
        title={say('desk.breach.delay')}
        action={
          <AskAct
            label={say('desk.breach.delay')}
            title={say('desk.breach.delay')}
            act={delay}
            params={{ id: breach.id }}
            given={{ version: breach.version }}
            fields={{
              kind: { label: say('desk.breach.delayKind'), of: 'desk.delayKind' },
              saidOn: { label: say('desk.breach.saidOn') },
              until: { label: say('desk.breach.until') },
              official: { label: say('desk.breach.official') },
              reason: { label: say('desk.breach.delayReason') },
            }}
            onDone={onChanged}
            onStale={onChanged}
          />
        }
      >
        {breach.delay ? (
          <Typography>
            {say('desk.breach.delayedUntil', {
              official: breach.delay.official,
              said: date(breach.delay.saidOn),
              day: date(breach.delay.until),
            })}{' '}
            {say(`desk.delayKind.${breach.delay.kind}`)}. {breach.delay.reason}
          </Typography>
        ) : (
          <Typography sx={{ color: 'text.secondary' }}>–</Typography>
        )}
      </Panel>
      <Panel title={say('desk.breach.additions')}>
        {breach.additions.length === 0 && <Empty title={say('desk.breach.noAdditions')} />}
        <Additions additions={breach.additions} />
        {breach.status !== 'open' && (
          <Box sx={notPrinted}>
            <ActForm
              act={add}
              params={{ id: breach.id }}
              fields={{ text: { label: say('desk.breach.addition') } }}
              quiet
              onDone={onChanged}
            />
          </Box>
        )}
      </Panel>
    </>
  )
}

/** What was added to something signed, by whom and when. */
export function Additions({ additions }: Pick<PartOfBreach['breach'], 'additions'>) {
  return additions.map((one) => (
    <Box key={one.id} sx={{ mb: 1 }}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {one.by} · <Moment at={one.at} />
      </Typography>
      <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{one.text}</Typography>
    </Box>
  ))
}
