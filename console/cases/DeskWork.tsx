import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { DataTable } from 'react-admin'
import { Link } from 'react-router'
import { useDesk, type DeskWork as Work } from '../core/dataProvider.ts'
import { Moment } from '../core/Moment.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { RowTable } from '../core/RowTable.tsx'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'

type Share = Work['shares']['urgent']
type Person = Work['people'][number]
type Queue = Work['queues'][number] & { id: string }

const everyMs = 30_000

/** The supervisor's page: who works on what now, what waits where, and how calls went, each count with its denominator. */
export default function DeskWork() {
  const desk = useDesk()
  const { data, error, refetch } = useQuery({
    queryKey: ['desk-work'],
    queryFn: () => desk.showWork(),
    refetchInterval: everyMs,
  })
  return (
    <>
      <PageHead tab="desk.work.title" />
      {error && !data ? (
        <Failed error={error} retry={refetch} />
      ) : data ? (
        <>
          <Queues queues={data.queues} />
          <People work={data} />
          <Shares work={data} />
        </>
      ) : (
        <Waiting lines={8} />
      )}
    </>
  )
}

function Queues({ queues }: { queues: Work['queues'] }) {
  const say = useWords()
  const wide = useWide()
  const rows = queues
    .map((one): Queue => ({ ...one, id: one.queue ?? 'desk' }))
    .sort((a, b) => a.oldest.localeCompare(b.oldest))
  return (
    <Panel title={say('desk.work.queues')} sx={{ ...below, mt: 1 }}>
      <RowTable<Queue>
        resource="queues"
        rows={rows}
        label={say('desk.work.queues')}
        empty={<Empty title={say('desk.work.noQueues')} />}
      >
        <DataTable.Col<Queue>
          label={say('desk.work.queue')}
          render={({ queue }) => (
            <Link to={`/cases?${new URLSearchParams({ filter: JSON.stringify(filterOf(queue)) })}`}>
              {queue ? say.of('desk.queue', queue) : say('desk.work.desk')}
            </Link>
          )}
        />
        <DataTable.NumberCol<Queue> source="open" label={say('desk.work.open')} disableSort />
        {wide && (
          <DataTable.NumberCol<Queue> source="unassigned" label={say('desk.case.unassigned')} disableSort />
        )}
        <DataTable.NumberCol<Queue> source="late" label={say('desk.work.late')} disableSort />
        {wide && (
          <DataTable.Col<Queue>
            label={say('desk.work.oldest')}
            render={({ oldest }) => <Moment at={oldest} as="relative" />}
          />
        )}
      </RowTable>
    </Panel>
  )
}

const filterOf = (queue: string | null) =>
  queue ? { escalatedTo: queue, unresolved: true } : { status: 'open' }

