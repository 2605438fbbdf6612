import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { fillIn, type Placeholder } from '../../api/knowledge/macros/lists.ts'
import type { Macro } from '../core/dataProvider.ts'
import { useWords } from '../core/words/useWords.ts'
import { useMacros } from './useMacros.ts'

/**
 * Puts a text that supervisors wrote into the note that is being typed, at its end, filled in from the case: found by typing,
 * taken by Enter, and then the note has the focus. Nothing is drawn where there is none.
 */
export function InsertMacro({
  category,
  values,
}: {
  category: string
  values: Readonly<Record<Placeholder, string>>
}) {
  const say = useWords()
  const { data = [] } = useMacros()
  const form = useFormContext()
  const [wanted, setWanted] = useState('')
  const fitting = data.filter((macro) => macro.category === null || macro.category === category)
  if (fitting.length === 0) return null
  const insert = (macro: Macro) => {
    const before = String(form.getValues('text') ?? '').trimEnd()
    const text = fillIn(macro.body, values)
    form.setValue('text', before ? `${before}\n${text}` : text, { shouldDirty: true, shouldTouch: true })
    setWanted('')
    form.setFocus('text')
  }
  return (
    <Autocomplete
      size="small"
      value={null}
      inputValue={wanted}
      onInputChange={(_event, typed, why) => why === 'input' && setWanted(typed)}
      options={fitting}
      getOptionKey={({ id }) => id}
      getOptionLabel={({ title }) => title}
      autoHighlight
      onChange={(_event, macro) => macro && insert(macro)}
      renderInput={(props) => (
        <TextField {...props} label={say('desk.macro.insert')} helperText={say('desk.macro.insertHelp')} />
      )}
    />
  )
}
