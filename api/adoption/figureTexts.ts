import type { FigureCode } from './figures/catalog.ts'

type Text = { en: string; es: string }
export interface FigureText {
  name: Text
  numerator: Text
  denominator: Text
}

const eligible: Text = {
  en: 'patients seen in the 365 days to that day',
  es: 'pacientes atendidos en los 365 días hasta ese día',
}
const activated: Text = {
  en: 'patients with an activated login',
  es: 'pacientes con acceso activado',
}
const active: Text = {
  en: 'patients active in the 365 days to that day',
  es: 'pacientes activos en los 365 días hasta ese día',
}
const offers: Text = { en: 'invitations sent in the period', es: 'invitaciones enviadas en el periodo' }
const months: Text = {
  en: 'patient-months of activity: those active in the 30 days to each month’s end, added up',
  es: 'meses-paciente de actividad: los activos en los 30 días hasta el fin de cada mes, sumados',
}
const closed: Text = { en: 'calls closed in the period', es: 'llamadas cerradas en el periodo' }
const answers: Text = {
  en: 'messages answered in the period',
  es: 'mensajes contestados en el periodo',
}

const uses = (en: string, es: string, did: string, hizo: string): FigureText => ({
  name: { en, es },
  numerator: { en: `of those, ${did}`, es: `de ellos, ${hizo}` },
  denominator: active,
})

