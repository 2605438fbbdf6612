import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import type { ReactNode } from 'react'
import type { DuplicatePair } from '../core/dataProvider.ts'
import { StateChip } from '../core/StateChip.tsx'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'
import { useInWords, Values, Whose } from '../patients/RecordCells.tsx'

type Person = DuplicatePair['people'][number]
const counted = ['visits', 'openCases', 'notes', 'actsFor'] as const
const tones = { agrees: 'good', differs: 'waits', 'one-sided': 'plain' } as const

/** Each record in a column of its own, a detail a row; a word says whether the two agree, not only a colour. */
export function SideBySide({ pair }: { pair: DuplicatePair }) {
  const say = useWords()
  const { people, fields } = pair
  const inWords = useInWords()
  const wide = useWide()
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small" aria-label={say('desk.pair.beside')}>
        <TableHead>
          <TableRow>
            <TableCell>{say('desk.pair.field')}</TableCell>
            {people.map((person) => (
              <TableCell key={person.id}>
                <Whose record={person} inWords={(flag) => say(`desk.pair.${flag}`)} />
              </TableCell>
            ))}
            {wide && <TableCell>{say('desk.pair.compared')}</TableCell>}
          </TableRow>
        </TableHead>
        <TableBody>
          {fields.map(({ field, values, agreement }) => (
            <Row
              key={field}
              name={say(`desk.conflictField.${field}`)}
              people={people}
              values={values.map((some) => some.map((one) => inWords(field, one)))}
            >
              <StateChip tone={tones[agreement]}>{say(`desk.pair.${agreement}`)}</StateChip>
            </Row>
          ))}
          <Row
            name={say('desk.pair.login')}
            people={people}
            values={people.map(({ login }) => [
              login === null ? say('desk.pair.noLogin') : say.of('desk.account', login),
            ])}
          />
          {counted.map((name) => (
            <Row
              key={name}
              name={say(`desk.pair.${name}`)}
              people={people}
              values={people.map((person) => [String(person[name])])}
            />
          ))}
          <Row
            name={say('desk.pair.proxies')}
            people={people}
            values={people.map(({ proxies }) =>
              proxies.map(
                ({ name, relationship }) => `${name} (${say.of('desk.relationship', relationship)})`,
              ),
            )}
          />
        </TableBody>
      </Table>
    </Box>
  )
}

function Row({
  name,
  people,
  values,
  children,
}: {
  name: string
  people: Person[]
  values: string[][]
  children?: ReactNode
}) {
  const say = useWords()
  const wide = useWide()
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        {name}
      </TableCell>
      {people.map(({ id }, i) => (
        <TableCell key={id}>
          <Values of={values[i]!} nothing={say('desk.pair.nothing')} />
          {!wide && i === people.length - 1 && children}
        </TableCell>
      ))}
      {wide && <TableCell>{children}</TableCell>}
    </TableRow>
  )
}
