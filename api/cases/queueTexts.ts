import type { Words } from '../core/words.ts'
import type { queues } from './lists.ts'

/** What the queues are called, in mails and on the page. */
export const queueNames = {
  supervisor: { en: 'Supervisor', es: 'Supervisión' },
  privacy: { en: 'Privacy', es: 'Privacidad' },
  security: { en: 'Security', es: 'Seguridad' },
  registration: { en: 'Registration', es: 'Registro de pacientes' },
  'health-information-management': { en: 'Medical records (HIM)', es: 'Expedientes médicos (HIM)' },
  clinic: { en: 'Clinic', es: 'Clínica' },
  incident: { en: 'Portal outage', es: 'Avería del portal' },
} as const satisfies Record<(typeof queues)[number], Words>