/** By name: an order by a share of a few calls would rank people by chance. */
function People({ work }: { work: Work }) {
  const say = useWords()
  const wide = useWide()
  const { number } = useFormat()
  return (
    <Panel title={say('desk.work.people')} sx={below}>
      <RowTable<Person>
        resource="staff"
        rows={work.people}
        label={say('desk.work.people')}
        empty={<Empty title={say('desk.work.nobody')} />}
      >
        <DataTable.Col<Person>
          label={say('desk.work.name')}
          render={({ name, role }) => (
            <Box sx={{ minWidth: 110 }}>
              {name}
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {say(`desk.role.${role}`)}
              </Typography>
            </Box>
          )}
        />
        <DataTable.Col<Person>
          label={say('desk.work.open')}
          sx={{ textAlign: 'right' }}
          render={({ id, name, open }) =>
            open === 0 ? (
              number(0)
            ) : (
              <Link
                to={`/cases?${new URLSearchParams({ filter: JSON.stringify({ assignedTo: id, unresolved: true }) })}`}
                aria-label={say('desk.work.casesOf', { name, count: number(open) })}
              >
                {number(open)}
              </Link>
            )
          }
        />
        {wide && <DataTable.NumberCol<Person> source="urgent" label={say('desk.work.urgent')} disableSort />}
        <DataTable.NumberCol<Person> source="late" label={say('desk.work.late')} disableSort />
        {wide && (
          <DataTable.Col<Person>
            label={say('desk.work.lastSeen')}
            render={({ lastSeenAt }) =>
              lastSeenAt ? <Moment at={lastSeenAt} as="relative" /> : say('desk.work.notSeen')
            }
          />
        )}
        {wide && (
          <DataTable.Col<Person>
            label={say('desk.work.closed', { days: work.days })}
            render={({ closed, opened }) =>
              say('desk.work.of', { count: number(closed), of: number(opened) })
            }
          />
        )}
        {wide && (
          <DataTable.Col<Person>
            label={say('desk.work.firstContact')}
            render={({ firstContact }) => <ShareText share={firstContact} brief />}
          />
        )}
        {wide && (
          <DataTable.Col<Person>
            label={say('desk.work.reopened')}
            render={({ reopened }) => <ShareText share={reopened} brief />}
          />
        )}
        {wide && (
          <DataTable.Col<Person>
            label={say('desk.work.quality')}
            render={({ quality }) => <ShareText share={quality} brief />}
          />
        )}
        {wide && (
          <DataTable.Col<Person>
            label={say('desk.work.notVerified')}
            render={({ notVerified }) => <ShareText share={notVerified} brief />}
          />
        )}
      </RowTable>
      <Typography variant="body2" sx={{ mt: 1, color: 'text.secondary' }}>
        {say('desk.work.byName', { smallest: work.smallest, days: work.days })}
      </Typography>
    </Panel>
  )
}

function Shares({ work }: { work: Work }) {
  const say = useWords()
  const names = [
    'firstContact',
    'reopened',
    'notVerified',
    'urgent',
    'approved',
    'declined',
    'emergency',
    'quality',
  ] as const
  const rows = [
    ...names.map((name) => ({
      id: name as string,
      title: say(`desk.work.${name}`),
      means: say(`desk.work.means.${name}`, { smart_count: work.settledDays, days: work.settledDays }),
      share: work.shares[name],
    })),
    ...work.questions.map(({ question, share }) => ({
      id: question as string,
      title: say(`desk.question.${question}`),
      means: say('desk.work.means.question'),
      share,
    })),
  ]
  type Row = (typeof rows)[number]
  return (
    <Panel title={say('desk.work.shares', { days: work.days })}>
      <RowTable<Row> resource="shares" rows={rows} label={say('desk.work.shares', { days: work.days })}>
        <DataTable.Col<Row>
          label={say('desk.work.what')}
          render={({ title, means }) => (
            <>
              {title}
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {means}
              </Typography>
            </>
          )}
        />
        <DataTable.Col<Row>
          label={say('desk.work.share')}
          render={({ share }) => <ShareText share={share} />}
        />
      </RowTable>
    </Panel>
  )
}

/**
 * “31 of 40: 78 %”, with where the share lies by 95 %; of too few calls the counts alone.
 * @param brief beside others of its kind, below which it is said what the intervals are and when there is none
 */
function ShareText({ share: { count, of, low, high }, brief }: { share: Share; brief?: boolean }) {
  const say = useWords()
  const { number, percent } = useFormat()
  const counts = say('desk.work.of', { count: number(count), of: number(of) })
  if (low === null || high === null) return brief ? counts : `${counts} · ${say('desk.work.tooFew')}`
  return (
    <Box sx={brief ? { whiteSpace: 'nowrap' } : undefined}>
      {counts} · {percent(count / of)}
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {say(brief ? 'desk.work.range' : 'desk.work.between', { low: percent(low), high: percent(high) })}
      </Typography>
    </Box>
  )
}

const below = { mb: 2 } as const
