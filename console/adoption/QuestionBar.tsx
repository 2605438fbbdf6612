import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useQuery } from '@tanstack/react-query'
import { useCanAccess } from 'react-admin'
import { type Dimension, places, traits } from '../../api/adoption/lists.ts'
import { useWords } from '../core/words/useWords.ts'
import { ask, type Segments } from './api.ts'
import { useNames } from './names.ts'
import { type AskedQuestion, comparisons } from './useQuestion.ts'

interface Option {
  dimension: Dimension
  value: string
  label: string
}

/** The months looked at, what they are compared with, and whose figures they are. */
export function QuestionBar({ question }: { question: AskedQuestion }) {
  const translate = useWords()
  const names = useNames()
  const { canAccess } = useCanAccess({ resource: 'adoption.compare', action: 'list' })
  const { data } = useQuery({
    queryKey: ['adoption-segments'],
    queryFn: () => ask<Segments>('segments'),
    enabled: canAccess === true,
  })
  const { period, compared, params, set } = question
  const options = (of: readonly Dimension[]): Option[] =>
    (data?.dimensions ?? [])
      .filter(({ dimension }) => of.includes(dimension))
      .flatMap(({ dimension, values }) =>
        values.map(({ value, name }) => ({ dimension, value, label: names.value(value, name) })),
      )
  const segment = new URLSearchParams(params.get('segment') ?? '')
  const chosen = (list: Option[]) => list.find((o) => segment.get(o.dimension) === o.value) ?? null
  const [placeOptions, traitOptions] = [options(places), options(traits)]
  const [place, trait] = [chosen(placeOptions), chosen(traitOptions)]
  const setSegment = (next: (Option | null)[]) =>
    set({
      segment: new URLSearchParams(
        next.filter((o) => o !== null).map((o) => [o.dimension, o.value]),
      ).toString(),
    })
  const month = (name: 'from' | 'to', label: string) => (
    <TextField
      type="month"
      label={label}
      value={period[name]}
      onChange={(event) => /^\d{4}-\d\d$/.test(event.target.value) && set({ [name]: event.target.value })}
      slotProps={{ inputLabel: { shrink: true } }}
      sx={{ width: 165 }}
    />
  )
  const picker = (
    label: string,
    list: Option[],
    value: Option | null,
    onChange: (option: Option | null) => void,
    disabled = false,
  ) => (
    <Autocomplete
      options={list}
      value={value}
      disabled={disabled}
      onChange={(_, option) => onChange(option)}
      groupBy={(option) => translate(`desk.dimension.${option.dimension}`)}
      getOptionKey={(option) => `${option.dimension} ${option.value}`}
      isOptionEqualToValue={(a, b) => a.dimension === b.dimension && a.value === b.value}
      renderInput={(input) => <TextField {...input} label={label} />}
      sx={{ width: 230 }}
    />
  )
  return (
    <Box
      component="form"
      role="search"
      aria-label={translate('desk.adoption.question')}
      onSubmit={(event) => event.preventDefault()}
      sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap' }}
    >
      {month('from', translate('desk.adoption.from'))}
      {month('to', translate('desk.adoption.to'))}
      <TextField
        select
        label={translate('desk.adoption.against')}
        value={compared}
        onChange={(event) => set({ against: event.target.value === 'none' ? '' : event.target.value })}
        sx={{ width: 210 }}
      >
        {comparisons.map((one) => (
          <MenuItem key={one} value={one}>
            {translate(`desk.adoption.compared.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      {canAccess && (
        <>
          {picker(translate('desk.adoption.place'), placeOptions, place, (option) =>
            setSegment([option, option?.dimension === 'provider' ? null : trait]),
          )}
          {picker(
            translate('desk.adoption.group'),
            traitOptions,
            trait,
            (option) => setSegment([place, option]),
            place?.dimension === 'provider',
          )}
        </>
      )}
    </Box>
  )
}
