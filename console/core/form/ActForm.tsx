import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { Form, useLocaleState } from 'react-admin'
import { useFormContext, useWatch } from 'react-hook-form'
import type { ActDeclaration } from '../acts.ts'
import { useDesk } from '../dataProvider.ts'
import { momentAt } from '../days.ts'
import { Fault } from '../fault.ts'
import { type Intent, newIntent } from '../intent.ts'
import { hospitalZone } from '../session.ts'
import { Failed } from '../states.tsx'
import { asLocale } from '../words/i18n.ts'
import { useWords } from '../words/useWords.ts'
import { type DraftHandle, type DraftOf, KeepDraft } from './draft.tsx'
import { Fields } from './Fields.tsx'
import { Handle, type SendHandle } from './handle.tsx'
import { readDay } from './readDay.ts'
import type { FieldWords } from './SchemaField.tsx'
import { bodyOf, type Field, fieldsOf } from './schema.ts'
import { useUnsaved, WatchDirty } from './unsaved.tsx'

type Values = Record<string, unknown>

export interface ActFormProps<Reply> {
  /** Nothing is drawn of an act that is not the reader's to do. */
  act: ActDeclaration | undefined
  /** What stands for `{…}` in its path. */
  params: Record<string, string>
  /** The part of the body that nobody types. */
  given?: Values
  /** What the fields hold at first. One that comes later fills only a field nobody touched. */
  defaults?: Values
  fields?: Record<string, FieldWords>
  /** What belongs together in the body, by its name there, and what it is called. */
  groups?: Record<string, string>
  onDone: (reply: Reply) => void
  /** Reads the record anew when it changed meanwhile; what was typed stays. */
  onStale?: () => void
  /** What is typed is kept when it was done: an answer that was wrong is corrected, not typed again. */
  keep?: boolean
  /** Where what is typed is kept until it is sent. */
  draft?: DraftOf
  /** What changed meanwhile, where the act was refused since it was another version that was seen. */
  meanwhile?: ReactNode
  /** Another verb than the act's own. */
  verb?: string
  /** Whom or what it is done to, for those who hear the button among others like it. */
  about?: string
  /** Why it cannot be sent yet as it is filled in; it stands above the button until it is so. */
  notYet?: (values: Values) => string | undefined
  /** Its button is what the focus goes to when this is the next thing to do. */
  next?: boolean
  danger?: boolean
  /** Not the one thing to do next: its button is drawn lighter. */
  quiet?: boolean
  /** Fields beside each other, as many as there is room for. */
  grid?: boolean
  inline?: boolean
  onCancel?: () => void
  /** Done first, when it is sent, with what was typed: what it answers belongs to the body. Where it answers nothing, nothing is sent. */
  before?: (values: Values) => Promise<Values | undefined>
  /** By which another form sends this one first. */
  handle?: RefObject<SendHandle | null>
  /** Told what it was not done for, which the form says itself. */
  onFailed?: (failure: unknown) => void
  /** Told whether something was typed that is not saved. */
  onDirty?: (dirty: boolean) => void
  children?: ReactNode
}

// Else react-admin would fill the form from the record of the page, and again whenever that is read anew.
const noRecord = {}

/**
 * The form of an act, drawn from its declaration. Each error stands at its field; a lost reply may be sent again without
 * being done twice; a sign-in or a code that is wanted meanwhile comes over the page; nothing typed is ever lost.
 */
export function ActForm<Reply>({ act, ...props }: ActFormProps<Reply>) {
  return act ? <Drawn<Reply> {...props} act={act} /> : null
}

