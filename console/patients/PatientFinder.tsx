import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslate } from 'react-admin'
import { type PatientRow, searchPatients } from '../providers/data.ts'
import { Failed } from '../ui/states.tsx'

const pauseMs = 150
const shown = 10
const nobody: PatientRow[] = []
// The server has chosen and ordered them.
const asFound = (options: PatientRow[]) => options

/** One box for whatever the caller says; results while typing, arrow keys and Enter to open. */
interface Props {
  onPick: (patient: PatientRow) => void
  /** In a dialog that was opened for it the box takes the focus; on a page it never takes it from anything else. */
  eager?: boolean
}

export function PatientFinder({ onPick, eager = false }: Props) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (eager || document.activeElement === document.body) input.current?.focus()
  }, [eager])
  const translate = useTranslate()
  const [typed, setTyped] = useState('')
  const [q, setQ] = useState('')
  const [open, setOpen] = useState(false)
  const [entered, setEntered] = useState(false)
  const highlighted = useRef<PatientRow>(null)
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  const wanted = q.length >= 2
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    queryKey: ['find', q],
    queryFn: () => searchPatients(q, [0, shown - 1]),
    enabled: wanted,
    placeholderData: keepPreviousData,
    // A list of people is not kept about once it is off the screen.
    gcTime: 0,
    retry: false,
  })
  const options = wanted ? (data?.data ?? nobody) : nobody
  // What is on the screen belongs to what was typed; until then Enter waits, or it would open someone else.
  const settled = wanted && q === typed.trim() && !isFetching && !isPlaceholderData
  useEffect(() => {
    if (!entered || !settled) return
    setEntered(false)
    const chosen =
      highlighted.current && options.includes(highlighted.current) ? highlighted.current : options[0]
    if (chosen) onPick(chosen)
  }, [entered, settled, options, onPick])
  const onKeyDown = (event: KeyboardEvent & { defaultMuiPrevented?: boolean }) => {
    setEntered(event.key === 'Enter')
    if (event.key === 'Enter') event.defaultMuiPrevented = true
  }
  const more = data && wanted && (data.capped || data.total > data.data.length)
  return (
    <Box>
      <Autocomplete<PatientRow>
        value={null}
        autoHighlight
        blurOnSelect
        clearOnBlur={false}
        forcePopupIcon={false}
        open={open && options.length > 0}
        onOpen={() => setOpen(true)}
        onClose={() => setOpen(false)}
        options={options}
        onKeyDown={onKeyDown}
        onHighlightChange={(_, option) => {
          highlighted.current = option
        }}
        filterOptions={asFound}
        getOptionLabel={(option) => `${option.familyName}, ${option.givenName}`}
        getOptionKey={(option) => option.id}
        inputValue={typed}
        onInputChange={(_, value, reason) =>
          reason === 'input' || reason === 'clear' ? setTyped(value) : undefined
        }
        onChange={(_, option) => option && onPick(option)}
        renderInput={(params) => (
          <TextField
            {...params}
            inputRef={input}
            label={translate('desk.find.label')}
            helperText={translate('desk.find.help')}
            autoComplete="off"
          />
        )}
        renderOption={({ key, ...props }, option) => (
          <Box component="li" key={key} {...props}>
            <PatientLine patient={option} />
          </Box>
        )}
      />
      {error && <Failed error={error} retry={() => refetch()} />}
      <Typography role="status" variant="body2" sx={{ color: 'text.secondary', minHeight: 22, mt: 0.5 }}>
        {wanted && data && !isFetching && data.total === 0 && translate('desk.find.none')}
        {more &&
          translate('desk.find.more', { shown: data.data.length, total: data.capped ? '100+' : data.total })}
      </Typography>
    </Box>
  )
}

function PatientLine({ patient }: { patient: PatientRow }) {
  const translate = useTranslate()
  return (
    <Box sx={{ display: 'flex', gap: 2, width: '100%', alignItems: 'center' }}>
      <Typography component="span" sx={{ fontWeight: 600, flex: 1 }}>
        {patient.familyName}, {patient.givenName}
      </Typography>
      <Typography component="span" variant="body2" sx={{ color: 'text.secondary' }}>
        {patient.birthYear} · •••{patient.mrnEnding} · {patient.city ?? '–'}
      </Typography>
      <Chip
        size="small"
        variant="outlined"
        label={translate(
          patient.deceased ? 'desk.patient.deceased' : `desk.account.${patient.accountStatus}`,
        )}
      />
    </Box>
  )
}
