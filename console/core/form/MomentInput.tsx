import TextField from '@mui/material/TextField'
import { useInput, ValidationError } from 'react-admin'
import { momentAt } from '../days.ts'
import { hospitalZone } from '../session.ts'
import { useFormat } from '../useFormat.ts'

/** A day and a time of day by the clocks of the hospital, wherever the browser is; below it stands which moment that is. */
export function MomentInput({
  source,
  label,
  validate,
}: {
  source: string
  label: string
  validate: ((value: unknown) => string | undefined)[]
}) {
  const format = useFormat()
  const { id, field, fieldState } = useInput({ source, defaultValue: '', validate })
  return (
    <TextField
      {...field}
      id={id}
      label={label}
      type="datetime-local"
      error={fieldState.invalid}
      helperText={
        fieldState.error?.message ? (
          <ValidationError error={fieldState.error.message} />
        ) : (
          field.value && `= ${format.exact(momentAt(field.value, hospitalZone() ?? 'UTC'))}`
        )
      }
      slotProps={{ inputLabel: { shrink: true } }}
    />
  )
}
