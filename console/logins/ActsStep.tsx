import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useEffect, useState } from 'react'
import { allows } from '../../api/core/access/permissions.ts'
import { liveVerification } from '../callers/liveVerification.ts'
import { type ActDeclaration, useActs } from '../core/acts.ts'
import type { ActDone, Case, Patient, Progress } from '../core/dataProvider.ts'
import { useLedTo, useNextFocus } from '../core/focus.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Panel } from '../core/Panel.tsx'
import { rolesInWords } from '../core/rolesInWords.ts'
import { type Say, useWords } from '../core/words/useWords.ts'
import { type Chosen, fitsLogin, fitsPatient, hasAccess, slugOf, tierOfAct } from './remedy.ts'
import { loginsWords } from './words.ts'

interface Props {
  patient: Patient
  supportCase: Case
  progress: Progress
  isNext: boolean
  /** The case is in a queue that the reader does not work: the API refuses every act in it. */
  theirs: boolean
  /** A remedy chosen beside the cause, which can be done now: its form opens. */
  led: Chosen | undefined
  onActed: () => void
}

/** The acts that fit the login as it is. One that is not allowed yet says what is missing. */
export function ActsStep({ patient, supportCase, progress, isNext, theirs, led, onActed }: Props) {
  const say = useWords()
  const { acts = [] } = useActs()
  const [chosen, setChosen] = useState<string>()
  // What was done and not its sentence, which another language would say anew.
  const [done, setDone] = useState<{ name: string; reply: ActDone }>()
  const doneAct = acts.find(({ name }) => name === done?.name)
  const live = liveVerification(supportCase)
  // Proved to a higher level there is more that can be done: the next thing anew.
  const part = useNextFocus(isNext, `act ${live?.tier}`)
  useLedTo(part, led?.times)
  const wanted = led?.way.to === 'act' ? led.way.act.name : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: pressed again, it opens again
  useEffect(() => {
    if (wanted) setChosen(wanted)
  }, [wanted, led?.times])
  const offered = acts.filter((act) => fitsLogin(act, progress.accountStatus) && fitsPatient(act, patient))
  const act = theirs ? undefined : offered.find(({ name }) => name === chosen)

  const blocked = (act: ActDeclaration): string | undefined => {
    const tier = tierOfAct(act, patient, supportCase.risks)
    if ((live?.tier ?? 'T0') >= tier) return undefined
    return say('desk.act.needs', { level: say.of('desk.tier', tier) })
  }

  return (
    <Panel title={say('desk.act.title')} ref={part} letter="a">
      {offered.length === 0 && (
        <Typography>
          {say('desk.act.who', { roles: rolesInWords(say, (role) => allows(role, 'accounts.act')) })}
        </Typography>
      )}
      {done && doneAct && (
        <Alert severity="success" role="status" sx={{ mb: 1 }}>
          {doneWords(doneAct, done.reply, say)}
        </Alert>
      )}
      {theirs && offered.length > 0 && <Typography>{say('desk.act.theirs')}</Typography>}
      <Box
        component="ul"
        sx={{
          listStyle: 'none',
          p: 0,
          m: 0,
          display: 'flex',
          gap: 1,
          flexWrap: 'wrap',
          alignItems: 'flex-start',
        }}
      >
        {(theirs ? [] : offered).map((one) => (
          <ActButton
            key={one.name}
            act={one}
            blocked={blocked(one)}
            pressed={one === act}
            onPress={() => setChosen(one.name)}
          />
        ))}
      </Box>
      {act && (
        <Box sx={{ mt: 2 }}>
          <ActForm<ActDone>
            key={act.name}
            act={act}
            params={{ id: patient.id }}
            given={{ caseId: supportCase.id, verificationId: live?.id, channelId: undefined }}
            defaults={{
              ...(!act.body.properties?.reason?.enum &&
                slugOf(act) in loginsWords.reasonFor && { reason: say.of('desk.reasonFor', slugOf(act)) }),
              ...usual[slugOf(act)],
            }}
            fields={{
              reason: { label: say('desk.act.reason'), of: 'desk.reason', autoFocus: !toType(act) },
              ...(toType(act) && { [toType(act)!]: { autoFocus: true, next: true } }),
              old: { of: 'desk.oldContact' },
              kind: { of: 'desk.phoneKind' },
              field: { of: 'desk.correction' },
              paper: { of: 'desk.paper' },
              seenBy: { of: 'desk.paperSeenBy' },
              relationship: { of: 'desk.relationship' },
              access: { of: 'desk.proxyAccess' },
              ...(slugOf(act) === 'grant-proxy' && { paper: { of: 'desk.proxyPaper' } }),
              grantId: {
                choices: patient.proxies
                  .filter((one) => (slugOf(act) === 'end-proxy' ? one.status !== 'ended' : hasAccess(one)))
                  .map(({ id, name }) => ({ id, name })),
              },
            }}
            danger={slugOf(act) === 'disable'}
            inline
            onCancel={() => setChosen(undefined)}
            onDone={(reply) => {
              setDone({ name: act.name, reply })
              setChosen(undefined)
              onActed()
            }}
          />
        </Box>
      )}
    </Panel>
  )
}

// What only the caller can say; a reason is filled in.
const toType = ({ body }: ActDeclaration) =>
  ['email', 'phone', 'street'].find((name) => name in (body.properties ?? {}))

// What is so in nearly every call, by the act; it stands there to be changed.
const usual: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'change-email': { old: 'end' },
  'change-phone': { old: 'end', kind: 'mobile' },
  'ask-correction': { field: 'birth-date', paper: 'none', seenBy: 'not-yet' },
}

// What the act came to; of one that has no words of its own yet, that it was done.
function doneWords(act: ActDeclaration, reply: ActDone, say: Say): string {
  const words = say.of('desk.done', slugOf(act), { channel: reply.mail?.channel ?? '' })
  return words === slugOf(act) ? say('desk.done.other', { verb: act.verb }) : words
}

function ActButton({
  act,
  blocked,
  pressed,
  onPress,
}: {
  act: ActDeclaration
  /** What stands in the way, as the API would say it. */
  blocked: string | undefined
  pressed: boolean
  onPress: () => void
}) {
  const allowed = blocked === undefined
  return (
    <Box component="li">
      <Button
        variant={pressed ? 'contained' : 'outlined'}
        color={slugOf(act) === 'disable' ? 'error' : 'primary'}
        aria-pressed={pressed}
        aria-disabled={!allowed}
        aria-describedby={allowed ? undefined : `missing-${act.name}`}
        onClick={() => allowed && onPress()}
        sx={allowed ? undefined : { opacity: 0.75 }}
      >
        {act.verb}
      </Button>
      {!allowed && (
        <Typography
          id={`missing-${act.name}`}
          variant="caption"
          sx={{ display: 'block', color: 'text.secondary', maxWidth: 190 }}
        >
          {blocked}
        </Typography>
      )}
    </Box>
  )
}
