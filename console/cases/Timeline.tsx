import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { Case, Progress } from '../core/dataProvider.ts'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { useFormat } from '../core/useFormat.ts'
import { type Say, useWords } from '../core/words/useWords.ts'

interface Line {
  key: string
  at: string
  text: string
  by?: string
}

// Of what has the same second, what came of what was done stands above it.
const order = ['opened', 'verification', 'closing', 'note', 'step', 'mail']

/** How a caller was proved, step by step, each with its own moment: what was tried first, what lifted it, and who approved or declined it. */
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
    ...(v.declined
      ? [
          line(
            'declined',
            v.declined.at,
            say('desk.progress.declined', { reason: say(`desk.decline.reason.${v.declined.reason}`) }) +
              (v.declined.note ? ` · ${v.declined.note}` : ''),
            v.declined.by,
          ),
        ]
      : []),
    ...(v.approval ? [line('approved', v.approval.at, say('desk.progress.approved'), v.approval.by)] : []),
  ]
}

function linesOf(supportCase: Case, progress: Progress, say: Say): Line[] {
  const noted = (kind: string, text: string) =>
    kind === 'note'
      ? text
      : text === ''
        ? say.of('desk.note', kind)
        : `${say.of('desk.note', kind)}: ${say.of('desk.reason', text)}`
  const { id, openedAt, openedBy, channel, closedAt, cause, outcome } = supportCase
  // What it was closed with is its own until it is reopened. Of one that was merged the other case tells.
  const closed = closedAt && !supportCase.mergedInto ? [{ id, at: closedAt, cause, outcome }] : []
  const lines: Line[] = [
    {
      key: 'opened',
      at: openedAt,
      by: openedBy,
      text: say('desk.progress.opened', { way: say.of('desk.caseChannel', channel) }),
    },
    ...supportCase.merged.map((one) => ({
      key: `opened ${one.id}`,
      at: one.openedAt,
      text: say('desk.case.alsoHere', { number: one.number }),
    })),
    ...supportCase.verifications.flatMap((v) => provingLines(v, say)),
    ...supportCase.notes.map((n) => ({
      key: `note ${n.id}`,
      at: n.at,
      by: n.by,
      text:
        noted(n.kind, n.text) +
        (n.inCase === null ? '' : ` · ${say('desk.case.inCase', { number: n.inCase })}`),
    })),
    ...[...supportCase.closings, ...closed].map((c) => ({
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
  ]
  return oncePerRun(
    lines.sort((a, b) => secondOf(b).localeCompare(secondOf(a)) || rank(b) - rank(a)),
    say,
  )
}

/** What happened to the login again and again, with nothing else between, is one line: when last, and how often. */
function oncePerRun(lines: readonly Line[], say: Say): Line[] {
  const runs: (Line & { times: number })[] = []
  for (const line of lines) {
    const last = runs.at(-1)
    if (last && last.text === line.text && last.key.startsWith('step') && line.key.startsWith('step'))
      last.times++
    else runs.push({ ...line, times: 1 })
  }
  return runs.map(({ times, ...line }) =>
    times === 1 ? line : { ...line, text: `${line.text} · ${say('desk.progress.times', { times })}` },
  )
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

/** What was done and what happened since the call began, the newest first; the sign-in appears as it happens. */
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
      {progress.cut && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {say('desk.progress.cut')}
        </Typography>
      )}
    </Panel>
  )
}
