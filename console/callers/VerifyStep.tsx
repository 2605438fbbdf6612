import MatchIcon from '@mui/icons-material/Check'
import NoMatchIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import { allows } from '../../api/core/access/permissions.ts'
import { useAct } from '../core/acts.ts'
import type { Case, Patient, Verification } from '../core/dataProvider.ts'
import { useLedTo, useNextFocus } from '../core/focus.ts'
import { Panel } from '../core/Panel.tsx'
import { rolesInWords } from '../core/rolesInWords.ts'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import { type Chosen, tierOfAct } from '../logins/remedy.ts'
import { CallBack } from './CallBack.tsx'
import { Compare, type Said } from './Compare.tsx'
import type { Heard } from './heard.ts'
import { InPerson } from './InPerson.tsx'
import { lastOver, liveVerification } from './liveVerification.ts'
import { OwnFactor } from './OwnFactor.tsx'
import { OwnPasskey } from './OwnPasskey.tsx'
import { Proofing } from './Proofing.tsx'
import { Risks } from './Risks.tsx'

interface Props {
  patient: Patient
  supportCase: Case
  isNext: boolean
  /** A remedy that waits for a caller who is verified, or seen in person. */
  led: Chosen | undefined
  ledInPerson: Chosen | undefined
  /** What was compared while the case was being opened. */
  said: Said | undefined
  heard: Heard
  onChanged: () => void
  /** The answers prove the caller: the next thing can be done. */
  onProven: () => void
}

/** The caller is verified blind: the agent types what is said and sees match or no match, never what is on file. */
export function VerifyStep(props: Props) {
  const { patient, supportCase, isNext, led, ledInPerson, said, onChanged, onProven } = props
  const say = useWords()
  const format = useFormat()
  const compare = useAct('caller.verified')
  const live = liveVerification(supportCase)
  const over = lastOver(supportCase)
  const part = useNextFocus(isNext, 'verify')
  useLedTo(part, led?.times)
  const wanted = led ?? ledInPerson
  return (
    <Panel
      title={say('desk.verify.title')}
      ref={part}
      letter="v"
      action={
        <Chip
          label={
            live || !over
              ? say(`desk.tier.${live?.tier ?? 'T0'}`)
              : say('desk.verify.over', { at: format.moment(over.expiresAt) })
          }
          color={live ? 'success' : 'default'}
          variant="outlined"
        />
      }
    >
      <Risks risks={supportCase.risks} />
      {wanted?.way.to === 'act' && (
        <Typography role="status" sx={{ mb: 1.5 }}>
          {say('desk.diagnosis.proveFirst', {
            level: say.of('desk.tier', tierOfAct(wanted.way.act, patient, supportCase.risks)),
            remedy: wanted.title,
          })}
        </Typography>
      )}
      {live ? (
        <>
          <Factors matched={live.matched} unmatched={live.unmatched} />
          <CallBack patient={patient} verification={live} onChanged={onChanged} />
          <OwnFactor patient={patient} supportCase={supportCase} verification={live} onChanged={onChanged} />
          <OwnPasskey key={live.id} patient={patient} supportCase={supportCase} verification={live} />
        </>
      ) : compare ? (
        <Compare
          act={compare}
          patient={patient}
          caseId={supportCase.id}
          said={said}
          heard={props.heard}
          onDone={(verification) => {
            onChanged()
            if (verification.tier !== 'T0') onProven()
          }}
        />
      ) : (
        <Typography>
          {say('desk.verify.who', { roles: rolesInWords(say, (role) => allows(role, 'callers.verify')) })}
        </Typography>
      )}
      {live?.tier !== 'T3' && <Proofing patient={patient} supportCase={supportCase} onChanged={onChanged} />}
      {live?.tier !== 'T3' && (
        <InPerson
          patient={patient}
          supportCase={supportCase}
          led={ledInPerson?.times}
          onChanged={onChanged}
        />
      )}
    </Panel>
  )
}

function Factors({ matched, unmatched }: Pick<Verification, 'matched' | 'unmatched'>) {
  const say = useWords()
  return (
    <Box sx={{ display: 'flex', gap: 0.75, flexWrap: 'wrap', my: 0.5 }}>
      {[...matched, ...unmatched].map((factor) => {
        const matches = matched.includes(factor)
        return (
          <Chip
            key={factor}
            size="small"
            color={matches ? 'success' : 'error'}
            variant="outlined"
            icon={matches ? <MatchIcon /> : <NoMatchIcon />}
            label={`${say(`desk.factor.${factor}`)}: ${say(matches ? 'desk.verify.match' : 'desk.verify.noMatch')}`}
          />
        )
      })}
    </Box>
  )
}
