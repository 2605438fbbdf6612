import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { DataTable } from 'react-admin'
import { letterLanguages } from '../../api/privacy/breaches/lists.ts'
import { useAct } from '../core/acts.ts'
import { type Breach, type BreachLetters, useDesk } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { AskAct } from '../core/form/AskAct.tsx'
import { Panel } from '../core/Panel.tsx'
import { notPrinted } from '../core/print.ts'
import { RowTable } from '../core/RowTable.tsx'
import { Empty, Failed } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import type { PartOfBreach } from './BreachFacts.tsx'
import { BreachSheets } from './BreachSheets.tsx'

const parts = ['happened', 'information', 'steps', 'doing', 'contact'] as const

/** What the letters say, in both languages. */
export function BreachLetter({ breach, onChanged }: PartOfBreach) {
  const say = useWords()
  const act = useAct('breach.letter-drafted')
  return (
    <Panel title={say('desk.breach.letter')} sx={notPrinted}>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {say('desk.breach.letterAbout')}
      </Typography>
      {letterLanguages.map((language) => (
        <Box component="details" key={language} sx={{ mb: 1 }}>
          <summary>{say(language === 'en' ? 'desk.breach.inEnglish' : 'desk.breach.inSpanish')}</summary>
          <Box sx={{ mt: 1.5 }}>
            <ActForm
              act={act}
              params={{ id: breach.id }}
              given={{ language, version: breach.version }}
              defaults={breach.drafts.find((one) => one.language === language)}
              fields={Object.fromEntries(parts.map((name) => [name, { label: say(`desk.breach.${name}`) }]))}
              verb={say('desk.breach.saveLetter')}
              about={say(language === 'en' ? 'desk.breach.inEnglish' : 'desk.breach.inSpanish')}
              keep
              quiet
              onDone={onChanged}
              onStale={onChanged}
            />
          </Box>
        </Box>
      ))}
    </Panel>
  )
}

type Notice = Breach['notices'][number]

/** Letters printed and mailed, and every other notice with its address and date. */
export function BreachNotices({ breach, onChanged }: PartOfBreach) {
  const say = useWords()
  const [letters, setLetters] = useState<BreachLetters>()
  const print = useAct('breach.letters-printed')
  const post = useAct('breach.letters-posted')
  const publicly = useAct('breach.public-notice-recorded')
  const { id, version, notices } = breach
  const of = { params: { id }, onStale: onChanged }
  const printed = notices.some((one) => one.letter && !one.onDay && !one.withdrawn)
  return (
    <Panel title={say('desk.breach.notices')}>
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', mb: 1, ...notPrinted }}>
        <AskAct<BreachLetters>
          {...of}
          label={say('desk.breach.print')}
          title={say('desk.breach.print')}
          text={say('desk.breach.printHelp')}
          variant="contained"
          act={print}
          given={{ version }}
          onDone={(made) => {
            setLetters(made)
            onChanged()
          }}
        />
        {printed && (
          <AskAct
            {...of}
            label={say('desk.breach.posted')}
            title={say('desk.breach.posted')}
            variant="outlined"
            act={post}
            given={{ version }}
            fields={{ on: { label: say('desk.breach.postedOn') } }}
            onDone={onChanged}
          />
        )}
        <AskAct
          {...of}
          label={say('desk.breach.publicly')}
          title={say('desk.breach.publicly')}
          variant="outlined"
          act={publicly}
          given={{ version }}
          fields={{
            method: { label: say('desk.breach.method'), of: 'desk.noticeMethod' },
            recipient: { label: say('desk.breach.recipient') },
            on: { label: say('desk.breach.on') },
            residence: { label: say('desk.breach.residence') },
            reference: { label: say('desk.breach.reference') },
          }}
          onDone={onChanged}
        />
      </Stack>
      <RowTable<Notice>
        resource="breach-notices"
        label={say('desk.breach.notices')}
        rows={notices}
        empty={<Empty title={say('desk.breach.noNotices')} />}
      >
        <DataTable.Col<Notice>
          disableSort
          label={say('desk.breach.method')}
          render={(row) => say(`desk.noticeMethod.${row.method}`)}
        />
        <DataTable.Col<Notice>
          disableSort
          label={say('desk.breach.recipient')}
          render={(row) => (
            <Box component="span" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
              {[row.patient?.name, row.recipient, row.residence, row.reference].filter(Boolean).join('\n')}
            </Box>
          )}
        />
        <DataTable.Col<Notice>
          disableSort
          label={say('desk.breach.on')}
          render={(row) => <When notice={row} />}
        />
        <DataTable.Col<Notice>
          disableSort
          label=""
          render={(row) => <Correct breach={breach} notice={row} onChanged={onChanged} onShow={setLetters} />}
        />
      </RowTable>
      {letters && <BreachSheets printed={letters} onClose={() => setLetters(undefined)} />}
    </Panel>
  )
}

function When({ notice }: { notice: Notice }) {
  const say = useWords()
  const { date } = useFormat()
  const { onDay, returnedOn, withdrawn } = notice
  return [
    onDay ? date(onDay, 'medium') : say('desk.breach.notMailed'),
    returnedOn && say('desk.breach.returnedOn', { day: date(returnedOn, 'medium') }),
    withdrawn && say('desk.breach.withdrawn'),
    notice.recordedBy,
  ]
    .filter(Boolean)
    .join(' · ')
}

function Correct({
  breach: { id, version },
  notice,
  onChanged,
  onShow,
}: PartOfBreach & { notice: Notice; onShow: (letters: BreachLetters) => void }) {
  const say = useWords()
  const desk = useDesk()
  const returned = useAct('breach.notice-returned')
  const withdraw = useAct('breach.notice-withdrawn')
  const { error, attempt } = useAttempt()
  const of = {
    params: { id, noticeId: notice.id },
    given: { version },
    about: notice.patient?.name ?? notice.recipient,
    onDone: onChanged,
    onStale: onChanged,
  }
  return (
    <Box sx={notPrinted}>
      {notice.letter && (
        <Button
          size="small"
          aria-label={`${say('desk.breach.seeLetter')}: ${of.about}`}
          onClick={() => attempt(async () => onShow(await desk.breachLetter(id, notice.id)))}
        >
          {say('desk.breach.seeLetter')}
        </Button>
      )}
      {notice.method === 'mail' && notice.onDay && !notice.returnedOn && !notice.withdrawn && (
        <AskAct
          {...of}
          label={say('desk.breach.returned')}
          title={say('desk.breach.returned')}
          act={returned}
          fields={{ on: { label: say('desk.breach.on') } }}
        />
      )}
      {!notice.withdrawn && (
        <AskAct
          {...of}
          label={say('desk.breach.withdraw')}
          title={say('desk.breach.withdraw')}
          act={withdraw}
        />
      )}
      {error !== undefined && <Failed error={error} />}
    </Box>
  )
}
