import { useState } from 'react'
import { HttpError, useLogoutIfAccessDenied } from 'react-admin'

/** Runs one request at a time, keeps its error for the form that sent it, and gives each attempt a key of its own. */
export function useAttempt() {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const logoutIfDenied = useLogoutIfAccessDenied()
  async function attempt(work: (once: string) => Promise<void>) {
    if (busy) return
    setBusy(true)
    setError(undefined)
    try {
      await work(crypto.randomUUID())
    } catch (failure) {
      if (failure instanceof HttpError && failure.status === 401) await logoutIfDenied(failure)
      setError(failure)
    }
    setBusy(false)
  }
  return { busy, error, attempt }
}
