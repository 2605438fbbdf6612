import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useNotify } from 'react-admin'
import { Link, useParams } from 'react-router'
import type { ClinicThread } from '../core/clinicMethods.ts'
import { useDesk } from '../core/dataProvider.ts'
import { OtherActs } from '../core/form/OtherActs.tsx'
import { Moment } from '../core/Moment.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { Failed, Waiting } from '../core/states.tsx'
import { useReading } from '../core/useReading.ts'
import { useWords } from '../core/words/useWords.ts'
import { saveFile } from './saveFile.ts'
import { Due } from './ThreadList.tsx'

type Message = ClinicThread['messages'][number]

/** A conversation of one's own clinic, and what to do about it. */
export default function ThreadShow() {
  const { id } = useParams() as { id: string }
  return <ThreadPage id={id} />
}

export function ThreadPage({ id }: { id: string }) {
  const desk = useDesk()
  const say = useWords()
  const { data, error, refresh } = useReading(['clinic-thread', id], (how) => desk.showClinicThread(id, how))
  if (!data)
    return (
      <>
        <PageHead tab="desk.clinicInbox.one" />
        {error ? <Failed error={error} retry={() => refresh()} /> : <Waiting lines={8} />}
      </>
    )
  const changed = () => refresh()
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)', maxWidth: 900 }}>
      <Box>
        <PageHead tab="desk.clinicInbox.one" title={data.subject} />
        <Typography sx={{ color: 'text.secondary' }}>
          {data.patientName}
          {data.dueAt && (
            <>
              {' · '}
              {say('desk.clinicInbox.due')} <Due at={data.dueAt} />
            </>
          )}
        </Typography>
      </Box>
      <Panel title={say('desk.clinicInbox.one')}>
        {data.messages.map((message) => (
          <OneMessage key={message.id} message={message} />
        ))}
      </Panel>
      {data.status === 'open' ? (
        <OtherActs
          of="clinic-threads"
          id={id}
          given={{ version: data.version }}
          state={data.status}
          panel
          onDone={changed}
          onStale={changed}
        />
      ) : (
        <Typography>{say('desk.clinicInbox.closed')}</Typography>
      )}
      <Box>
        <Button component={Link} to="/clinic-threads">
          {say('desk.clinicInbox.toList')}
        </Button>
      </Box>
    </Box>
  )
}

function OneMessage({ message }: { message: Message }) {
  const say = useWords()
  const who = {
    patient: say('desk.clinicInbox.fromPatient'),
    proxy: say('desk.clinicInbox.fromProxy'),
    clinic: message.name ?? '–',
  }[message.from]
  return (
    <Box component="article" sx={{ py: 1, borderTop: 1, borderColor: 'divider' }}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {who} · <Moment at={message.sentAt} />
        {message.from === 'clinic' &&
          ` · ${say(message.readAt ? 'desk.clinicInbox.read' : 'desk.clinicInbox.notRead')}`}
      </Typography>
      <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{message.text}</Typography>
      {message.attachments.length > 0 && <Files files={message.attachments} />}
    </Box>
  )
}

function Files({ files }: { files: Message['attachments'] }) {
  const say = useWords()
  const desk = useDesk()
  const notify = useNotify()
  const save = (id: string) =>
    desk.clinicAttachment(id).then(saveFile, (error: Error) => notify(error.message, { type: 'error' }))
  return (
    <Box>
      {files.map((file) => (
        <Button key={file.id} size="small" onClick={() => save(file.id)}>
          {say('desk.clinicInbox.open', { name: file.name })}
        </Button>
      ))}
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {say('desk.clinicInbox.fileHelp')}
      </Typography>
    </Box>
  )
}
