import { useEffect } from 'react'
import { focusCame, focusInto, nextThatWaits } from './focus.ts'

/**
 * What held the focus left the page and nothing took it: it goes to the next thing to do, if that waits for it, or to the page's
 * h1, from which the keyboard and a screen reader go on, instead of to the body. The page does not scroll, since whoever uses a mouse is reading where they are.
 */
export function FocusNet() {
  useEffect(() => {
    let held: Element | undefined
    let frame = 0
    const onFocus = ({ target }: FocusEvent) => {
      held = target instanceof Element ? target : undefined
      if (held) focusCame(held)
    }
    const look = () => {
      if (!held || held.isConnected || document.activeElement !== document.body) return
      const next = nextThatWaits()
      if (next) return focusInto(next)
      const heading = document.querySelector<HTMLElement>('h1')
      if (!heading) return
      heading.tabIndex = -1
      heading.focus({ preventScroll: true })
    }
    // The next thing to do takes it within a frame, where there is one.
    const later = () => {
      if (!held || held.isConnected) return
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(look)
      })
    }
    const observer = new MutationObserver(later)
    observer.observe(document.body, { childList: true, subtree: true })
    document.addEventListener('focusin', onFocus)
    return () => {
      observer.disconnect()
      cancelAnimationFrame(frame)
      document.removeEventListener('focusin', onFocus)
    }
  }, [])
  return null
}
