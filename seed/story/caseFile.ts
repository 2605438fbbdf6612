import { createHash } from 'node:crypto'
import type { AuditEvent } from '../../api/audit/event.ts'
import type { Factor } from '../../api/callers/compare.ts'
import type { CaseRow } from '../../api/cases/tables.ts'
import { hourMs } from '../../api/core/calendar.ts'
import { newId } from '../../api/core/db/id.ts'
import type { Tables } from '../../api/core/db/tables.ts'
import { iso } from '../accounts.ts'
import { idAt } from '../idAt.ts'
import type { Random } from '../random.ts'
import type { Calendar } from './calendar.ts'
import { summaryOf } from './caseTexts.ts'
import type { Chronicle } from './chronicle.ts'
import type { Person } from './portal.ts'
import type { Agent, Roster } from './roster.ts'
import { verificationRow } from './verificationRow.ts'

/** What the desk works with. */
export interface Desk {
  random: Random
  calendar: Calendar
  chronicle: Chronicle
  roster: Roster
  /** Everybody: whom a search may show beside the one who was looked for. */
  patientIds: readonly string[]
}

type HandOver = Tables['case_handover']

/** As openCase has it: this long until a case is late. */
const serviceHours = 4
const extras: readonly Factor[] = ['mrn', 'phone', 'postalCode', 'street', 'lastVisitDate']

/** One case from the call to its end: its rows, and what the log holds of each step. */
export class CaseFile {
  readonly row: CaseRow
  agent: Agent
  readonly #desk: Desk
  readonly #p: Person

