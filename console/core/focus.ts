import { type RefObject, useEffect, useRef } from 'react'

/** Whether nobody uses the focus: it fell to the body, or rests on a heading or a link of the menu just followed. */
export function focusIsFree(): boolean {
  const at = document.activeElement
  return (
    at === null ||
    at === document.body ||
    at.matches('h1, h2, [role="menuitem"], [role="menuitem"] *') ||
    at.closest('[data-leaving]') !== null
  )
}

// What somebody can do next in a part of the page: what is marked so, else its first field, its first button, its heading.
const next = [
  '[data-next]',
  'input:not([type="hidden"]):not([disabled]):not([aria-hidden="true"]), textarea:not([disabled]):not([aria-hidden="true"]), [role="combobox"]',
  'button:not([disabled]):not([aria-disabled="true"])',
  'h2',
]

export function focusInto(part: HTMLElement | null): void {
  for (const selector of part ? next : []) {
    const target = [...part!.querySelectorAll<HTMLElement>(selector)].find((one) => !one.closest('[hidden]'))
    if (!target) continue
    if (target.matches('h2')) target.tabIndex = -1
    target.focus()
    return
  }
}

// Below this width everything stands in one column.
const oneColumn = 900

/** Leads the focus to a part of the page because somebody asked for it; another number asks again. */
export function useLedTo(part: RefObject<HTMLElement | null>, asked: number | undefined): void {
  useEffect(() => {
    if (asked === undefined) return
    // What was asked for is drawn in this same moment.
    const soon = requestAnimationFrame(() => focusInto(part.current))
    return () => cancelAnimationFrame(soon)
  }, [part, asked])
}

// What became the next thing to do while the focus was in use: what is sent may be told of before it is answered, and its form
// leaves after that.
let waiting: RefObject<HTMLElement | null> | undefined

/** What waited for the focus and has it now waits no more, however it came there. */
export function focusCame(to: Element): void {
  if (waiting?.current?.contains(to)) waiting = undefined
}

/** What is next to be done and could not have the focus then, once. */
export function nextThatWaits(): HTMLElement | undefined {
  const part = waiting?.current
  waiting = undefined
  return part ?? undefined
}

/**
 * Leads the focus to a part of the page when it becomes the next thing to do. Nobody who is typing elsewhere is pulled
 * away; where the last step left nothing, the focus goes here instead of to the body.
 */
export function useNextFocus(isNext: boolean, step: string): RefObject<HTMLDivElement | null> {
  const part = useRef<HTMLDivElement>(null)
  const arriving = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step in the same part is a new next thing
  useEffect(() => {
    if (!isNext) return
    // On a phone the next field may be two screens down: who arrives reads from the top, and only a step done leads on.
    const arrived = arriving.current
    arriving.current = false
    if (arrived && window.innerWidth < oneColumn) return
    // The form that was sent leaves the page in this same moment; afterwards it is known where the focus fell.
    const soon = requestAnimationFrame(() => {
      if (focusIsFree()) focusInto(part.current)
      else if (!part.current?.contains(document.activeElement)) waiting = part
    })
    return () => {
      cancelAnimationFrame(soon)
      if (waiting === part) waiting = undefined
    }
  }, [isNext, step])
  return part
}
