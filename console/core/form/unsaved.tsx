import { useEffect, useRef } from 'react'
import { useFormState } from 'react-hook-form'
import { useBlocker, useLocation } from 'react-router'
import { useWords } from '../words/useWords.ts'

// The router heeds one blocker only. React-admin makes one a form, so that of several forms the last alone would warn.
const unsaved = new Set<object>()

/** Remembers a form while it holds text that is not saved. What it answers forgets it, before somebody is led on. */
export function useUnsaved(): { saved: () => void; watch: (dirty: boolean) => void } {
  const form = useRef({
    saved: () => {
      unsaved.delete(form.current)
    },
    watch: (dirty: boolean) => {
      if (dirty) unsaved.add(form.current)
      else unsaved.delete(form.current)
    },
  })
  useEffect(() => form.current.saved, [])
  return form.current
}

/** Within a form: tells whether something was typed into it. */
export function WatchDirty({ watch }: { watch: (dirty: boolean) => void }) {
  const { dirtyFields } = useFormState()
  const dirty = Object.keys(dirtyFields).length > 0
  useEffect(() => watch(dirty), [watch, dirty])
  return null
}

/** Whether the browser came to another page by an address from outside: typed, of a bookmark, or of a link that was pasted. */
const cameFromOutside = (state: unknown, here: string): boolean =>
  (state as { idx?: number } | null)?.idx === undefined &&
  (window.location.hash.slice(1).split('?')[0] || '/') !== here

// The router's blocker holds no step that the router did not make. A browser tells those who listen in the order they began to, so
// that this is asked before there is a router, and what is not to be done does not reach it (2026-11-28).
let askOfStep: ((event: PopStateEvent) => void) | undefined
window.addEventListener('popstate', (event) => askOfStep?.(event))

/** Asks before the page is left while any form on it holds text that is not saved. */
export function UnsavedGuard() {
  const say = useWords()
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      unsaved.size > 0 && nextLocation.pathname !== currentLocation.pathname,
  )
  useEffect(() => {
    if (blocker.state !== 'blocked') return
    if (window.confirm(say('ra.message.unsaved_changes'))) blocker.proceed()
    else blocker.reset()
  }, [blocker, say])
  const { pathname } = useLocation()
  useEffect(() => {
    askOfStep = (event) => {
      if (unsaved.size === 0 || !cameFromOutside(event.state, pathname)) return
      if (window.confirm(say('ra.message.unsaved_changes'))) return
      event.stopImmediatePropagation()
      window.history.back()
    }
    return () => {
      askOfStep = undefined
    }
  }, [pathname, say])
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (unsaved.size > 0) event.preventDefault()
    }
    window.addEventListener('beforeunload', onLeave)
    return () => window.removeEventListener('beforeunload', onLeave)
  }, [])
  return null
}
