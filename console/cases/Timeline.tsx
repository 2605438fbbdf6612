import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { Case, Progress } from '../core/dataProvider.ts'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { Empty } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { type Say, useWords } from '../core/words/useWords.ts'

interface Line {
  key: string
  at: string
  text: string
  by?: string
}

// Of what has the same second, what was done stands before what came of it.
const order = ['verification', 'closing', 'note', 'step', 'mail']

/** How a caller was proved, step by step, each with its own moment: what was tried first, what lifted it, and who approved it. */
function provingLines(v: Case['verifications'][number], say: Say): Line[] {
  const line = (step: string, at: string, text: string, by?: string): Line => ({
    key: `verification ${v.id} ${step}`,
    at,
    text,
    ...(by !== undefined && { by }),
  })
  const tried = v.inPerson
    ? say('desk.progress.seen')
    : v.proofing
      ? say('desk.progress.proofing')
      : say(v.tier === 'T0' ? 'desk.progress.notProven' : 'desk.progress.proven', {
          caller: say.of('desk.caller', v.caller),
          level: 1,
        })
  const came = v.proofing?.state === 'failed' ? 'desk.progress.cameBackFailed' : 'desk.progress.cameBack'
  return [
    line('tried', v.at, tried, v.by),
    ...(v.raised ? [line('raised', v.raised.at, say(`desk.progress.raised.${v.raised.by}`))] : []),
    ...(v.cameBackAt ? [line('came back', v.cameBackAt, say(came))] : []),
    ...(v.approval ? [line('approved', v.approval.at, say('desk.progress.approved'), v.approval.by)] : []),
  ]
}

function linesOf(supportCase: Case, progress: Progress, say: Say): Line[] {
  const noted = (kind: string, text: string) =>
    kind === 'note' ? text : `${say.of('desk.note', kind)}: ${say.of('desk.reason', text)}`
  return [
    ...supportCase.verifications.flatMap((v) => provingLines(v, say)),
    ...supportCase.notes.map((n) => ({
      key: `note ${n.id}`,
      at: n.at,
      by: n.by,
      text:
        noted(n.kind, n.text) +
        (n.inCase === null ? '' : ` · ${say('desk.case.inCase', { number: n.inCase })}`),
    })),
    ...supportCase.closings.map((c) => ({
      key: `closing ${c.id}`,
      at: c.at,
      text: say('desk.progress.closed', {
        cause: say.of('desk.cause', c.cause ?? 'other'),
        outcome: say.of('desk.outcome', c.outcome ?? 'explained'),
      }),
    })),
    ...progress.steps
      .filter((s) => !saidBy(s, supportCase.notes))
      .map((s) => ({
        key: `step ${s.at} ${s.kind}`,
        at: s.at,
        text: say.of('desk.event', s.kind),
      })),
    ...progress.mails.map((m) => ({
      key: `mail ${m.id}`,
      at: m.at,
      text: `${say.of('desk.template', m.template)}, ${say(`desk.way.${m.channel}`)}: ${say.of('desk.mail', m.status)}${m.lastError ? ` (${m.lastError})` : ''}`,
    })),
  ].sort((a, b) => secondOf(a).localeCompare(secondOf(b)) || rank(a) - rank(b))
}

/**
 * Whether a line of the login's history is what a note says already: an act of the desk leaves both in one moment, and their names
 * share a word (`unlock`, `unlocked`). What the patient did in that second shares none.
 */
const saidBy = (step: Progress['steps'][number], notes: Case['notes']): boolean =>
  notes.some(
    ({ kind, at }) =>
      kind !== 'note' &&
      at.slice(0, 19) === step.at.slice(0, 19) &&
      kind
        .split('-')
        .some((word) => word.length > 4 && step.kind.split('-').some((other) => other.startsWith(word))),
  )

const secondOf = ({ at }: Line) => at.slice(0, 19)
const rank = ({ key }: Line) => order.indexOf(key.split(' ')[0]!)

/** What was done and what happened since the call began, the newest last; the sign-in appears as it happens. */
export function Timeline({ supportCase, progress }: { supportCase: Case; progress: Progress }) {
  const say = useWords()
  const format = useFormat()
  const lines = linesOf(supportCase, progress, say)
  return (
    <Panel title={say('desk.progress.title')}>
      <Box role="status">
        {progress.signedInSinceOpened && (
          <Alert severity="success" sx={{ mb: 1 }}>
            {say('desk.progress.signedIn')} <Moment at={progress.lastSignInAt} />
          </Alert>
        )}
      </Box>
      {lines.length === 0 ? (
        <Empty title={say('desk.progress.none')} />
      ) : (
        <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {lines.map((line, i) => (
            <Box component="li" key={line.key}>
              {format.day(line.at) !== (lines[i - 1] && format.day(lines[i - 1]!.at)) && (
                <Typography variant="caption" sx={{ color: 'text.secondary', display: 'block', mt: 0.5 }}>
                  {format.day(line.at)}
                </Typography>
              )}
              <Typography variant="body2" sx={{ py: 0.25, overflowWrap: 'anywhere' }}>
                <Box
                  component="span"
                  sx={{ color: 'text.secondary', mr: 1, fontVariantNumeric: 'tabular-nums' }}
                >
                  <Moment at={line.at} as="clock" />
                </Box>
                {line.text}
                {line.by && (
                  <Box component="span" sx={{ color: 'text.secondary' }}>
                    {' '}
                    ({line.by})
                  </Box>
                )}
              </Typography>
            </Box>
          ))}
        </Box>
      )}
    </Panel>
  )
}
