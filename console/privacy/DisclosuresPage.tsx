import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import MenuItem from '@mui/material/MenuItem'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useParams } from 'react-router'
import { disclosurePurposes } from '../../api/privacy/lists.ts'
import type { Accounting } from '../../api/privacy/schema.ts'
import { get, post } from '../core/http.ts'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { notPrinted } from '../core/print.ts'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useWords } from '../core/words/useWords.ts'
import type { NameIn } from '../words.ts'

type Entry = Accounting['disclosures'][number]

/** The register of disclosures of a patient, and the accounting the patient may ask for. */
export default function DisclosuresPage() {
  const { id } = useParams() as { id: string }
  const translate = useWords()
  const [withdrawing, setWithdrawing] = useState<Entry>()
  const { data, error, refetch } = useQuery({
    queryKey: ['disclosures', id],
    queryFn: () => get<Accounting>(`/patients/${id}/disclosures`),
  })
  if (error) return <Failed error={error} retry={() => refetch()} />
  if (!data) return <Waiting lines={8} />
  return (
    <Box sx={{ display: 'grid', gap: 2, maxWidth: 1100 }}>
      <Box>
        <PageHead
          tab="desk.disclosure.title"
          title={translate('desk.disclosure.of', { name: data.patient.name })}
        />
        <Typography sx={{ color: 'text.secondary' }}>
          MRN {data.patient.mrn} · {translate('desk.disclosure.span', { from: data.from, to: data.to })}
        </Typography>
        <Typography variant="body2">{translate('desk.disclosure.about')}</Typography>
      </Box>
      {data.disclosures.length === 0 ? (
        <Empty title={translate('desk.disclosure.none')} />
      ) : (
        <Table size="small">
          <TableHead>
            <TableRow>
              {(['disclosedOn', 'recipient', 'description', 'purpose'] as const).map((name) => (
                <TableCell key={name}>{translate(`desk.disclosure.${name}`)}</TableCell>
              ))}
              <TableCell sx={notPrinted}>{translate('desk.disclosure.entry')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {data.disclosures.map((entry) => (
              <TableRow
                key={entry.id}
                sx={entry.withdrawnAt ? { '@media print': { display: 'none' } } : undefined}
              >
                <TableCell
                  sx={{ whiteSpace: 'nowrap', textDecoration: entry.withdrawnAt ? 'line-through' : 'none' }}
                >
                  {entry.disclosedOn}
                  {entry.lastOn && ` – ${entry.lastOn} (${entry.times} ×)`}
                </TableCell>
                <TableCell>
                  {entry.recipient}
                  <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                    {entry.recipientAddress}
                  </Typography>
                </TableCell>
                <TableCell>{entry.description}</TableCell>
                <TableCell>{translate.of('desk.disclosurePurpose', entry.purpose)}</TableCell>
                <TableCell sx={notPrinted}>
                  {entry.withdrawnAt ? (
                    translate('desk.disclosure.withdrawn', { reason: entry.withdrawnReason })
                  ) : (
                    <Button size="small" onClick={() => setWithdrawing(entry)}>
                      {translate('desk.disclosure.withdraw')}
                    </Button>
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      <Box sx={notPrinted}>
        <Button variant="outlined" onClick={() => window.print()}>
          {translate('desk.report.print')}
        </Button>
      </Box>
      <Box sx={notPrinted}>
        <Panel title={translate('desk.disclosure.add')}>
          <AddForm patientId={id} onAdded={() => refetch()} />
        </Panel>
      </Box>
      {withdrawing && (
        <Withdraw
          entry={withdrawing}
          onDone={async () => {
            setWithdrawing(undefined)
            await refetch()
          }}
          onClose={() => setWithdrawing(undefined)}
        />
      )}
    </Box>
  )
}

function AddForm({ patientId, onAdded }: { patientId: string; onAdded: () => void }) {
  const translate = useWords()
  const { busy, error, attempt } = useAttempt()
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const given = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''))
    return attempt(async (once) => {
      await post(`/patients/${patientId}/disclosures`, { ...given, times: Number(given.times ?? 1) }, once)
      form.reset()
      onAdded()
    })
  }
  const label = (name: NameIn<'desk.disclosure'>) => translate(`desk.disclosure.${name}`)
  const shrink = { inputLabel: { shrink: true } }
  return (
    <Box component="form" onSubmit={add} sx={{ display: 'grid', gap: 1.5 }}>
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))' }}>
        <TextField name="disclosedOn" type="date" required label={label('disclosedOn')} slotProps={shrink} />
        <TextField name="lastOn" type="date" label={label('lastOn')} slotProps={shrink} />
        <TextField name="times" type="number" defaultValue={1} label={label('times')} />
        <TextField select name="purpose" required defaultValue="" label={label('purpose')}>
          {disclosurePurposes.map((id) => (
            <MenuItem key={id} value={id}>
              {translate.of('desk.disclosurePurpose', id)}
            </MenuItem>
          ))}
        </TextField>
        <TextField name="recipient" required label={label('recipient')} />
        <TextField name="recipientAddress" label={label('recipientAddress')} />
      </Box>
      <TextField name="description" required multiline minRows={2} label={label('description')} />
      {error !== undefined && <Failed error={error} />}
      <Button type="submit" variant="contained" disabled={busy} sx={{ justifySelf: 'start' }}>
        {label('add')}
      </Button>
    </Box>
  )
}

function Withdraw({
  entry,
  onDone,
  onClose,
}: {
  entry: Entry
  onDone: () => Promise<void>
  onClose: () => void
}) {
  const translate = useWords()
  const { busy, error, attempt } = useAttempt()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const reason = String(new FormData(event.currentTarget).get('reason'))
    return attempt(async (once) => {
      await post(`/disclosures/${entry.id}/withdraw`, { reason }, once)
      await onDone()
    })
  }
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="withdraw-title">
      <form onSubmit={submit}>
        <DialogTitle id="withdraw-title">{translate('desk.disclosure.withdraw')}</DialogTitle>
        <DialogContent>
          <Typography sx={{ mb: 2 }}>
            {entry.disclosedOn} · {entry.recipient}
          </Typography>
          <TextField name="reason" required autoFocus label={translate('desk.disclosure.withdrawReason')} />
          {error !== undefined && <Failed error={error} />}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={busy}>
            {translate('desk.disclosure.withdraw')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
