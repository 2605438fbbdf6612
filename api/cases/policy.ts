import { type PolicyNumber, type PolicyOf, policyRows } from '../core/policy.ts'
import type { categories } from './lists.ts'

type Category = (typeof categories)[number]
type Row = Omit<PolicyNumber, 'about'>

/** Hours of service; the same for each until the hospital decides, so that it promises nothing that nobody decided (2026-11-26). */
const caseHours = { usual: 4, least: 1, most: 240, unit: 'hours' } as const
const due = (en: string, es: string): Row => ({
  ...caseHours,
  meaning: {
    en: `How long until a case is due, in hours the desk is open: ${en}`,
    es: `En cuánto tiempo vence un caso, en horas de atención: ${es}`,
  },
})

/** The numbers of the categories that are offered. */
export const categoryHours = {
  'cannot-sign-in': 'hoursCannotSignIn',
  'locked-out': 'hoursLockedOut',
  'forgotten-password': 'hoursForgottenPassword',
  invitation: 'hoursInvitation',
  'second-factor': 'hoursSecondFactor',
  'contact-change': 'hoursContactChange',
  'proxy-access': 'hoursProxyAccess',
  'results-missing': 'hoursResultsMissing',
  'privacy-concern': 'hoursPrivacyConcern',
  other: 'hoursOther',
} as const satisfies Record<Category, string>

const byCategory: Record<(typeof categoryHours)[Category], Row> = {
  hoursCannotSignIn: due('cannot sign in', 'no puede iniciar sesión'),
  hoursLockedOut: due('locked out', 'cuenta bloqueada'),
  hoursForgottenPassword: due('forgotten password', 'contraseña olvidada'),
  hoursInvitation: due('invitation', 'invitación'),
  hoursSecondFactor: due('second factor', 'segundo factor'),
  hoursContactChange: due('email or phone changed', 'cambió el correo electrónico o el teléfono'),
  hoursProxyAccess: due('proxy access', 'acceso de representante'),
  hoursResultsMissing: due('results missing', 'faltan resultados'),
  hoursPrivacyConcern: due('privacy concern', 'inquietud sobre privacidad'),
  hoursOther: due('something else', 'otro'),
}

/** Service levels. */
export const casesPolicy = policyRows('cases', {
  caseHours: due('a reason of the hospital’s own', 'un motivo propio del hospital'),
  ...byCategory,
  urgentMinutes: {
    usual: 60,
    least: 5,
    most: 1440,
    unit: 'minutes',
    meaning: {
      en: 'How long until an urgent case is due, from when it was marked urgent, in minutes the desk is open',
      es: 'En cuánto tiempo vence un caso urgente, desde que se marcó así, en minutos de atención',
    },
  },
  dueSoonMinutes: {
    usual: 60,
    least: 5,
    most: 1440,
    unit: 'minutes',
    meaning: {
      en: 'How long before it is due a case stands among those that are due',
      es: 'Con cuánta antelación aparece un caso entre los que vencen',
    },
  },
  queueMailHours: {
    usual: 4,
    least: 1,
    most: 72,
    unit: 'hours',
    meaning: {
      en: 'At most how often staff are emailed while cases wait for their team',
      es: 'Cada cuánto, como máximo, se avisa por correo al personal mientras hay casos pendientes de su equipo',
    },
  },
  workDays: {
    usual: 28,
    least: 7,
    most: 92,
    unit: 'days',
    meaning: {
      en: 'How far back the supervisor’s page counts how calls went',
      es: 'Hasta cuándo atrás cuenta la página de supervisión cómo fueron las llamadas',
    },
  },
  settledDays: {
    usual: 7,
    least: 1,
    most: 30,
    unit: 'days',
    meaning: {
      en: 'How long no other case may be opened for a patient for the one before to count as solved on first contact; adoption figures count 7 days',
      es: 'Cuánto tiempo no debe abrirse otro caso del paciente para que el anterior cuente como resuelto en el primer contacto; las cifras de uso cuentan 7 días',
    },
  },
  smallestShare: {
    usual: 20,
    least: 5,
    most: 200,
    unit: 'times',
    meaning: {
      en: 'Of how many calls at least a share is shown; below that it would be chance',
      es: 'De cuántas llamadas como mínimo se muestra una proporción; con menos sería azar',
    },
  },
  callerNumberDays: {
    usual: 90,
    least: 1,
    most: 730,
    unit: 'days',
    meaning: {
      en: 'How far back a case says whether its phone number called before',
      es: 'Hasta cuándo atrás indica un caso si su número de teléfono ya llamó',
    },
  },
  callBackDays: {
    usual: 14,
    least: 1,
    most: 60,
    unit: 'days',
    meaning: {
      en: 'How far ahead a call back may be agreed',
      es: 'Con cuánta antelación se puede acordar volver a llamar',
    },
  },
  callBacksInARow: {
    usual: 3,
    least: 1,
    most: 10,
    unit: 'times',
    meaning: {
      en: 'How often in a row a call back may be agreed before the case goes to someone else',
      es: 'Cuántas veces seguidas se puede acordar volver a llamar antes de que el caso pase a otra persona',
    },
  },
  draftDays: {
    usual: 7,
    least: 1,
    most: 30,
    unit: 'days',
    meaning: {
      en: 'How long what was typed and not sent is kept for whoever typed it',
      es: 'Cuánto tiempo se conserva lo escrito y no enviado para quien lo escribió',
    },
  },
  reopenDays: {
    usual: 14,
    least: 1,
    most: 90,
    unit: 'days',
    meaning: {
      en: 'How long after it was closed a case may be reopened; after that a new one is opened',
      es: 'Hasta cuándo después de cerrarse se puede reabrir un caso; después se abre uno nuevo',
    },
  },
})

export type CasesPolicy = PolicyOf<typeof casesPolicy>
