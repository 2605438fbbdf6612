import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { DataTable } from 'react-admin'
import { useAct } from '../core/acts.ts'
import type { Accounting } from '../core/dataProvider.ts'
import { ActDialog } from '../core/form/ActDialog.tsx'
import { AskAct } from '../core/form/AskAct.tsx'
import { notPrinted } from '../core/print.ts'
import { RowTable } from '../core/RowTable.tsx'
import { Empty } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'

type Entry = Accounting['disclosures'][number]

const agencies = ['health-oversight', 'law-enforcement']
const isSuspended = ({ suspendedUntil }: Entry) => suspendedUntil !== null

/** The entries of the register; one that was withdrawn stays, struck out, and is not printed for the patient. */
export function DisclosureTable({ entries, onChanged }: { entries: Entry[]; onChanged: () => void }) {
  const say = useWords()
  const { date } = useFormat()
  const wide = useWide()
  const withdraw = useAct('disclosure.withdrawn')
  const suspend = useAct('disclosure.suspended')
  const [withdrawing, setWithdrawing] = useState<Entry>()
  return (
    <>
      <RowTable<Entry>
        resource="disclosures"
        rows={entries}
        label={say('desk.disclosure.register')}
        empty={<Empty title={say('desk.disclosure.none')}>{say('desk.disclosure.noneHelp')}</Empty>}
        rowSx={(entry) => (entry.withdrawnAt || isSuspended(entry) ? notPrinted : {})}
      >
        <DataTable.Col<Entry>
          label={say('desk.disclosure.disclosedOn')}
          render={(entry) => <When entry={entry} />}
        />
        <DataTable.Col<Entry>
          label={say('desk.disclosure.recipient')}
          render={(entry) => (
            <>
              {entry.recipient}
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {entry.recipientAddress}
              </Typography>
            </>
          )}
        />
        {wide && (
          <DataTable.Col<Entry> source="description" label={say('desk.disclosure.description')} disableSort />
        )}
        {wide && (
          <DataTable.Col<Entry>
            label={say('desk.disclosure.purpose')}
            render={(entry) => say.of('desk.disclosurePurpose', entry.purpose)}
          />
        )}
        <DataTable.Col<Entry>
          label={say('desk.disclosure.entry')}
          sx={notPrinted}
          render={(entry) =>
            entry.withdrawnAt ? (
              say('desk.disclosure.withdrawn', { reason: entry.withdrawnReason })
            ) : (
              <>
                {isSuspended(entry) && say('desk.accounting.suspended', { day: date(entry.suspendedUntil!) })}
                <Button
                  size="small"
                  onClick={() => setWithdrawing(entry)}
                  aria-label={`${say('desk.disclosure.withdraw')}: ${entry.recipient}`}
                >
                  {say('desk.disclosure.withdraw')}
                </Button>
                {agencies.includes(entry.purpose) && (
                  <AskAct
                    label={say('desk.accounting.suspend')}
                    title={say('desk.accounting.suspend')}
                    act={suspend}
                    params={{ id: entry.id }}
                    fields={{
                      kind: { label: say('desk.accounting.kind'), of: 'desk.suspensionKind' },
                      saidOn: { label: say('desk.accounting.saidOn') },
                      until: { label: say('desk.accounting.until') },
                      official: { label: say('desk.accounting.official') },
                      reason: { label: say('desk.accounting.reason') },
                    }}
                    onDone={onChanged}
                  />
                )}
              </>
            )
          }
        />
      </RowTable>
      {withdrawing && (
        <ActDialog
          title={say('desk.disclosure.withdrawOne')}
          text={`${date(withdrawing.disclosedOn)} · ${withdrawing.recipient}. ${say('desk.disclosure.withdrawHelp')}`}
          act={withdraw}
          params={{ id: withdrawing.id }}
          fields={{ reason: { label: say('desk.disclosure.withdrawReason'), autoFocus: true } }}
          verb={say('desk.disclosure.withdraw')}
          onClose={() => setWithdrawing(undefined)}
          onDone={() => {
            setWithdrawing(undefined)
            onChanged()
          }}
        />
      )}
    </>
  )
}

function When({ entry: { disclosedOn, lastOn, times, withdrawnAt } }: { entry: Entry }) {
  const say = useWords()
  const { date, number } = useFormat()
  return (
    <Box sx={{ textDecoration: withdrawnAt ? 'line-through' : undefined }}>
      {date(disclosedOn, 'medium')}
      {lastOn &&
        ` – ${date(lastOn, 'medium')} (${say('desk.disclosure.timesOf', { smart_count: times, n: number(times) })})`}
    </Box>
  )
}