  constructor(desk: Desk, p: Person, agent: Agent, at: number, cause: string, category: string) {
    const { random } = desk
    this.#desk = desk
    this.#p = p
    this.agent = agent
    const number = createHash('sha256').update(`own:${p.patient.mrn}`).digest('hex')
    const channel = random.weighted(channels).channel
    this.row = {
      id: idAt(at),
      number: 0,
      patient_id: p.patient.id,
      category,
      channel,
      summary: summaryOf(random, cause, p.byProxy),
      status: 'open',
      escalated_to: null,
      opened_by: agent.id,
      assigned_to: agent.id,
      opened_at: iso(at),
      due_at: iso(at + serviceHours * hourMs),
      closed_at: null,
      cause: null,
      outcome: null,
      resolve_seconds: null,
      signed_in_at: null,
      call_back_at: null,
      postponements: 0,
      priority: 'routine',
      waiting_until: null,
      caller_key: channel === 'phone' && random.chance(0.7) ? number : null,
      reopened: 0,
      version: 1,
    }
    desk.chronicle.cases.push(this.row)
    this.#find(at)
    this.#log(at, 'case.opened', { objectType: 'case', objectId: this.row.id, purpose: category })
    this.#log(at + 3000, 'patient.diagnosed', {
      objectType: 'patient',
      objectId: this.row.patient_id,
      detail: { causes: [cause] },
      caseId: undefined,
    })
  }

  #log(at: number, action: string, over: Partial<AuditEvent> = {}): void {
    this.#desk.chronicle.audit.push(
      this.#desk.roster.act(this.agent, at, action, [this.row.patient_id], { caseId: this.row.id, ...over }),
    )
  }

  /** The patient is looked for; now and then somebody else's record is opened first, by mistake. */
  #find(at: number): void {
    const { random, roster, chronicle, patientIds } = this.#desk
    const { id } = this.#p.patient
    const alike = Array.from({ length: random.int(0, 5) }, () => random.pick(patientIds))
    const found = [...new Set([id, ...alike])]
    for (let typed = random.int(1, 3); typed > 0; typed--) {
      const detail = {
        words: random.int(1, 2),
        birthDate: random.chance(0.5),
        shown: found.length,
        found: found.length,
      }
      chronicle.audit.push(
        roster.act(this.agent, at - 8000 - typed * 3000, 'patient.searched', found, { detail }),
      )
    }
    const open = (ms: number, shown: string) =>
      chronicle.audit.push(
        roster.act(this.agent, ms, 'patient.shown', [shown], { objectType: 'patient', objectId: shown }),
      )
    if (found[1] && random.chance(0.03)) open(at - 6000, found[1])
    open(at - 3000, id)
  }

  /** @returns its id */
  note(at: number, text: string, kind = 'note'): string {
    const id = newId()
    this.#desk.chronicle.notes.push({
      id,
      case_id: this.row.id,
      staff_id: this.agent.id,
      kind,
      text,
      created_at: iso(at),
    })
    if (kind === 'note') this.#log(at, 'case.noted', { ...this.#object, fields: ['notes'] })
    return id
  }

  get #object() {
    return { objectType: 'case', objectId: this.row.id }
  }

  /** The caller says who they are: T1, or nothing proved. @returns the id of what is kept of it */
  verify(at: number, proven: boolean): string {
    const { random, calendar, chronicle } = this.#desk
    const one = random.pick(extras)
    const names: Factor[] = ['givenName', 'familyName']
    const other = extras.filter((factor) => factor !== one)
    const matched: Factor[] = proven ? [...names, 'birthDate', one] : names
    const unmatched: Factor[] = proven
      ? random.chance(0.15)
        ? [random.pick(other)]
        : []
      : random.chance(0.7)
        ? ['birthDate', one]
        : [one, random.pick(other)]
    const caller = this.#p.byProxy ? 'proxy' : 'patient'
    const { id: caseId, patient_id: patientId } = this.row
    const row = verificationRow(
      calendar,
      at,
      { caseId, patientId, staffId: this.agent.id, caller },
      { proven, matched, unmatched },
    )
    chronicle.verifications.push(row)
    this.#log(at, 'caller.verified', {
      outcome: proven ? 'success' : 'failure',
      objectType: 'verification',
      objectId: row.id,
      detail: { tier: row.tier, caller, matched, unmatched },
    })
    return row.id
  }

  /** An act on the login, with the reason that it asks for. */
  acted(at: number, kind: string, action: string, tier: string, reason: string, fields: string[]): void {
    this.note(at, reason, kind)
    this.#log(at, action, {
      objectType: 'portal-account',
      objectId: this.#p.account!.id,
      purpose: this.row.category,
      detail: { tier },
      ...(fields.length > 0 && { fields }),
    })
  }

  escalate(at: number, queue: string, text: string, asked: Readonly<Record<string, string>>): void {
    this.#desk.chronicle.handovers.push({
      note_id: this.note(at, text, 'escalated'),
      case_id: this.row.id,
      queue: queue as HandOver['queue'],
      answers: JSON.stringify(asked),
      answer_note_id: null,
    })
    Object.assign(this.row, { status: 'escalated', escalated_to: queue, assigned_to: null })
    this.row.version++
    this.#log(at, 'case.escalated', {
      ...this.#object,
      fields: ['status', 'escalatedTo', 'assignedTo', ...Object.keys(asked).map((name) => `answers.${name}`)],
      detail: { to: queue },
    })
  }

  /** Somebody takes it up; nobody does where `agent` is undefined. */
  assign(at: number, by: Agent, agent: Agent | undefined): void {
    this.agent = by
    this.row.assigned_to = agent?.id ?? null
    this.row.version++
    this.#log(at, 'case.assigned', { ...this.#object, fields: ['assignedTo'] })
    if (agent) this.agent = agent
  }

  look(at: number): void {
    this.#log(at, 'case.shown', this.#object)
  }

  close(at: number, cause: string, outcome: string): void {
    Object.assign(this.row, {
      status: 'closed',
      closed_at: iso(at),
      cause,
      outcome,
      ...(outcome === 'signed-in' && { signed_in_at: iso(at) }),
      resolve_seconds: Math.round((at - Date.parse(this.row.opened_at)) / 1000),
    })
    this.row.version++
    this.#log(at, 'case.closed', {
      ...this.#object,
      fields: ['status', 'cause', 'outcome'],
      detail: { cause, outcome },
    })
  }
}

const channels = [
  { channel: 'phone', weight: 87 },
  { channel: 'in-person', weight: 6 },
  { channel: 'email', weight: 4 },
  { channel: 'chat', weight: 3 },
]
