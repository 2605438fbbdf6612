import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { DataTable } from 'react-admin'
import { useAct } from '../core/acts.ts'
import type { Breach } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { AskAct } from '../core/form/AskAct.tsx'
import { Panel } from '../core/Panel.tsx'
import { notPrinted } from '../core/print.ts'
import { RowTable } from '../core/RowTable.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Empty } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import type { PartOfBreach } from './BreachFacts.tsx'
import { DaysLeft } from './BreachList.tsx'

/** What the law asks about it, until when, and how many people it is still to be done for. */
export function BreachDuties({ breach }: Pick<PartOfBreach, 'breach'>) {
  const say = useWords()
  const { date, number } = useFormat()
  return (
    <Panel title={say('desk.breach.duties')}>
      {breach.duties.length === 0 && <Typography>{say('desk.breach.nothingDue')}</Typography>}
      <Box component="ul" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 0.75 }}>
        {breach.duties.map((one) => (
          <li key={one.duty + (one.residence ?? '')}>
            <strong>
              {one.residence
                ? say('desk.breach.dutyOf', { residence: one.residence })
                : say(`desk.breachDuty.${one.duty}`)}
            </strong>{' '}
            {one.doneOn ? (
              <StateChip tone="good">
                {say('desk.breach.dutyDone', { day: date(one.doneOn, 'medium') })}
              </StateChip>
            ) : (
              <DaysLeft day={one.dueOn} left={one.daysLeft} />
            )}
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {one.left > 0
                ? say('desk.breach.dutyLeft', { left: number(one.left), people: number(one.people) })
                : say('desk.breach.dutyPeople', { smart_count: one.people })}
            </Typography>
          </li>
        ))}
      </Box>
    </Panel>
  )
}

type Affected = Breach['affected'][number]

/** As much as the register holds of a recipient. */
const mostRecipient = 200

/** Whom it affects, those first who were not notified yet. */
export function BreachPeople({ breach, onChanged }: PartOfBreach) {
  const say = useWords()
  const { date, number } = useFormat()
  const add = useAct('breach.people-added')
  const remove = useAct('breach.person-removed')
  const record = useAct('breach.notice-recorded')
  const enter = useAct('breach.disclosures-entered')
  const { id, version, affected } = breach
  const of = { params: { id }, onDone: onChanged, onStale: onChanged }
  const all = breach.people - breach.others
  const telling = breach.status === 'concluded' && breach.outcome === 'breach'
  return (
    <Panel title={say('desk.breach.affected')}>
      {all > affected.length && (
        <Typography>
          {say('desk.breach.shownOf', { shown: number(affected.length), all: number(all) })}
        </Typography>
      )}
      <RowTable<Affected>
        resource="breach-people"
        label={say('desk.breach.affected')}
        rows={affected}
        empty={<Empty title={say('desk.breach.noAffected')} />}
      >
        <DataTable.Col<Affected>
          disableSort
          label={say('desk.breach.patient')}
          render={(row) => (
            <>
              {row.name} · {row.mrn}
            </>
          )}
        />
        <DataTable.Col<Affected>
          disableSort
          label={say('desk.breach.residence')}
          render={(row) => row.residence ?? '–'}
        />
        <DataTable.Col<Affected>
          disableSort
          label={say('desk.breach.notified')}
          render={(row) =>
            row.toldOn ? (
              date(row.toldOn, 'medium')
            ) : (
              <StateChip tone="waits">{say(`desk.breachTold.${row.told}`)}</StateChip>
            )
          }
        />
        <DataTable.Col<Affected>
          disableSort
          label=""
          render={(row) => (
            <>
              {breach.status === 'open' && (
                <AskAct
                  {...of}
                  label={say('desk.breach.remove')}
                  title={say('desk.breach.remove')}
                  about={row.name}
                  act={remove}
                  given={{ version, patientId: row.id }}
                />
              )}
              {telling && (
                <AskAct
                  {...of}
                  label={say('desk.breach.recordFor')}
                  title={`${say('desk.breach.recordFor')}: ${row.name}`}
                  about={row.name}
                  act={record}
                  given={{ version, patientId: row.id }}
                  fields={{
                    method: { label: say('desk.breach.method'), of: 'desk.noticeMethod' },
                    recipient: { label: say('desk.breach.recipient') },
                    on: { label: say('desk.breach.on') },
                    agreedOn: { label: say('desk.breach.agreedOn') },
                  }}
                />
              )}
            </>
          )}
        />
      </RowTable>
      {telling && enter && breach.toEnter > 0 && (
        <Box sx={{ mt: 1.5, ...notPrinted }}>
          <Typography variant="body2">
            {say('desk.breach.enterHelp', { smart_count: breach.toEnter, n: number(breach.toEnter) })}
          </Typography>
          <AskAct
            {...of}
            label={say('desk.breach.enter')}
            title={say('desk.breach.enter')}
            act={enter}
            given={{ version }}
            defaults={{
              recipient: breach.assessment?.recipient.text.slice(0, mostRecipient) ?? '',
              description: breach.dataKinds.map((kind) => say(`desk.breachData.${kind}`)).join(', '),
            }}
            fields={{
              recipient: { label: say('desk.breach.disclosedTo') },
              recipientAddress: { label: say('desk.breach.disclosedAddress') },
              description: { label: say('desk.breach.disclosedWhat') },
            }}
          />
        </Box>
      )}
      <Box sx={{ mt: 1.5, ...notPrinted }}>
        <ActForm
          {...of}
          act={add}
          given={{ version }}
          fields={{ mrns: { label: say('desk.breach.mrns') } }}
          quiet
        />
      </Box>
    </Panel>
  )
}