function Drawn<Reply>(props: ActFormProps<Reply> & { act: ActDeclaration }) {
  const { act, params, given = noRecord, onDone, onStale } = props
  const desk = useDesk()
  const say = useWords()
  const [language] = useLocaleState()
  const intent = useRef<Intent>(undefined)
  intent.current ??= newIntent()
  const running = useRef(false)
  const unsaved = useUnsaved()
  const draft = useRef<DraftHandle>(null)
  const { watch, saved } = unsaved
  const onKept = useCallback((kept: boolean) => (kept ? saved() : watch(true)), [saved, watch])
  const sent = useRef<(done: boolean) => void>(undefined)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const [done, setDone] = useState(0)
  // Later defaults fill untouched fields one by one: given to the form they would clear it.
  const [first] = useState(props.defaults ?? noRecord)
  const fields = fieldsOf(act.body, given)

  const submit = async (values: Values) => {
    // State comes a moment too late for a double click.
    if (running.current) return { root: 'busy' }
    if (props.notYet?.(values)) return { root: 'not yet' }
    running.current = true
    setBusy(true)
    setError(undefined)
    try {
      const more = props.before ? await props.before(values) : noRecord
      if (!more) return { root: 'not yet' }
      const body = bodyOf(fields, values, given, {
        date: (text) => readDay(text, asLocale(language) ?? 'en'),
        'date-time': (text) => momentAt(text, hospitalZone() ?? 'UTC').toISOString(),
      })
      // A draft on its way would come after what it became.
      await draft.current?.settle()
      const reply = await desk.act<Reply>(act, params, { ...body, ...more }, intent.current!)
      setDone((n) => n + 1)
      unsaved.saved()
      onDone(reply)
      sent.current?.(true)
      return undefined
    } catch (failure) {
      props.onFailed?.(failure)
      const atField = errorsAt(fields, failure)
      if (Object.keys(atField).length === 0) setError(failure)
      // Whatever failed, the form is not saved: leaving it still loses what was typed.
      return { ...atField, root: 'failed' }
    } finally {
      running.current = false
      setBusy(false)
      sent.current?.(false)
      sent.current = undefined
    }
  }

  return (
    <Form record={noRecord} defaultValues={first} onSubmit={submit} disableInvalidFormNotification noValidate>
      {error !== undefined && (
        <Failed error={error}>
          {onStale && error instanceof Fault && error.status === 409 && (
            <Reload
              onPress={() => {
                setError(undefined)
                onStale()
              }}
            />
          )}
          {props.meanwhile && error instanceof Fault && error.status === 409 && props.meanwhile}
        </Failed>
      )}
      <WatchDirty watch={unsaved.watch} />
      {props.draft && <KeepDraft of={props.draft} done={done} handle={draft} onKept={onKept} />}
      {props.onDirty && <WatchDirty watch={props.onDirty} />}
      {props.handle && <Handle handle={props.handle} sent={sent} />}
      <Keep defaults={props.defaults} done={done} keep={props.keep} />
      <Stack direction={props.inline ? { xs: 'column', sm: 'row' } : 'column'} spacing={1.5} sx={inlineTop}>
        {fields.length > 0 && <Fields {...props} fields={fields} words={props.fields} />}
        {props.children}
        {props.notYet && <NotYet of={props.notYet} />}
        <Stack direction="row" spacing={1} sx={{ flex: 'none', alignItems: 'flex-start' }}>
          <Button
            type="submit"
            variant={props.quiet ? 'outlined' : 'contained'}
            color={props.danger ? 'error' : 'primary'}
            // Disabled it would lose the focus, and with it whoever works from the keyboard.
            aria-disabled={busy}
            aria-label={props.about && `${props.verb ?? act.verb}: ${props.about}`}
            data-next={props.next ? '' : undefined}
            sx={{ whiteSpace: { xs: 'normal', sm: 'nowrap' }, minHeight: 40 }}
          >
            {props.verb ?? act.verb}
          </Button>
          {props.onCancel && <Button onClick={props.onCancel}>{say('ra.action.cancel')}</Button>}
        </Stack>
      </Stack>
    </Form>
  )
}

const inlineTop = { alignItems: { sm: 'stretch' } } as const

function NotYet({ of }: { of: (values: Values) => string | undefined }) {
  const why = of(useWatch<Values>())
  return why ? <Typography role="status">{why}</Typography> : null
}

function Reload({ onPress }: { onPress: () => void }) {
  const say = useWords()
  return (
    <Box sx={{ mt: 0.5 }}>
      {say('desk.state.reloadHelp')}{' '}
      <Button size="small" color="inherit" variant="outlined" onClick={onPress}>
        {say('desk.state.reload')}
      </Button>
    </Box>
  )
}

/** The server's words at the fields they name; what it says of a field nobody sees goes above the form. */
function errorsAt(fields: Field[], failure: unknown): Record<string, string> {
  if (!(failure instanceof Fault)) return {}
  const named = Object.entries(failure.errors)
  const seen = named.filter(([name]) => fields.some(({ source }) => source === name))
  return seen.length === named.length ? Object.fromEntries(seen) : {}
}

/** Empties the form once it was done, unless it keeps what was typed, and lets a default that comes later into a field nobody touched. */
function Keep({
  defaults,
  done,
  keep,
}: {
  defaults: Values | undefined
  done: number
  keep: boolean | undefined
}) {
  const { reset, resetField, getFieldState, getValues } = useFormContext()
  const known = useRef(defaults)
  useEffect(() => {
    for (const [name, value] of Object.entries(defaults ?? {})) {
      if (known.current?.[name] === value || getFieldState(name).isDirty) continue
      if (getValues(name) !== value) resetField(name, { defaultValue: value })
    }
    known.current = defaults
  }, [defaults, resetField, getFieldState, getValues])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it was done once more
  useEffect(() => {
    if (done > 0) reset(keep ? getValues() : (known.current ?? {}))
  }, [done])
  return null
}
