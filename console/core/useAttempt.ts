import { useRef, useState } from 'react'
import { type Intent, newIntent } from './intent.ts'

/**
 * Runs one request at a time and keeps its error for the form that sent it. What is sent again after a lost reply is
 * the same request under the same key, so that it is done once.
 */
export function useAttempt() {
  const intent = useRef<Intent>(undefined)
  intent.current ??= newIntent()
  // State comes a moment too late for a double click.
  const running = useRef(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  async function attempt(work: (once: Intent) => Promise<void>) {
    if (running.current) return
    running.current = true
    setBusy(true)
    setError(undefined)
    try {
      await work(intent.current!)
    } catch (failure) {
      setError(failure)
    }
    running.current = false
    setBusy(false)
  }
  return { busy, error, attempt }
}
