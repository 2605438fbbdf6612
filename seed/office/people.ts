import { newId } from '../../api/core/db/id.ts'
import type { Agent } from '../story/roster.ts'

/** Who sits in the offices: those who sign in to the demo, the second officer among them. */
export interface Office {
  officer: Agent
  /** Whoever signs second. */
  second: Agent
  administrator: Agent
  supervisor: Agent
  records: Agent
}

export function officeOf(own: readonly Agent[]): Office {
  const of = (role: Agent['role'], nth = 0) => own.filter((one) => one.role === role)[nth]!
  return {
    officer: of('privacy-officer'),
    second: of('privacy-officer', 1),
    administrator: of('administrator'),
    supervisor: of('supervisor'),
    records: of('records'),
  }
}

export const asStaff = ({ id, name, role }: Pick<Agent, 'id' | 'name' | 'role'>) =>
  ({ type: 'staff', id, name, role, sid: newId(), authTime: new Date() }) as const
