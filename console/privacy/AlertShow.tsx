import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useGetIdentity, useLocaleState } from 'react-admin'
import { useParams } from 'react-router'
import { needsAssessment } from '../../api/privacy/lists.ts'
import { type Alert as PrivacyAlert, useDesk } from '../core/dataProvider.ts'
import { OtherActs } from '../core/form/OtherActs.tsx'
import { Moment } from '../core/Moment.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Failed, Waiting } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useReading } from '../core/useReading.ts'
import { useWords } from '../core/words/useWords.ts'
import { useSubject } from './AlertTable.tsx'
import { AssessForm } from './AssessForm.tsx'
import { AssignPanel } from './AssignPanel.tsx'
import { Findings } from './Findings.tsx'
import { InquiriesPanel } from './InquiriesPanel.tsx'
import { NotesPanel } from './NotesPanel.tsx'
import { useSanctionFields } from './SanctionList.tsx'
import { SignedReview } from './SignedReview.tsx'
import { SignForm } from './SignForm.tsx'

/** A part of the page that reviews an alert, and tells that it changed it. */
export interface PartOfReview {
  alert: PrivacyAlert
  onChanged: () => void
}

/** Left, what was found and what may explain it; right, the review, to its signature. */
export default function AlertShow() {
  const { id } = useParams() as { id: string }
  return <AlertPage id={id} />
}

export function AlertPage({ id }: { id: string }) {
  const desk = useDesk()
  const [locale] = useLocaleState()
  const say = useWords()
  const fields = {
    ...useSanctionFields(),
    asked: { label: say('desk.inquiry.whom'), of: 'desk.inquiryTo' as const },
    question: { label: say('desk.inquiry.question'), help: say('desk.inquiry.questionHelp') },
  }
  const { data, error, refresh } = useReading(['privacy-alert', id, locale], (how) => desk.showAlert(id, how))
  if (error)
    return (
      <>
        <PageHead tab="desk.privacy.alerts.one" />
        <Failed error={error} retry={() => refresh()} />
      </>
    )
  if (!data)
    return (
      <>
        <PageHead tab="desk.privacy.alerts.one" />
        <Waiting lines={10} />
      </>
    )
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Head alert={data} />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(0, 1fr)' },
          alignItems: 'start',
        }}
      >
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          <Findings alert={data} />
          <InquiriesPanel alert={data} />
          <NotesPanel alert={data} onChanged={() => refresh()} />
          <OtherActs
            of="privacy-alerts"
            id={id}
            given={{ version: data.version }}
            state={data.status}
            fields={fields}
            panel
            onDone={() => refresh()}
            onStale={() => refresh()}
          />
        </Box>
        <Review alert={data} onChanged={() => refresh()} />
      </Box>
    </Box>
  )
}

function Head({ alert }: { alert: PrivacyAlert }) {
  const say = useWords()
  const format = useFormat()
  const { who, whom } = useSubject()(alert)
  const days = [...new Set([alert.firstDay, alert.lastDay])].map((day) => format.date(day)).join(' – ')
  const tone = alert.overdue ? 'wrong' : alert.status === 'open' ? 'waits' : 'plain'
  return (
    <Box>
      <PageHead tab="desk.privacy.alerts.one" title={say('desk.privacy.alerts.of', { who, whom })}>
        <StateChip tone={tone}>
          {say(
            alert.overdue
              ? 'desk.privacy.alerts.late'
              : alert.outcome
                ? `desk.alertOutcome.${alert.outcome}`
                : 'desk.privacy.alerts.notSigned',
          )}
        </StateChip>
      </PageHead>
      <Typography sx={{ color: 'text.secondary' }}>
        {days} · {say('desk.privacy.alerts.discovered')} <Moment at={alert.discoveredAt} /> ·{' '}
        {say('desk.privacy.alerts.dueOn')} <Moment at={alert.dueAt} as="relative" />
      </Typography>
    </Box>
  )
}

/** Who took it concludes it; the four factors are asked for where what it was needs them. */
function Review(part: PartOfReview) {
  const { alert } = part
  const { identity } = useGetIdentity()
  const [outcome, setOutcome] = useState<string>()
  const [signedHere, setSignedHere] = useState(false)
  const mine = alert.assignedTo !== null && alert.assignedTo.id === identity?.id
  const needed = needsAssessment(outcome as never)
  // Another finding may be tried meanwhile: what was written of the four factors stays.
  const [asked, setAsked] = useState(needed)
  if (needed && !asked) setAsked(true)
  const column = { display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }
  if (alert.status === 'signed')
    return (
      <Box sx={column}>
        <SignedReview {...part} signedHere={signedHere} />
      </Box>
    )
  if (!identity) return null
  return (
    <Box sx={column}>
      <AssignPanel {...part} me={String(identity.id)} />
      {mine && (
        <SignForm
          alert={alert}
          isNext={!needed || alert.assessment !== null}
          onOutcome={setOutcome}
          onChanged={() => {
            setSignedHere(true)
            part.onChanged()
          }}
        />
      )}
      {mine && (asked || alert.assessment) && (
        <Box hidden={!needed && !alert.assessment}>
          <AssessForm {...part} isNext={needed && !alert.assessment} />
        </Box>
      )}
    </Box>
  )
}
