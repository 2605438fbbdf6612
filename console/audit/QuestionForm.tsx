import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { type FormEvent, useState } from 'react'
import { outcomes as auditOutcomes } from '../../api/audit/action.ts'
import { actorTypes } from '../../api/audit/lists.ts'
import { roles } from '../../api/core/access/permissions.ts'
import { DayField } from '../core/DayField.tsx'
import { dayBegins, nextDay } from '../core/days.ts'
import { hospitalZone } from '../core/session.ts'
import { useWords } from '../core/words/useWords.ts'
import type { Group } from '../words.ts'
import { type Question, type Words, withoutEmpty } from './api.ts'

type Field = keyof Question
const ids: Field[] = ['patientId', 'actorId', 'caseId', 'sessionId', 'requestId']
const seldom: Field[] = ['role', 'actorType', 'purpose', 'objectType', 'ip', ...ids]

/** What to ask of the log: the usual in one row, the rest on demand. Enter asks. */
export function QuestionForm({
  question,
  words,
  onAsk,
}: {
  question: Question
  words: Words | undefined
  onAsk: (question: Question) => void
}) {
  const translate = useWords()
  const zone = hospitalZone() ?? 'UTC'
  const dayOf = (at: string | undefined, shift = 0) =>
    at ? new Date(Date.parse(at) + shift).toLocaleDateString('en-CA', { timeZone: zone }) : ''
  const [draft, setDraft] = useState<Question>(question)
  const [days, setDays] = useState({ from: dayOf(question.from), to: dayOf(question.to, -1) })
  const [more, setMore] = useState(seldom.some((field) => question[field] !== undefined))

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { from: _, to: __, ...rest } = draft
    onAsk(
      withoutEmpty({
        ...rest,
        ...(days.from && { from: dayBegins(days.from, zone).toISOString() }),
        ...(days.to && { to: dayBegins(nextDay(days.to), zone).toISOString() }),
      }),
    )
  }
  const text = (field: Field) => (
    <TextField
      key={field}
      label={translate(`desk.audit.${field}`)}
      value={draft[field] ?? ''}
      onChange={(event) => setDraft({ ...draft, [field]: event.target.value.trim() })}
    />
  )
  const choice = (field: Field, choices: readonly { id: string; name: string }[]) => (
    <TextField
      key={field}
      select
      label={translate(`desk.audit.${field}`)}
      value={[draft[field] ?? ''].flat()[0]}
      onChange={(event) => setDraft({ ...draft, [field]: event.target.value })}
    >
      <MenuItem value="">{translate('desk.audit.any')}</MenuItem>
      {choices.map(({ id, name }) => (
        <MenuItem key={id} value={id}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  )
  const named = (list: readonly string[], group: Group) =>
    list.map((id) => ({ id, name: translate.of(group, id) }))
  const day = (field: 'from' | 'to') => (
    <DayField
      label={translate(`desk.audit.${field}`)}
      value={days[field]}
      onChange={(value) => setDays({ ...days, [field]: value })}
    />
  )
  const grid = {
    display: 'grid',
    gap: 1.5,
    gridTemplateColumns: 'repeat(auto-fill, minmax(180px, 1fr))',
    alignItems: 'start',
  }
  return (
    <Card component="form" role="search" onSubmit={submit} sx={{ p: 2, display: 'grid', gap: 1.5 }}>
      <Box sx={grid}>
        <TextField
          label={translate('desk.audit.q')}
          value={draft.q ?? ''}
          onChange={(event) => setDraft({ ...draft, q: event.target.value })}
        />
        {choice('action', words?.acts ?? [])}
        {choice('outcome', named(auditOutcomes, 'desk.auditOutcome'))}
        {day('from')}
        {day('to')}
      </Box>
      {more && (
        <Box sx={grid}>
          {choice('role', named(roles, 'desk.role'))}
          {choice('actorType', named(actorTypes, 'desk.actor'))}
          {choice('purpose', words?.purposes ?? [])}
          {choice('objectType', words?.objectTypes ?? [])}
          {text('ip')}
          {ids.map(text)}
        </Box>
      )}
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button type="submit" variant="contained">
          {translate('ra.action.search')}
        </Button>
        <Button onClick={() => setMore(!more)} aria-expanded={more}>
          {translate(more ? 'desk.audit.fewerFilters' : 'desk.audit.moreFilters')}
        </Button>
        <Button disabled={Object.keys(question).length === 0} onClick={() => onAsk({})}>
          {translate('desk.audit.clear')}
        </Button>
      </Box>
    </Card>
  )
}
