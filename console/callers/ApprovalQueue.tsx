import Typography from '@mui/material/Typography'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { DataTable } from 'react-admin'
import { Link } from 'react-router'
import { type ApprovalRow, useDesk } from '../core/dataProvider.ts'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { RowTable } from '../core/RowTable.tsx'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useWide } from '../core/useWide.ts'
import { type Say, useWords } from '../core/words/useWords.ts'
import { DecideApproval } from './DecideApproval.tsx'
import { useApprovalCount } from './useApprovalsWaiting.ts'

/**
 * The approvals that wait for a second person, each with what it rests on, decided here by the act itself. Looking at them
 * is recorded, so they are read anew only when the count says that there are others.
 */
export function ApprovalQueue() {
  const say = useWords()
  const desk = useDesk()
  const wide = useWide()
  const now = useApprovalCount()
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['approvals'],
    queryFn: () =>
      desk.getList<ApprovalRow>('approvals', {
        pagination: { page: 1, perPage: 50 },
        sort: { field: 'expiresAt', order: 'ASC' },
        filter: {},
      }),
    refetchOnWindowFocus: false,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew when others wait than before
  useEffect(() => {
    if (data) refetch()
  }, [now?.of])
  const decided = () => {
    refetch()
    // The badge of the menu tells of no approval any more that was decided here.
    queries.invalidateQueries({ queryKey: ['approvals-waiting'] })
  }
  if (error)
    return (
      <Panel title={say('desk.approvals.title')}>
        <Failed error={error} retry={refetch} />
      </Panel>
    )
  return (
    <Panel title={say('desk.approvals.title')}>
      {!data ? (
        <Waiting lines={2} />
      ) : (
        <RowTable<ApprovalRow>
          resource="approvals"
          rows={data.data}
          label={say('desk.approvals.title')}
          empty={<Empty title={say('desk.approvals.none')}>{say('desk.approvals.noneHelp')}</Empty>}
        >
          <DataTable.Col<ApprovalRow>
            label={say('desk.case.patient')}
            render={(one) => (
              <>
                <Link to={`/patients/${one.patientId}/show?case=${one.caseId}`}>{one.patientName}</Link>
                <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                  {say('desk.case.one', { number: one.caseNumber })} · {say.of('desk.category', one.category)}
                </Typography>
                <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
                  {one.summary}
                </Typography>
              </>
            )}
          />
          <DataTable.Col<ApprovalRow>
            label={say('desk.approvals.evidence')}
            render={(one) => (
              <>
                <Typography variant="body2">{evidence(one, say)}</Typography>
                <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                  {one.matched.length > 0
                    ? say('desk.approvals.matched', {
                        factors: one.matched.map((factor) => say.of('desk.factor', factor)).join(', '),
                      })
                    : say('desk.approvals.nothingMatched')}
                </Typography>
                {one.declined.map(({ at, by, reason }) => (
                  <Typography key={at} variant="body2" color="error">
                    {say('desk.decline.before', { name: by, reason: say(`desk.decline.reason.${reason}`) })}
                  </Typography>
                ))}
              </>
            )}
          />
          {wide && (
            <DataTable.Col<ApprovalRow>
              label={say('desk.approvals.askedBy')}
              render={(one) => (
                <>
                  {one.askedBy}
                  <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                    <Moment at={one.askedAt} as="relative" />
                  </Typography>
                </>
              )}
            />
          )}
          {wide && (
            <DataTable.Col<ApprovalRow>
              label={say('desk.approvals.until')}
              render={(one) => <Moment at={one.expiresAt} as="relative" />}
            />
          )}
          <DataTable.Col<ApprovalRow>
            label={say('desk.approvals.decide')}
            render={(one) =>
              one.yours ? (
                say('desk.approvals.yours')
              ) : (
                <DecideApproval id={one.id} about={one.patientName} onDecided={decided} />
              )
            }
          />
        </RowTable>
      )}
    </Panel>
  )
}

const evidence = ({ document, caller }: ApprovalRow, say: Say) =>
  document
    ? say('desk.approvals.document', {
        document: say.of('desk.document', document),
        caller: say.of('desk.caller', caller),
      })
    : say('desk.approvals.proofed', { caller: say.of('desk.caller', caller) })
