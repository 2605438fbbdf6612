import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { DataTable, usePermissions } from 'react-admin'
import { Link } from 'react-router'
import { backupTones } from '../backup/tones.ts'
import { type Posture, useDesk } from '../core/dataProvider.ts'
import { Fact, Facts } from '../core/Fact.tsx'
import { Moment } from '../core/Moment.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { mayOpen } from '../core/places.ts'
import { RowTable } from '../core/RowTable.tsx'
import { StateChip, type Tone } from '../core/StateChip.tsx'
import type { SignedIn } from '../core/session.ts'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'
import { places } from '../places.ts'

type Row = Posture['clauses'][number] & { id: string }

const tones = { kept: 'good', partly: 'waits', elsewhere: 'plain' } as const satisfies Record<string, Tone>
const analysisTones = {
  none: 'waits',
  current: 'good',
  changed: 'waits',
  late: 'wrong',
} as const satisfies Record<string, Tone>

/** What the law asks, clause by clause, and how the measures stand at this moment. */
export default function PosturePage() {
  const say = useWords()
  const desk = useDesk()
  const { data, error, refetch } = useQuery({ queryKey: ['posture'], queryFn: () => desk.posture() })
  return (
    <>
      <PageHead tab="desk.posture.title" />
      <Typography sx={{ maxWidth: 800, my: 1 }}>
        {say('desk.posture.intro')} <code>npm run desk -- evidence</code>.
      </Typography>
      {error ? <Failed error={error} retry={() => refetch()} /> : !data && <Waiting lines={8} />}
      {data && (
        <>
          <Now state={data.state} />
          <Panel title={say('desk.posture.clauses')}>
            {data.clauses.length === 0 ? (
              <Empty title={say('desk.posture.empty')} />
            ) : (
              <Clauses rows={data.clauses.map((one) => ({ ...one, id: one.clause }))} />
            )}
          </Panel>
        </>
      )}
    </>
  )
}

function Now({ state }: { state: Posture['state'] }) {
  const say = useWords()
  const { number } = useFormat()
  const { verifiedOk } = state
  const count = (n: number, bad: number) =>
    bad > 0 ? say('desk.posture.failing', { n: number(n), bad: number(bad) }) : number(n)
  return (
    <Panel title={say('desk.posture.now')} sx={{ mb: 2 }}>
      <Facts>
        <Fact label={say('desk.posture.log')}>
          <StateChip tone={verifiedOk === null ? 'waits' : verifiedOk ? 'good' : 'wrong'}>
            {verifiedOk === null
              ? say('desk.posture.neverVerified')
              : say(verifiedOk ? 'desk.posture.verified' : 'desk.posture.altered')}
          </StateChip>{' '}
          {state.verifiedAt && <Moment at={state.verifiedAt} />}
        </Fact>
        <Fact label={say('desk.posture.protection')}>
          <StateChip tone={state.protectedAsInstalled ? 'good' : 'wrong'}>
            {say(state.protectedAsInstalled ? 'desk.posture.asInstalled' : 'desk.posture.changed')}
          </StateChip>
        </Fact>
        <Fact label={say('desk.posture.anchors')}>{count(state.anchors, state.anchorsFailing)}</Fact>
        <Fact label={say('desk.posture.receivers')}>{count(state.receivers, state.receiversFailing)}</Fact>
        <Fact label={say('desk.posture.backup')}>
          <StateChip tone={backupTones[state.backup]}>{say.of('desk.backup.state', state.backup)}</StateChip>{' '}
          {state.backupAt && <Moment at={state.backupAt} />}
        </Fact>
        <Fact label={say('desk.posture.drill')}>
          <StateChip tone={backupTones[state.drill]}>{say.of('desk.backup.drill', state.drill)}</StateChip>{' '}
          {state.drilledAt && <Moment at={state.drilledAt} />}
        </Fact>
        <Fact label={say('desk.posture.alerts')}>
          {number(state.alertsOpen)} / {number(state.alertsOverdue)}
        </Fact>
        <Fact label={say('desk.posture.risks')}>
          <StateChip tone={analysisTones[state.riskAnalysis]}>
            {say.of('desk.posture.analysis', state.riskAnalysis)}
          </StateChip>{' '}
          {state.risksReviewedAt && (
            <>
              <Moment at={state.risksReviewedAt} />{' '}
              {say('desk.posture.reviewedBy', { who: state.risksReviewedBy })}
            </>
          )}
          {' · '}
          {say('desk.posture.risksNow', {
            smart_count: state.risks,
            n: number(state.risks),
            high: number(state.risksHigh),
          })}{' '}
          · <Page path="/risks" />
        </Fact>
        <Fact label={say('desk.posture.training')}>
          {say('desk.posture.ofStaff', { n: number(state.staffToTrain), all: number(state.staff) })} ·{' '}
          <Page path="/training" />
        </Fact>
      </Facts>
    </Panel>
  )
}

function Clauses({ rows }: { rows: Row[] }) {
  const say = useWords()
  const wide = useWide()
  return (
    <RowTable<Row> resource="posture" rows={rows} label={say('desk.posture.clauses')}>
      {wide && <DataTable.Col<Row> label={say('desk.posture.clause')} render={({ clause }) => clause} />}
      <DataTable.Col<Row>
        label={say('desk.posture.asks')}
        render={(row) => (
          <>
            {!wide && <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{row.clause}</Box>}
            {row.asks}
            {row.gap && (
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {row.gap}
              </Typography>
            )}
            {!wide && <Where row={row} />}
          </>
        )}
      />
      <DataTable.Col<Row>
        label={say('desk.posture.stands')}
        render={({ state }) => (
          <StateChip tone={tones[state]}>{say.of('desk.posture.state', state)}</StateChip>
        )}
      />
      {wide && <DataTable.Col<Row> label={say('desk.posture.where')} render={(row) => <Where row={row} />} />}
    </RowTable>
  )
}

/** Where it is done and what proves it; in full only where somebody asks, since it is for an assessor. */
function Where({ row: { pages, acts, tests, commands } }: { row: Row }) {
  const say = useWords()
  const named = [...acts, ...tests, ...commands.map((one) => `npm run desk -- ${one}`)]
  return (
    <Box sx={{ overflowWrap: 'anywhere' }}>
      {pages.map((path, i) => (
        <span key={path}>
          {i > 0 && ', '}
          <Page path={path} />
        </span>
      ))}
      {named.length > 0 && (
        <details>
          <summary>{say('desk.posture.proof')}</summary>
          {named.map((one) => (
            <Typography key={one} variant="body2">
              {one}
            </Typography>
          ))}
        </details>
      )}
    </Box>
  )
}

/** A page by its title; a link where the reader may open it and it is of no one record. */
function Page({ path }: { path: string }) {
  const say = useWords()
  const { permissions: staff } = usePermissions<SignedIn['staff']>()
  const place = places.find((one) => one.path === path)
  if (!place) return path
  const title = say(place.title)
  const opens = !path.includes(':') && staff && mayOpen(place, staff.permissions)
  return opens ? <Link to={path}>{title}</Link> : title
}