/** What each figure counts, in words that stand beside it. */
export const figureTexts: Record<FigureCode, FigureText> = {
  offered: {
    name: { en: 'Offered access', es: 'Acceso ofrecido' },
    numerator: { en: 'of those, ever offered a login', es: 'de ellos, con acceso ofrecido alguna vez' },
    denominator: eligible,
  },
  accessed: {
    name: { en: 'Used the portal in a year', es: 'Usaron el portal en un año' },
    numerator: {
      en: 'of those, did something on the portal in the 365 days to that day',
      es: 'de ellos, hicieron algo en el portal en los 365 días hasta ese día',
    },
    denominator: eligible,
  },
  activated: {
    name: { en: 'Activated', es: 'Activados' },
    numerator: { en: 'of those, with an activated login', es: 'de ellos, con acceso activado' },
    denominator: eligible,
  },
  'activated-of-offered': {
    name: { en: 'Activated, of those offered', es: 'Activados, de los ofrecidos' },
    numerator: { en: 'of those, with an activated login', es: 'de ellos, con acceso activado' },
    denominator: {
      en: 'patients seen in the 365 days to that day and ever offered a login',
      es: 'pacientes atendidos en los 365 días hasta ese día con acceso ofrecido',
    },
  },
  'active-30': {
    name: { en: 'Active in 30 days', es: 'Activos en 30 días' },
    numerator: {
      en: 'of those, did something in the 30 days to that day',
      es: 'de ellos, hicieron algo en los 30 días hasta ese día',
    },
    denominator: activated,
  },
  'active-90': {
    name: { en: 'Active in 90 days', es: 'Activos en 90 días' },
    numerator: {
      en: 'of those, did something in the 90 days to that day',
      es: 'de ellos, hicieron algo en los 90 días hasta ese día',
    },
    denominator: activated,
  },
  'active-365': {
    name: { en: 'Active in 365 days', es: 'Activos en 365 días' },
    numerator: {
      en: 'of those, did something in the 365 days to that day',
      es: 'de ellos, hicieron algo en los 365 días hasta ese día',
    },
    denominator: activated,
  },
  superusers: {
    name: { en: 'Superusers', es: 'Usuarios intensivos' },
    numerator: {
      en: 'of those, signed in twice or more in each of the twelve months before',
      es: 'de ellos, entraron dos o más veces en cada uno de los doce meses anteriores',
    },
    denominator: activated,
  },
  'proxy-share': uses(
    'Used by a proxy',
    'Uso por un representante',
    'with acts of a proxy in those days',
    'con actos de un representante en esos días',
  ),
  'uses-results': uses(
    'Viewed results',
    'Vieron resultados',
    'viewed results in those days',
    'vieron resultados en esos días',
  ),
  'uses-message': uses(
    'Wrote messages',
    'Enviaron mensajes',
    'sent a message in those days',
    'enviaron un mensaje en esos días',
  ),
  'uses-visit': uses(
    'Booked visits',
    'Reservaron citas',
    'booked a visit in those days',
    'reservaron una cita en esos días',
  ),
  'uses-refill': uses(
    'Asked for refills',
    'Pidieron recetas',
    'asked for a refill in those days',
    'pidieron una receta en esos días',
  ),
  'uses-download': uses(
    'Downloaded the record',
    'Descargaron la historia',
    'downloaded their record in those days',
    'descargaron su historia en esos días',
  ),
  'time-to-activate': {
    name: { en: 'Time to activate', es: 'Tiempo hasta activar' },
    numerator: {
      en: 'half or more of these took no longer, from the first offer',
      es: 'la mitad o más tardaron eso como mucho, desde la primera oferta',
    },
    denominator: {
      en: 'logins activated in the period that had been offered',
      es: 'accesos activados en el periodo tras una oferta',
    },
  },
  'code-expiry': {
    name: { en: 'Codes that expired', es: 'Códigos caducados' },
    numerator: {
      en: 'codes whose last day fell in the period, neither used nor replaced',
      es: 'códigos cuyo último día cayó en el periodo, ni usados ni sustituidos',
    },
    denominator: offers,
  },
  declined: {
    name: { en: 'Declined', es: 'Rechazados' },
    numerator: {
      en: 'patients who declined a login in the period',
      es: 'pacientes que lo rechazaron en el periodo',
    },
    denominator: offers,
  },
  messages: {
    name: { en: 'Messages per 1,000 active', es: 'Mensajes por 1000 activos' },
    numerator: { en: 'messages sent in the period', es: 'mensajes enviados en el periodo' },
    denominator: months,
  },
  'answered-24': {
    name: { en: 'Messages answered within 24 hours', es: 'Mensajes contestados en 24 horas' },
    numerator: { en: 'of those, within 24 hours', es: 'de ellos, en 24 horas' },
    denominator: answers,
  },
  'answered-72': {
    name: { en: 'Messages answered within 72 hours', es: 'Mensajes contestados en 72 horas' },
    numerator: { en: 'of those, within 72 hours', es: 'de ellos, en 72 horas' },
    denominator: answers,
  },
  'visits-online': {
    name: { en: 'Visits booked online', es: 'Citas reservadas en línea' },
    numerator: { en: 'of those, on the portal', es: 'de ellas, en el portal' },
    denominator: { en: 'visits booked in the period, by any way', es: 'citas reservadas en el periodo' },
  },
  'refills-online': {
    name: { en: 'Refills asked for online', es: 'Recetas pedidas en línea' },
    numerator: { en: 'of those, on the portal', es: 'de ellas, en el portal' },
    denominator: { en: 'refills asked for in the period, by any way', es: 'recetas pedidas en el periodo' },
  },
  'lock-outs': {
    name: { en: 'Lock-outs per 1,000 active', es: 'Bloqueos por 1000 activos' },
    numerator: { en: 'logins locked in the period', es: 'accesos bloqueados en el periodo' },
    denominator: months,
  },
  resets: {
    name: { en: 'Resets per 1,000 active', es: 'Restablecimientos por 1000 activos' },
    numerator: {
      en: 'passwords reset with a link in the period',
      es: 'contraseñas restablecidas con un enlace en el periodo',
    },
    denominator: months,
  },
  calls: {
    name: { en: 'Calls per 1,000 active', es: 'Llamadas por 1000 activos' },
    numerator: { en: 'calls opened in the period', es: 'llamadas abiertas en el periodo' },
    denominator: months,
  },
  'first-contact': {
    name: { en: 'Resolved at first contact', es: 'Resueltas al primer contacto' },
    numerator: {
      en: 'of those, never handed over and not followed by another call within 7 days',
      es: 'de ellas, sin derivar y sin otra llamada en 7 días',
    },
    denominator: closed,
  },
  'repeat-calls': {
    name: { en: 'Repeat calls within 7 days', es: 'Llamadas repetidas en 7 días' },
    numerator: {
      en: 'of those, within 7 days of an earlier call of the same patient',
      es: 'de ellas, en los 7 días tras otra llamada del mismo paciente',
    },
    denominator: { en: 'calls opened in the period', es: 'llamadas abiertas en el periodo' },
  },
  'verification-failure': {
    name: { en: 'Callers not verified', es: 'Llamantes no verificados' },
    numerator: { en: 'of those, failed', es: 'de ellas, fallidas' },
    denominator: { en: 'verifications tried in the period', es: 'verificaciones intentadas en el periodo' },
  },
  'service-level': {
    name: { en: 'Closed in time', es: 'Cerradas a tiempo' },
    numerator: { en: 'of those, closed before they were due', es: 'de ellas, cerradas antes del plazo' },
    denominator: closed,
  },
  'time-to-resolve': {
    name: { en: 'Time to resolve', es: 'Tiempo de resolución' },
    numerator: { en: 'half or more of these took no longer', es: 'la mitad o más tardaron eso como mucho' },
    denominator: closed,
  },
}

export const exclusionText: Text = {
  en: 'Left out: patients who died, and records merged into another, from that day on; acts of staff and systems.',
  es: 'No cuentan: pacientes fallecidos y registros fusionados, desde ese día; actos del personal y de sistemas.',
}
