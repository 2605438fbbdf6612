import { hostname } from 'node:os'
import { type Desk, systemCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { transact } from '../core/db/transact.ts'
import type { Action } from './action.ts'
import { record } from './record.ts'

export const serverStarted: Action = {
  name: 'server.started',
  letter: 'E',
  words: { en: 'The server started recording', es: 'El servidor empezó a registrar' },
  watch: 'nothing',
}
export const serverStopped: Action = {
  name: 'server.stopped',
  letter: 'E',
  words: { en: 'The server stopped', es: 'El servidor se detuvo' },
  watch: 'nothing',
}

/** When the log was written and when it was not is part of the log: 170.210(e)(2). */
export function recordStatus(desk: Desk, action: Action): Promise<void> {
  return transact(desk.db, (trx) =>
    record(trx, systemCtx(desk, 'server', newId()), action, { detail: { node: hostname() } }),
  )
}
