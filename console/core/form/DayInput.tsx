import TextField from '@mui/material/TextField'
import { useEffect, useRef } from 'react'
import { useInput, useLocaleState, ValidationError } from 'react-admin'
import { useFormat } from '../useFormat.ts'
import { asLocale } from '../words/i18n.ts'
import { useWords } from '../words/useWords.ts'
import { readDay } from './readDay.ts'

/** A day typed as it is heard; below it stands how it was understood. */
export function DayInput({
  source,
  label,
  validate,
  next,
}: {
  source: string
  label: string
  validate: ((value: unknown) => string | undefined)[]
  /** Where the focus goes when the form is the next thing to do. */
  next?: boolean | undefined
}) {
  const say = useWords()
  const format = useFormat()
  const [language] = useLocaleState()
  const locale = asLocale(language) ?? 'en'
  const readable = (value: unknown) =>
    !value || readDay(String(value), locale) ? undefined : say('desk.form.notADay')
  const { id, field, fieldState } = useInput({ source, defaultValue: '', validate: [...validate, readable] })
  const day = readDay(String(field.value), locale)
  // 3/4 is March or April by the language it was typed in: what was understood then is written so that either reads it alike.
  const typedIn = useRef(locale)
  useEffect(() => {
    const meant = readDay(String(field.value), typedIn.current)
    typedIn.current = locale
    if (meant && meant !== day) field.onChange(meant)
  }, [locale, day, field])
  return (
    <TextField
      {...field}
      id={id}
      label={label}
      error={fieldState.invalid}
      helperText={
        fieldState.error?.message ? (
          <ValidationError error={fieldState.error.message} />
        ) : day ? (
          `= ${format.date(day)}`
        ) : (
          say('desk.form.dayHelp')
        )
      }
      slotProps={{
        htmlInput: { autoComplete: 'off', 'data-1p-ignore': true, ...(next && { 'data-next': '' }) },
      }}
    />
  )
}
