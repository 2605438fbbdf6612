import type { AuditEvent } from '../../api/audit/event.ts'
import type { Role } from '../../api/core/access/permissions.ts'
import { dayMs, hourMs } from '../../api/core/calendar.ts'
import { normalize } from '../../api/core/normalize.ts'
import type { PatientRow } from '../../api/patients/tables.ts'
import { officeAddress } from '../diary.ts'
import { idAt } from '../idAt.ts'
import type { Random } from '../random.ts'
import type { Worker } from '../workforce.ts'
import { type Calendar, minuteMs } from './calendar.ts'

/** Somebody on the staff, and when they work: from `begins` for eight and a half hours. */
export interface Agent {
  id: string
  role: Role
  name: string
  begins: number
  weekends: boolean
  absent(day: string): boolean
  /** Their own record and address, where they are patients here too. */
  self?: { id: string; addressKey: string | null }
}

export const agentOf = (worker: Worker): Agent => ({
  id: worker.id,
  role: worker.role,
  name: worker.name,
  begins: worker.begins,
  weekends: worker.weekends,
  // Asked each time: a story may send them away.
  absent: (day) => worker.absent(day),
  self: { id: worker.self.id, addressKey: worker.addressKey },
})

const shiftMs = 8.5 * hourMs
/** A supervisor takes fewer calls: one for four of an agent's. */
const takes: Partial<Record<Role, number>> = { helpdesk: 1, supervisor: 0.25 }

export class Roster {
  readonly agents: readonly Agent[]
  readonly #calendar: Calendar
  readonly #random: Random
  /** When each first did something on a day, and from where. */
  readonly #worked = new Map<string, { agent: Agent; first: number; ip: string }>()

  constructor(agents: readonly Agent[], calendar: Calendar, random: Random) {
    this.agents = agents
    this.#calendar = calendar
    this.#random = random
  }

  onDuty(agent: Agent, at: number): boolean {
    const day = this.#calendar.dayOf(at)
    const since = at - this.#calendar.startOf(day) - agent.begins * hourMs
    const weekday = this.#calendar.weekday(day)
    return (
      since >= 0 &&
      since < shiftMs &&
      (agent.weekends || (weekday !== 0 && weekday !== 6)) &&
      !agent.absent(this.#calendar.text(day))
    )
  }

  /**
   * Who takes a call of or about a patient, and when: at once where somebody of the role is on duty who has nothing to
   * do with the patient, else as soon as there is.
   */
  taker(at: number, patient: PatientRow, role?: Role): { agent: Agent; at: number } {
    for (let when = at; when < at + 14 * dayMs; when += 20 * minuteMs) {
      const free = this.agents
        .filter((agent) => takes[agent.role] && (!role || agent.role === role))
        .filter((agent) => this.onDuty(agent, when) && !isNear(agent, patient))
        .map((agent) => ({ agent, weight: takes[agent.role]! }))
      if (free.length > 0) return { agent: this.#random.weighted(free).agent, at: when }
    }
    throw new Error('nobody is ever on duty')
  }

  /** The next moment at which this person, or somebody else who may, is at the desk. */
  backAt(agent: Agent, at: number, patient: PatientRow): { agent: Agent; at: number } {
    return this.onDuty(agent, at) ? { agent, at } : this.taker(at, patient)
  }

  /** An act of theirs, as the log holds it; it also shows that they were at work. */
  act(
    agent: Agent,
    at: number,
    action: string,
    patientIds: readonly string[],
    over: Partial<AuditEvent> = {},
  ): AuditEvent {
    this.worked(agent, at)
    return {
      ...staffEvent(agent, at, this.#day(at)),
      action,
      patientIds: patientIds.length > 0 ? patientIds : undefined,
      ...over,
    }
  }

  /** Notes that somebody did something, wherever that is written down: they signed in before. */
  worked(agent: Agent, at: number, ip = officeAddress): void {
    const key = `${agent.id} ${this.#day(at)}`
    const known = this.#worked.get(key)
    if (!known || at < known.first) this.#worked.set(key, { agent, first: at, ip })
  }

  #day(at: number): string {
    return this.#calendar.text(this.#calendar.dayOf(at))
  }

  /** Whoever did something signed in before. */
  signIns(): AuditEvent[] {
    return [...this.#worked.values()].map(({ agent, first, ip }) => {
      const at = first - this.#random.int(1, 12) * minuteMs
      return {
        ...staffEvent(agent, at, this.#day(first)),
        ip,
        action: 'staff.signed-in' as const,
        objectType: 'staff',
        objectId: agent.id,
        detail: { method: 'totp', renewed: false },
      }
    })
  }
}

const staffEvent = (agent: Agent, at: number, day: string) => ({
  id: idAt(at),
  at: new Date(at).toISOString(),
  actorType: 'staff' as const,
  actorId: agent.id,
  actorRole: agent.role,
  sessionId: `${agent.id.slice(0, 18)}-${day}`,
  ip: officeAddress,
  outcome: 'success' as const,
  requestId: idAt(at),
})

/** Nobody takes the call of their own household, or of somebody of their name: they hand it over unseen. */
function isNear(agent: Agent, patient: PatientRow): boolean {
  const names = normalize(patient.family_name).split(' ')
  return (
    agent.self?.id === patient.id ||
    (agent.self?.addressKey != null && agent.self.addressKey === patient.address_key) ||
    names.includes(normalize(agent.name).split(' ').at(-1)!)
  )
}
