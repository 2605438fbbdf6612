import { BooleanInput, NumberInput, PasswordInput, SelectInput, TextInput } from 'react-admin'
import type { Group } from '../../words.ts'
import { useWords } from '../words/useWords.ts'
import { DayInput } from './DayInput.tsx'
import { MomentInput } from './MomentInput.tsx'
import type { Field, Schema } from './schema.ts'

/** What a page knows of a field beyond its schema: its label, and what its values are called. */
export interface FieldWords {
  label?: string
  help?: string
  /** The group that names the values of a list. */
  of?: Group
  /** Values that are offered where the schema takes any. */
  values?: readonly string[]
  /** Values that come from elsewhere: channels on file, people. */
  choices?: { id: string; name: string }[]
  /** Digits are typed with a telephone's keys. */
  digits?: boolean
  /** That it may be left empty is said once, for all of them, elsewhere. */
  quiet?: boolean
  autoFocus?: boolean
  /** Which of somebody's own secrets a password manager may fill in. */
  autoComplete?: 'current-password' | 'new-password'
  /** Where the focus goes when the form is the next thing to do. */
  next?: boolean
  /** Seldom wanted: it stands behind a line that opens, unless something is in it from the start. */
  folded?: boolean
}

const longText = 300
/** Text that may run over several lines. */
export const isLong = ({ maxLength = 0 }: Schema) => maxLength > longText

/** The input a field of a schema asks for, with its rules checked before anything is sent. */
export function SchemaField({ field, words = {} }: { field: Field; words?: FieldWords }) {
  const say = useWords()
  const { source, schema, required } = field
  const name = words.label ?? schema.title ?? say.of('desk.form.field', source)
  const label =
    required || words.quiet || schema.type === 'boolean' ? name : say('desk.state.optional', { label: name })
  const needed = (value: unknown) =>
    required && (value === undefined || value === null || String(value).trim() === '')
      ? say('ra.validation.required')
      : undefined
  const common = { source, label, helperText: words.help ?? schema.description ?? false, validate: [needed] }
  const choices =
    words.choices ??
    (words.values ?? schema.enum)?.map((id) => ({ id, name: words.of ? say.of(words.of, id) : id }))
  if (choices)
    return (
      <SelectInput
        {...common}
        choices={choices}
        translateChoice={false}
        // Nothing to choose again once something is chosen, where something must be.
        emptyText={required ? undefined : say('desk.form.none')}
        // Then no empty choice stands first either. As an element the label gets no star: what is optional is what is said.
        {...(required && { resettable: false, isRequired: true, label: <>{label}</> })}
        autoFocus={words.autoFocus}
      />
    )
  if (schema.format === 'date')
    return <DayInput source={source} label={label} validate={[needed]} next={words.next} />
  if (schema.format === 'date-time') return <MomentInput source={source} label={label} validate={[needed]} />
  if (schema.format === 'password')
    return <PasswordInput {...common} autoComplete={words.autoComplete} autoFocus={words.autoFocus} />
  if (schema.type === 'boolean') return <BooleanInput {...common} />
  if (schema.type === 'integer' || schema.type === 'number') {
    const { minimum: min, maximum: max } = schema
    const within = (value: unknown) => {
      if (value === undefined || value === null || value === '') return undefined
      if (min !== undefined && Number(value) < min) return say('ra.validation.minValue', { min })
      if (max !== undefined && Number(value) > max) return say('ra.validation.maxValue', { max })
      return undefined
    }
    return (
      <NumberInput
        {...common}
        validate={[needed, within]}
        min={min}
        max={max}
        step={1}
        autoFocus={words.autoFocus}
      />
    )
  }
  const long = isLong(schema)
  const tooLong = (value: unknown) =>
    schema.maxLength && String(value ?? '').length > schema.maxLength
      ? say('ra.validation.maxLength', { max: schema.maxLength })
      : undefined
  return (
    <TextInput
      {...common}
      validate={[needed, tooLong]}
      multiline={long}
      minRows={long ? 2 : undefined}
      autoFocus={words.autoFocus}
      autoComplete="off"
      slotProps={{
        htmlInput: {
          'data-1p-ignore': true,
          ...(words.next && { 'data-next': '' }),
          ...(words.digits && { inputMode: 'tel' as const }),
        },
      }}
    />
  )
}
