import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { get, useFormContext, useFormState } from 'react-hook-form'
import { useWords } from '../words/useWords.ts'
import { type FieldWords, isLong, SchemaField } from './SchemaField.tsx'
import type { Field } from './schema.ts'

const stacked = { display: 'grid', gap: 1.5, flex: 1, minWidth: 0 } as const
const sideBySide = {
  ...stacked,
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(13rem, 100%), 1fr))',
  alignItems: 'start',
} as const
const group = { ...sideBySide, border: 0, p: 0, m: 0 } as const
const whole = { gridColumn: '1 / -1' } as const

interface Props {
  fields: Field[]
  words?: Record<string, FieldWords>
  groups?: Record<string, string>
  grid?: boolean
}

/** The fields of a form in the order of its schema; those of a group stand side by side under its name, the seldom wanted behind a line. */
export function Fields({ fields, words = {}, groups = {}, grid }: Props) {
  const { getValues } = useFormContext()
  const [folded] = useState(
    () =>
      new Set(
        fields.map(({ source }) => source).filter((source) => words[source]?.folded && !getValues(source)),
      ),
  )
  const parts = Map.groupBy(
    fields.filter(({ source }) => !folded.has(source)),
    ({ source }) => {
      const name = source.split('.')[0]!
      return name in groups ? name : source
    },
  )
  return (
    <Box sx={grid ? sideBySide : stacked}>
      {[...parts].map(([name, inPart]) => {
        const drawn = <Drawn key={name} fields={inPart} words={words} grid={grid} />
        if (groups[name] === undefined) return drawn
        return (
          <Box key={name} component="fieldset" sx={grid ? { ...group, ...whole } : group}>
            <Typography component="legend" variant="body2" sx={{ fontWeight: 600, mb: 1, p: 0 }}>
              {groups[name]}
            </Typography>
            {drawn}
          </Box>
        )
      })}
      {folded.size > 0 && (
        <Folded fields={fields.filter(({ source }) => folded.has(source))} words={words} grid={grid} />
      )}
    </Box>
  )
}

function Drawn({ fields, words = {}, grid }: Props) {
  return fields.map((field) => (
    <Box key={field.source} sx={isLong(field.schema) && grid ? whole : undefined}>
      <SchemaField field={field} words={words[field.source]} />
    </Box>
  ))
}

function Folded(props: Props) {
  const say = useWords()
  const { errors } = useFormState()
  const [open, setOpen] = useState(false)
  // What is wrong behind the line has to be seen.
  const wrong = props.fields.some(({ source }) => get(errors, source))
  return (
    <Box
      component="details"
      open={open || wrong}
      onToggle={(event) => setOpen((event.currentTarget as HTMLDetailsElement).open)}
      sx={whole}
    >
      <Typography
        component="summary"
        variant="body2"
        sx={{ cursor: 'pointer', width: 'fit-content', py: 0.5 }}
      >
        {say('desk.form.more')}
      </Typography>
      <Box sx={{ ...(props.grid ? sideBySide : stacked), mt: 1 }}>
        <Drawn {...props} />
      </Box>
    </Box>
  )
}
