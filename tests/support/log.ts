import { randomUUID } from 'node:crypto'
import type { Action } from '../../api/audit/action.ts'
import type { AuditEvent } from '../../api/audit/event.ts'
import { appendEvents } from '../../api/audit/record.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { newId } from '../../api/core/db/id.ts'
import { transact } from '../../api/core/db/transact.ts'
import { catalogue } from '../../api/rooms.ts'
import type { House } from './harness.ts'

/** An event as the desk would have written it, at whatever time and by whomever the test is about. */
export const logged = (
  action: string,
  over: Partial<AuditEvent> & { at: string; actorId: string },
): AuditEvent => ({
  id: newId(Date.parse(over.at)),
  actorType: 'staff',
  actorRole: 'helpdesk',
  sessionId: 'session',
  ip: '192.0.2.10',
  action,
  outcome: 'success',
  requestId: randomUUID(),
  ...over,
})

export async function writeLog(house: House, events: readonly AuditEvent[]): Promise<void> {
  await transact(house.desk.db, (trx) => appendEvents(house.desk, trx, events))
  await sealAudit(house.desk, withoutPause)
}

/** Something the log can hold, by its name. */
export const actionOf = (name: string): Action => {
  const action = catalogue.actions.get(name)
  if (!action) throw new Error(`the log knows no ${name}`)
  return action
}
