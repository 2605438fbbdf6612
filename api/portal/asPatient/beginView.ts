import { act } from '../../acts/act.ts'
import { addCaseNote } from '../../cases/note.ts'
import { newId } from '../../core/db/id.ts'
import { idParam } from '../../core/http/schema.ts'
import { readPolicy } from '../../core/policy.ts'
import { portalPolicy } from '../policy.ts'
import * as schema from './schema.ts'
import { onConsenting, onMyView } from './target.ts'

const common = { watch: 'work', tag: 'Portal accounts', needs: 'accounts.act', params: idParam } as const

/**
 * The patient, proved in this case, agrees to let the agent see what they see in the portal. It lasts some minutes and no longer
 * than the case and the proof; another look of the same agent ends by it.
 */
export const beginView = act({
  ...common,
  name: 'portal.view-begun',
  letter: 'E',
  words: {
    en: 'Was allowed by the patient to look at what they see in the portal',
    es: 'Recibió permiso del paciente para ver lo que este ve en el portal',
  },
  verb: { en: 'View the portal as the patient', es: 'Ver el portal como el paciente' },
  at: 'POST /api/patients/{id}/portal-views',
  status: 201,
  body: schema.beginning,
  reply: schema.viewBegun,
  labels: { consent: { en: 'How the patient agreed', es: 'Cómo lo aceptó el paciente' } },
  on: onConsenting,
  guards: {
    openCase: true,
    queue: true,
    consentLevel: true,
    patientSpeaks: true,
    stranger: true,
    living: true,
  },
  async do(trx, ctx, { patient, supportCase, verification, tier }, { consent }) {
    const now = ctx.now()
    const { viewAsPatientMinutes: minutes } = await readPolicy(trx, portalPolicy)
    const until = new Date(now.getTime() + minutes * 60_000).toISOString()
    await trx
      .updateTable('patient_view')
      .set({ ended_at: now.toISOString() })
      .where('staff_id', '=', ctx.actor.id)
      .where('ended_at', 'is', null)
      .execute()
    const id = newId(now.getTime())
    await trx
      .insertInto('patient_view')
      .values({
        id,
        patient_id: patient.id,
        case_id: supportCase.id,
        staff_id: ctx.actor.id,
        verification_id: verification!.id,
        consent,
        begun_at: now.toISOString(),
        until_at: until,
        ended_at: null,
      })
      .execute()
    await addCaseNote(trx, ctx, supportCase.id, 'view-as-patient', '')
    return {
      reply: { id, until },
      about: { object: { type: 'patient-view', id } },
      detail: { consentBy: verification!.caller, consent, tier, minutes },
    }
  },
})

/** Ends one's look before its time. */
export const endView = act({
  ...common,
  name: 'portal.view-ended',
  letter: 'E',
  words: {
    en: 'Ended their look at what the patient sees in the portal',
    es: 'Terminó de ver lo que el paciente ve en el portal',
  },
  verb: { en: 'End the view', es: 'Terminar la vista' },
  at: 'POST /api/portal-views/{id}/end',
  reply: schema.viewEnded,
  on: onMyView,
  async do(trx, ctx, { row }) {
    const now = ctx.now().toISOString()
    const endedAt = row.ended_at ?? (row.until_at < now ? row.until_at : now)
    if (row.ended_at === null)
      await trx.updateTable('patient_view').set({ ended_at: endedAt }).where('id', '=', row.id).execute()
    return { reply: { id: row.id, endedAt } }
  },
})
