import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { Alert } from '../core/dataProvider.ts'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { useWords } from '../core/words/useWords.ts'

/** What an employee or manager was asked by a link, and what came back. */
export function InquiriesPanel({ alert }: { alert: Alert }) {
  const say = useWords()
  if (alert.inquiries.length === 0) return null
  return (
    <Panel title={say('desk.inquiry.asked')}>
      {alert.inquiries.map((one) => (
        <Box key={one.id} sx={{ mb: 1 }}>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {one.askedBy} → {one.to} ({say(`desk.inquiryTo.${one.asked}`)}) · <Moment at={one.askedAt} />
          </Typography>
          <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{one.question}</Typography>
          {one.answeredAt && one.wasWork ? (
            <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', pl: 2 }}>
              <b>
                {say('desk.inquiry.wasWork')} {say(`desk.inquiryAnswer.${one.wasWork}`)}
              </b>{' '}
              · <Moment at={one.answeredAt} />
              <br />
              {one.answer}
            </Typography>
          ) : (
            <Typography variant="body2" sx={{ pl: 2 }}>
              {say('desk.inquiry.until')} <Moment at={one.expiresAt} />
            </Typography>
          )}
        </Box>
      ))}
    </Panel>
  )
}
