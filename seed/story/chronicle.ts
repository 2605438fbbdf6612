import { type NotedEvent, noteEvents } from '../../api/adoption/noteEvents.ts'
import type { AuditEvent } from '../../api/audit/event.ts'
import type { Desk } from '../../api/core/context.ts'
import type { Tables } from '../../api/core/db/tables.ts'
import type { Trx } from '../../api/core/db/transact.ts'
import { insertAll } from '../insert.ts'
import { keep } from '../office/timeline.ts'

type Row<T extends keyof Tables> = Tables[T]

/** Everything that happened, as rows that are not written yet. */
export class Chronicle {
  accounts: Row<'portal_account'>[] = []
  tokens: Row<'portal_token'>[] = []
  mails: Row<'mail'>[] = []
  events: Row<'portal_event'>[] = []
  visits: Row<'encounter'>[] = []
  grants: Row<'proxy_grant'>[] = []
  contacts: Row<'contact_point'>[] = []
  acts: NotedEvent[] = []
  audit: AuditEvent[] = []
  /** What changed of contacts that are on file already, by their id. */
  changed = new Map<string, Partial<Row<'contact_point'>>>()
  /** Cases are numbered by time, so they wait until all are known; and with them what points at them. */
  readonly cases: Row<'support_case'>[] = []
  readonly notes: Row<'case_note'>[] = []
  readonly emergencies: Row<'break_glass'>[] = []
  readonly handovers: Row<'case_handover'>[] = []
  readonly verifications: Row<'verification'>[] = []
  readonly #mailsOfCases: Row<'mail'>[] = []
  /** What the log is to hold of the time since; it is not written yet. */
  readonly held: AuditEvent[] = []
  readonly #heldFrom: string

  /** @param heldFrom the moment from which on the log is written later, day by day */
  constructor(heldFrom: number) {
    this.#heldFrom = new Date(heldFrom).toISOString()
  }

  /** Writes what does not hang on a case, and forgets it. */
  async writeLives(desk: Desk, trx: Trx): Promise<void> {
    await insertAll(trx, 'portal_account', this.accounts)
    await insertAll(trx, 'portal_token', this.tokens)
    await insertAll(trx, 'contact_point', this.contacts)
    for (const mail of this.mails) if (mail.case_id) this.#mailsOfCases.push(mail)
    await insertAll(
      trx,
      'mail',
      this.mails.filter((mail) => !mail.case_id),
    )
    await insertAll(trx, 'portal_event', this.events)
    await insertAll(trx, 'encounter', this.visits)
    await insertAll(trx, 'proxy_grant', this.grants)
    await noteEvents(trx, this.acts)
    for (const event of this.audit) if (event.at >= this.#heldFrom) this.held.push(event)
    await keep(
      desk,
      trx,
      this.audit.filter((event) => event.at < this.#heldFrom),
    )
    for (const [id, change] of this.changed)
      await trx.updateTable('contact_point').set(change).where('id', '=', id).execute()
    this.accounts = []
    this.tokens = []
    this.mails = []
    this.events = []
    this.visits = []
    this.grants = []
    this.contacts = []
    this.acts = []
    this.audit = []
    this.changed = new Map()
  }

  /** Numbers the cases by the time they were opened and writes them, with all that points at them. It comes last. */
  async writeCases(trx: Trx): Promise<void> {
    this.cases.sort((a, b) => (a.opened_at < b.opened_at ? -1 : 1))
    this.cases.forEach((one, i) => {
      one.number = 1001 + i
    })
    await insertAll(trx, 'support_case', this.cases)
    await insertAll(trx, 'case_note', this.notes)
    await insertAll(trx, 'break_glass', this.emergencies)
    await insertAll(trx, 'case_handover', this.handovers)
    await insertAll(trx, 'verification', this.verifications)
    await insertAll(trx, 'mail', this.#mailsOfCases)
  }
}
