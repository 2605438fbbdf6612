import { act } from '../../acts/act.ts'
import { newId } from '../../core/db/id.ts'
import { idParam } from '../../core/http/schema.ts'
import { suspended, suspensionDone } from '../accounting/schema.ts'
import { onDisclosure } from './target.ts'

/**
 * Keeps what went to an agency out of what the patient is given for a time that the agency says, since it would impede what it does
 * (45 CFR 164.528(a)(2)): in writing for as long as they write, orally for thirty days at most. It is for all that went to them about
 * this patient. The entries stay in the register.
 */
export const suspendDisclosure = act({
  name: 'disclosure.suspended',
  letter: 'U',
  words: {
    en: 'Suspended the accounting of disclosures to an agency, at its request',
    es: 'Suspendió, a petición de una agencia, la relación de lo divulgado a ella',
  },
  watch: 'nothing',
  verb: {
    en: 'Leave out for a time, at an agency’s request',
    es: 'Omitir un tiempo, a petición de una agencia',
  },
  tag: 'Privacy',
  at: 'POST /api/disclosures/{id}/suspend',
  needs: 'disclosures.manage',
  status: 201,
  params: idParam,
  body: suspended,
  reply: suspensionDone,
  on: onDisclosure,
  guards: { standing: true, toAgency: true, past: 'saidOn', suspensionWithin: true },
  async do(trx, ctx, row, { kind, saidOn, until, official, reason }) {
    const now = ctx.now()
    const id = newId(now.getTime())
    await trx
      .insertInto('disclosure_suspension')
      .values({
        id,
        patient_id: row.patient_id,
        purpose: row.purpose,
        recipient: row.recipient,
        kind,
        official,
        said_on: saidOn,
        until_day: until,
        reason,
        recorded_by: ctx.actor.id,
        recorded_at: now.toISOString(),
      })
      .execute()
    return { reply: { id, until }, fields: ['suspendedUntil'], detail: { suspension: id, kind, until } }
  },
})
