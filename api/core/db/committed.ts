import { AsyncLocalStorage } from 'node:async_hooks'

const requests = new AsyncLocalStorage<{ committed: boolean }>()

/** Answers a request; within, `hasCommitted` says whether any of its transactions was committed. */
export const asOneRequest = <T>(work: () => T): T => requests.run({ committed: false }, work)

export function noteCommit(): void {
  const request = requests.getStore()
  if (request) request.committed = true
}

/** Once true, no failure of this request may say that nothing was changed. */
export const hasCommitted = (): boolean => requests.getStore()?.committed ?? false
