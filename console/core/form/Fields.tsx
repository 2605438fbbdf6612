import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
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

/** The fields of a form in the order of its schema; those of a group stand side by side under its name. */
export function Fields({
  fields,
  words = {},
  groups = {},
  grid,
}: {
  fields: Field[]
  words?: Record<string, FieldWords>
  groups?: Record<string, string>
  grid?: boolean
}) {
  const parts = Map.groupBy(fields, ({ source }) => {
    const name = source.split('.')[0]!
    return name in groups ? name : source
  })
  return (
    <Box sx={grid ? sideBySide : stacked}>
      {[...parts].map(([name, inPart]) => {
        const drawn = inPart.map((field) => (
          <Box key={field.source} sx={isLong(field.schema) && grid ? whole : undefined}>
            <SchemaField field={field} words={words[field.source]} />
          </Box>
        ))
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
    </Box>
  )
}
