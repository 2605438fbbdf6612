import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useNavigate, useParams } from 'react-router'
import { useAct } from '../core/acts.ts'
import { type Accounting, useDesk } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { AskAct } from '../core/form/AskAct.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { notPrinted } from '../core/print.ts'
import { Failed, Waiting } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useReading } from '../core/useReading.ts'
import { useWords } from '../core/words/useWords.ts'
import { DisclosureTable } from './DisclosureTable.tsx'

/** The register of disclosures of a patient, and the accounting the patient may ask for. */
export default function DisclosureList() {
  const { id } = useParams() as { id: string }
  return <DisclosuresPage patientId={id} />
}

export function DisclosuresPage({ patientId }: { patientId: string }) {
  const desk = useDesk()
  const say = useWords()
  const { data, error, refresh } = useReading(['disclosures', patientId], (how) =>
    desk.accountForPatient(patientId, how),
  )
  if (error)
    return (
      <>
        <PageHead tab="desk.disclosure.title" />
        <Failed error={error} retry={() => refresh()} />
      </>
    )
  if (!data)
    return (
      <>
        <PageHead tab="desk.disclosure.title" />
        <Waiting lines={8} />
      </>
    )
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Head accounting={data} />
      <Panel title={say('desk.disclosure.register')}>
        <DisclosureTable entries={data.disclosures} onChanged={() => refresh()} />
      </Panel>
      <Add patientId={patientId} onAdded={() => refresh()} />
      <AskFor patientId={patientId} />
    </Box>
  )
}

function Head({ accounting: { patient, from, to } }: { accounting: Accounting }) {
  const say = useWords()
  const { date } = useFormat()
  return (
    <Box>
      <PageHead
        tab="desk.disclosure.title"
        title={say('desk.disclosure.of', { name: patient.name })}
        action={
          <Button variant="outlined" onClick={() => window.print()}>
            {say('desk.report.print')}
          </Button>
        }
      />
      <Typography sx={{ color: 'text.secondary' }}>
        {say('desk.patient.mrn')} {patient.mrn} ·{' '}
        {say('desk.disclosure.span', { from: date(from), to: date(to) })}
      </Typography>
      <Typography variant="body2">{say('desk.disclosure.about')}</Typography>
    </Box>
  )
}

/** Enters that the patient asked for what this page shows. */
function AskFor({ patientId }: { patientId: string }) {
  const say = useWords()
  const go = useNavigate()
  return (
    <Box sx={notPrinted}>
      <AskAct
        label={say('desk.accounting.enter')}
        title={say('desk.accounting.enter')}
        act={useAct('accounting.requested')}
        params={{ id: patientId }}
        fields={{
          receivedOn: { label: say('desk.accounting.receivedOn') },
          from: { label: say('desk.accounting.from'), quiet: true },
          to: { label: say('desk.accounting.to'), quiet: true },
        }}
        onDone={() => go('/accounting-requests')}
      />
    </Box>
  )
}

const once = { times: 1 }

function Add({ patientId, onAdded }: { patientId: string; onAdded: () => void }) {
  const say = useWords()
  const act = useAct('disclosure.recorded')
  if (!act) return null
  return (
    <Panel title={say('desk.disclosure.add')} sx={notPrinted}>
      <ActForm
        act={act}
        params={{ id: patientId }}
        defaults={once}
        fields={{
          disclosedOn: { label: say('desk.disclosure.disclosedOn') },
          lastOn: { label: say('desk.disclosure.lastOn'), quiet: true },
          times: { label: say('desk.disclosure.times'), quiet: true },
          recipient: { label: say('desk.disclosure.recipient') },
          recipientAddress: { label: say('desk.disclosure.recipientAddress') },
          description: { label: say('desk.disclosure.description') },
          purpose: { label: say('desk.disclosure.purpose'), of: 'desk.disclosurePurpose' },
        }}
        verb={say('desk.disclosure.add')}
        grid
        onDone={onAdded}
      />
    </Panel>
  )
}
