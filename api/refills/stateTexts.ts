import type { Words } from '../core/words.ts'
import type { RefillState, refusalReasons } from './lists.ts'

/** What the states of a refill are called. */
export const refillStateTexts: Record<RefillState, Words> = {
  requested: { en: 'Waiting', es: 'En espera' },
  accepted: { en: 'Approved', es: 'Aprobado' },
  rejected: { en: 'Declined', es: 'Rechazado' },
  completed: { en: 'Sent to the pharmacy', es: 'Enviado a la farmacia' },
  cancelled: { en: 'Taken back', es: 'Retirado' },
}

/** Why a refill was declined. */
export const refusalTexts: Record<(typeof refusalReasons)[number], Words> = {
  'too-soon': { en: 'It is too soon for a refill', es: 'Es demasiado pronto para un resurtido' },
  'visit-needed': { en: 'A visit is needed first', es: 'Antes hace falta una visita' },
  'other-prescriber': {
    en: 'Another clinic prescribes this medication',
    es: 'Otra clínica receta este medicamento',
  },
  stopped: { en: 'This medication was stopped', es: 'Este medicamento se suspendió' },
  other: { en: 'Another reason', es: 'Otro motivo' },
}
