import { said } from '../core/words.ts'

export const noRefill = { en: 'refill request', es: 'la solicitud de resurtido' }
export const tooManyRefills = said(
  'too-many-refills',
  'As many refills as can be asked for at once wait to be decided. If it is urgent, call the clinic.',
  'Ya esperan decisión tantos resurtidos como se pueden pedir a la vez. Si es urgente, llame a la clínica.',
)
export const refillsOver = said(
  'refills-over',
  'As many refills were asked for as can be in one day. If it is urgent, call the clinic.',
  'Ya se pidieron tantos resurtidos como se pueden pedir en un día. Si es urgente, llame a la clínica.',
)
export const refillChanged = said(
  'refill-changed',
  'This request changed meanwhile. Look at it as it is now.',
  'Esta solicitud cambió entretanto. Véala como está ahora.',
)
export const refillIs = {
  requested: said('refill-requested', 'This refill is not decided yet.', 'Este resurtido aún no se decidió.'),
  accepted: said('refill-accepted', 'This refill was approved.', 'Este resurtido se aprobó.'),
  rejected: said('refill-rejected', 'This refill was declined.', 'Este resurtido se rechazó.'),
  completed: said(
    'refill-completed',
    'This refill was sent to the pharmacy.',
    'Este resurtido se envió a la farmacia.',
  ),
  cancelled: said(
    'refill-cancelled',
    'The patient took this request back.',
    'El paciente retiró esta solicitud.',
  ),
}
