import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslate } from 'react-admin'
import type { Case } from '../providers/data.ts'
import { Moment } from '../ui/Moment.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Empty } from '../ui/states.tsx'
import type { Progress } from './useCase.ts'

interface Line {
  key: string
  at: string
  text: string
  by?: string
}

/** What was done and what happened since the call began, the newest last; the sign-in appears as it happens. */
export function ProgressStep({ supportCase, progress }: { supportCase: Case; progress: Progress }) {
  const translate = useTranslate()
  const lines: Line[] = [
    ...progress.steps.map((s) => ({
      key: s.at + s.kind,
      at: s.at,
      text: translate(`desk.event.${s.kind}`, { _: s.kind }),
    })),
    ...progress.mails.map((m) => ({
      key: m.id,
      at: m.at,
      text: `${translate(`desk.template.${m.template}`)}: ${translate(`desk.mail.${m.status}`)}${m.lastError ? ` (${m.lastError})` : ''}`,
    })),
    ...supportCase.verifications.map((v) => ({
      key: v.id,
      at: v.at,
      by: v.by,
      text: `${translate('desk.verify.title')}: ${v.tier}`,
    })),
    ...supportCase.notes.map((n) => ({
      key: n.id,
      at: n.at,
      by: n.by,
      text:
        n.kind === 'note'
          ? n.text
          : `${translate(`desk.act.${n.kind}`, { _: translate(`desk.note.${n.kind}`, { _: n.kind }) })}: ${n.text}`,
    })),
  ].sort((a, b) => a.at.localeCompare(b.at))
  return (
    <Panel title={translate('desk.progress.title')}>
      <Box role="status">
        {progress.signedInSinceOpened && (
          <Alert severity="success" sx={{ mb: 1 }}>
            {translate('desk.progress.signedIn')} <Moment at={progress.lastSignInAt} />
          </Alert>
        )}
      </Box>
      {lines.length === 0 ? (
        <Empty title={translate('desk.progress.none')} />
      ) : (
        <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {lines.map((line) => (
            <Typography component="li" variant="body2" key={line.key} sx={{ py: 0.25 }}>
              <Box component="span" sx={{ color: 'text.secondary', mr: 1 }}>
                <Moment at={line.at} />
              </Box>
              {line.text}{' '}
              {line.by && (
                <Box component="span" sx={{ color: 'text.secondary' }}>
                  ({line.by})
                </Box>
              )}
            </Typography>
          ))}
        </Box>
      )}
    </Panel>
  )
}
