import { type RefObject, useImperativeHandle, useRef } from 'react'
import { useFormContext } from 'react-hook-form'

/** Sends a form as its button would. */
export interface SendHandle {
  /** @returns whether it was done */
  send: () => Promise<boolean>
}

/** Within a form: lets another form send it first. */
export function Handle({
  handle,
  sent,
}: {
  handle: RefObject<SendHandle | null>
  sent: RefObject<((done: boolean) => void) | undefined>
}) {
  const { trigger } = useFormContext()
  const here = useRef<HTMLSpanElement>(null)
  useImperativeHandle(handle, () => ({
    async send() {
      if (!(await trigger())) return false
      return new Promise((resolve) => {
        sent.current = resolve
        here.current?.closest('form')?.requestSubmit()
      })
    },
  }))
  return <span ref={here} hidden />
}
