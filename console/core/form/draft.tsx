import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import {
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { useFormContext, useFormState, useWatch } from 'react-hook-form'
import { useDesk } from '../dataProvider.ts'
import { Moment } from '../Moment.tsx'
import { sessionNow, watchSession } from '../session.ts'
import { useReading } from '../useReading.ts'
import { useWords } from '../words/useWords.ts'

/** Where what is typed in a form is kept until it is sent: which form, of which case or patient, and which of its fields. */
export interface DraftOf {
  form: string
  id: string
  fields: readonly string[]
}

/** What a form asks of its draft: to end what is under way before it sends. */
export interface DraftHandle {
  settle: () => Promise<unknown>
}

const keyOf = ({ form, id }: DraftOf) => ['draft', form, id] as const

/** What was typed before and not sent, read once; nobody has to be there for it. */
export function useDraft(of: DraftOf) {
  const desk = useDesk()
  return useReading(keyOf(of), ({ signal }) => desk.showDraft(of.form, of.id, signal)).data
}

/** The fields that were touched, as forms name them: with dots where objects are nested. */
const pathsOf = (touched: object, at = ''): string[] =>
  Object.entries(touched).flatMap(([name, is]) =>
    is !== null && typeof is === 'object' ? pathsOf(is, `${at}${name}.`) : is ? [at + name] : [],
  )

// Long enough that a word is one write, short enough that little is lost with the page.
const pauseMs = 800

/**
 * Within a form: keeps what is typed on the server as it is typed, and puts it back, with a word that it is a draft, where the
 * form was left before it was sent. Never in the browser: what is typed names patients.
 */
export function KeepDraft({
  of,
  done,
  handle,
  onKept,
}: {
  of: DraftOf
  /** Grows each time the form was sent. */
  done: number
  handle: RefObject<DraftHandle | null>
  /** Told whether all that was typed is kept. */
  onKept: (kept: boolean) => void
}) {
  const say = useWords()
  const desk = useDesk()
  const queries = useQueryClient()
  const { setValue, getValues, reset } = useFormContext()
  const { dirtyFields } = useFormState()
  const found = useDraft(of)
  const [restored, setRestored] = useState<string>()
  const typed = useWatch({ name: [...of.fields] })
  const text = JSON.stringify(typed)
  const kept = useRef(text)
  const pending = useRef<ReturnType<typeof setTimeout>>(undefined)
  const running = useRef<Promise<unknown>>(Promise.resolve())
  const place = useRef(of)
  const gone = useRef(false)

  const remember = useCallback(
    (draft: { values: Record<string, string>; at: string } | null) =>
      queries.setQueryData(keyOf(place.current), { draft }),
    [queries],
  )
  const save = useCallback(() => {
    clearTimeout(pending.current)
    pending.current = undefined
    const all = place.current.fields.map((name) => [name, getValues(name)] as const)
    const values = Object.fromEntries(all.filter(([, value]) => typeof value === 'string' && value !== ''))
    const now = JSON.stringify(all.map(([, value]) => value))
    running.current = running.current
      .then<unknown>(() =>
        Object.keys(values).length > 0
          ? desk.keepDraft(place.current.form, place.current.id, values)
          : desk.discardDraft(place.current.form, place.current.id),
      )
      .then(() => {
        kept.current = now
        remember(Object.keys(values).length > 0 ? { values, at: new Date().toISOString() } : null)
        if (pending.current === undefined && !gone.current) onKept(true)
      })
      // What could not be kept is still in the form, and leaving it is still warned of.
      .catch(() => gone.current || onKept(false))
  }, [desk, getValues, onKept, remember])

  useImperativeHandle(handle, () => ({
    settle() {
      if (pending.current !== undefined) onKept(false)
      clearTimeout(pending.current)
      pending.current = undefined
      return running.current
    },
  }))

  const { since } = useSyncExternalStore(watchSession, sessionNow)
  const dirty = pathsOf(dirtyFields)
  const ours = dirty.some((name) => place.current.fields.includes(name))
  const others = dirty.some((name) => !place.current.fields.includes(name))
  // What was typed while nobody was signed in is kept once somebody is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new sign-in needs a new try
  useEffect(() => {
    if (!ours || text === kept.current) return
    clearTimeout(pending.current)
    pending.current = setTimeout(save, pauseMs)
  }, [ours, text, save, since])
  useEffect(() => {
    if (others) onKept(false)
  }, [others, onKept])
  // Whoever leaves in the middle of a word has it when they come back; with the page a request would end, so that is asked.
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (pending.current !== undefined) event.preventDefault()
    }
    window.addEventListener('beforeunload', onLeave)
    gone.current = false
    return () => {
      gone.current = true
      window.removeEventListener('beforeunload', onLeave)
      if (pending.current !== undefined) save()
    }
  }, [save])

  const draft = found?.draft
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is found once is put in once, where nobody typed yet
  useEffect(() => {
    if (!draft || dirty.length > 0 || restored) return undefined
    // The form fills itself with its defaults once it is drawn; what is put in before would be wiped by that.
    const soon = setTimeout(() => {
      for (const [name, value] of Object.entries(draft.values)) setValue(name, value, { shouldDirty: true })
      kept.current = JSON.stringify(place.current.fields.map((name) => getValues(name)))
      setRestored(draft.at)
    })
    return () => clearTimeout(soon)
  }, [draft])
  // What was put back is kept already: it is left without being asked about.
  useEffect(() => {
    if (ours && restored && pending.current === undefined) onKept(true)
  }, [ours, restored, onKept])
  useEffect(() => {
    if (done === 0) return
    remember(null)
    setRestored(undefined)
  }, [done, remember])

  if (!restored) return null
  return (
    <Typography variant="body2" role="status" sx={{ color: 'text.secondary' }}>
      {say('desk.form.draft')} <Moment at={restored} as="relative" />{' '}
      <Button
        size="small"
        onClick={async () => {
          clearTimeout(pending.current)
          pending.current = undefined
          await running.current
          await desk.discardDraft(of.form, of.id)
          remember(null)
          reset()
          kept.current = JSON.stringify(place.current.fields.map((name) => getValues(name)))
          onKept(true)
          setRestored(undefined)
        }}
      >
        {say('desk.form.discardDraft')}
      </Button>
    </Typography>
  )
}
