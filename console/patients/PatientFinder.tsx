import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { type PatientRow, useDesk } from '../core/dataProvider.ts'
import { focusIsFree } from '../core/focus.ts'
import { Failed } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import { fullName } from './fullName.ts'

const pauseMs = 150
const nobody: PatientRow[] = []
// The server has chosen and ordered them.
const asFound = (options: PatientRow[]) => options

/** What is on the screen for what was typed, and whether it belongs to it: until then Enter would open someone else. */
function useFound(typed: string, whole: string) {
  const desk = useDesk()
  const [q, setQ] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  const wanted = q.length >= 2
  // A number or address counts as asked about the person once it is whole: when Enter is pressed.
  const typing = q !== whole && /[\d@]/.test(q)
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    queryKey: ['find', q, typing],
    queryFn: ({ signal }) => desk.searchPatients(q, typing, signal),
    enabled: wanted,
    placeholderData: keepPreviousData,
    // A list of people is not kept about once it is off the screen.
    gcTime: 0,
    retry: false,
  })
  const found = wanted && !error ? data : undefined
  return {
    found,
    options: found?.data ?? nobody,
    settled: wanted && q === typed.trim() && !isFetching && !isPlaceholderData && !error,
    error: wanted ? error : null,
    isFetching,
    refetch,
  }
}

/** One box for whatever the caller says; results while typing, arrow keys and Enter to open. */
export function PatientFinder({
  onPick,
  asked = 0,
}: {
  /** @param typed what was typed; empty where not all of it was compared */
  onPick: (patient: PatientRow, typed: string) => void
  /**
   * In a dialog that was opened for it the box takes the focus; on a page it never takes it from anything else. Asked for again, what is
   * typed next takes the place of what stands there: a number typed behind another search would be asked about whoever that found.
   */
  asked?: number
}) {
  const say = useWords()
  const { number } = useFormat()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (asked || focusIsFree()) input.current?.focus()
    if (asked > 1) input.current?.select()
  }, [asked])
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(false)
  const [entered, setEntered] = useState(false)
  /** What Enter was pressed after. */
  const [whole, setWhole] = useState('')
  const highlighted = useRef<PatientRow>(null)
  const { found, options, settled, error, isFetching, refetch } = useFound(typed, whole)
  const told = found?.uncompared ? '' : typed
  useEffect(() => {
    if (!entered || !settled) return
    setEntered(false)
    const chosen = options.find((one) => one.id === highlighted.current?.id) ?? options[0]
    if (chosen) onPick(chosen, told)
  }, [entered, settled, options, onPick, told])
  const onKeyDown = (event: KeyboardEvent & { defaultMuiPrevented?: boolean }) => {
    setEntered(event.key === 'Enter')
    if (event.key !== 'Enter') return
    event.defaultMuiPrevented = true
    setWhole(typed.trim())
  }
  const more = found && (found.capped || found.total > found.data.length)
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
        onChange={(_, option) => option && onPick(option, told)}
        renderInput={(params) => (
          <TextField
            {...params}
            inputRef={input}
            label={say('desk.find.label')}
            helperText={say('desk.find.help')}
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
        {found && !isFetching && found.total === 0 && say('desk.find.none')}
        {found?.uncompared && `${say('desk.find.uncompared')} `}
        {found && found.total > 0 && options.every((one) => one.born === false) && say('desk.find.notBorn')}{' '}
        {more &&
          say('desk.find.more', {
            shown: found.data.length,
            total: found.capped ? `${number(100)}+` : number(found.total),
          })}
      </Typography>
    </Box>
  )
}

function PatientLine({ patient }: { patient: PatientRow }) {
  const say = useWords()
  return (
    <Box sx={{ display: 'flex', columnGap: 2, width: '100%', alignItems: 'center', flexWrap: 'wrap' }}>
      <Typography component="span" sx={{ fontWeight: 600, flex: 1, minWidth: '10rem' }}>
        {fullName(patient)}
      </Typography>
      <Typography component="span" variant="body2" sx={{ color: 'text.secondary' }}>
        {patient.born && `${say('desk.find.born')} · `}
        {patient.why && `${say(`desk.find.why.${patient.why}`)} · `}
        {patient.birthYear} · •••{patient.mrnEnding} · {patient.city ?? '–'}
      </Typography>
      <Chip
        size="small"
        variant="outlined"
        label={say(
          patient.deceased
            ? 'desk.patient.deceased'
            : patient.inactive
              ? 'desk.patient.inactive'
              : `desk.account.${patient.accountStatus}`,
        )}
      />
    </Box>
  )
}
