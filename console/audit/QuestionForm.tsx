import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import { useState } from 'react'
import { AutocompleteArrayInput, DateInput, Form, SelectInput, TextInput } from 'react-admin'
import { outcomes } from '../../api/audit/action.ts'
import { actorTypes } from '../../api/audit/lists.ts'
import { roles } from '../../api/core/access/permissions.ts'
import { dayBegins, nextDay } from '../core/days.ts'
import type { AuditQuestion } from '../core/logMethods.ts'
import { hospitalZone } from '../core/session.ts'
import { useWords } from '../core/words/useWords.ts'
import type { Group } from '../words.ts'
import { useAsking, withoutEmpty } from './question.ts'
import { useAuditNames } from './useAuditNames.ts'

type Field = keyof AuditQuestion
const ids = ['patientId', 'actorId', 'caseId', 'sessionId', 'requestId'] as const
const seldom: Field[] = ['role', 'actorType', 'purpose', 'objectType', 'ip', ...ids]

const grid = {
  display: 'grid',
  gap: 1.5,
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(180px, 100%), 1fr))',
  alignItems: 'start',
} as const

const trimmed = (question: AuditQuestion): AuditQuestion =>
  Object.fromEntries(
    Object.entries(question).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]),
  )

/** The question as the form holds it: days of the hospital for moments, and always a list of acts. */
function toForm({ from, to, action, ...rest }: AuditQuestion, zone: string) {
  const dayOf = (at: string, shift = 0) =>
    new Date(Date.parse(at) + shift).toLocaleDateString('en-CA', { timeZone: zone })
  return {
    ...rest,
    action: [action ?? []].flat(),
    from: from && dayOf(from),
    // What is asked ends with the day before the moment.
    to: to && dayOf(to, -1),
  }
}

const fromForm = ({ from, to, ...rest }: AuditQuestion, zone: string): AuditQuestion =>
  withoutEmpty(
    trimmed({
      ...rest,
      ...(from && { from: dayBegins(from, zone).toISOString() }),
      ...(to && { to: dayBegins(nextDay(to), zone).toISOString() }),
    }),
  )

/** What to ask of the log: the usual in one row, the rest on demand. It is asked when it is sent, since asking is recorded. */
export function QuestionForm() {
  const say = useWords()
  const { question, ask } = useAsking()
  const zone = hospitalZone() ?? 'UTC'
  const [wanted, setMore] = useState<boolean>()
  const more = wanted ?? seldom.some((field) => question[field] !== undefined)
  return (
    <Card role="search" aria-label={say('desk.audit.question')} sx={{ p: 2 }}>
      <Form record={toForm(question, zone)} onSubmit={(values: AuditQuestion) => ask(fromForm(values, zone))}>
        <Box sx={{ display: 'grid', gap: 1.5 }}>
          <Usual />
          {more && <Seldom />}
          <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
            <Button type="submit" variant="contained">
              {say('ra.action.search')}
            </Button>
            <Button onClick={() => setMore(!more)} aria-expanded={more}>
              {say(more ? 'desk.audit.fewerFilters' : 'desk.audit.moreFilters')}
            </Button>
            <Button
              disabled={Object.keys(question).length === 0}
              onClick={() => {
                setMore(undefined)
                ask({})
              }}
            >
              {say('desk.audit.clear')}
            </Button>
          </Box>
        </Box>
      </Form>
    </Card>
  )
}

function Usual() {
  const say = useWords()
  const { acts } = useAuditNames()
  return (
    <Box sx={grid}>
      <Written field="q" />
      <AutocompleteArrayInput
        source="action"
        label={say('desk.audit.action')}
        choices={acts}
        translateChoice={false}
        helperText={false}
        limitTags={1}
      />
      <Chosen field="outcome" values={outcomes} of="desk.auditOutcome" />
      {(['from', 'to'] as const).map((field) => (
        <DateInput key={field} source={field} label={say(`desk.audit.${field}`)} helperText={false} />
      ))}
    </Box>
  )
}

function Seldom() {
  const { purposes, objectTypes } = useAuditNames()
  return (
    <Box sx={grid}>
      <Chosen field="role" values={roles} of="desk.role" />
      <Chosen field="actorType" values={actorTypes} of="desk.actor" />
      <Chosen field="purpose" choices={purposes} />
      <Chosen field="objectType" choices={objectTypes} />
      <Written field="ip" />
      {ids.map((field) => (
        <Written key={field} field={field} />
      ))}
    </Box>
  )
}

function Written({ field }: { field: 'q' | 'ip' | (typeof ids)[number] }) {
  const say = useWords()
  return <TextInput source={field} label={say(`desk.audit.${field}`)} helperText={false} autoComplete="off" />
}

function Chosen({
  field,
  values,
  of,
  choices,
}: {
  field: 'outcome' | 'role' | 'actorType' | 'purpose' | 'objectType'
  values?: readonly string[]
  of?: Group
  choices?: { id: string; name: string }[]
}) {
  const say = useWords()
  return (
    <SelectInput
      source={field}
      label={say(`desk.audit.${field}`)}
      choices={choices ?? values!.map((id) => ({ id, name: say.of(of!, id) }))}
      translateChoice={false}
      emptyText={say('desk.audit.any')}
      margin="none"
      helperText={false}
    />
  )
}
