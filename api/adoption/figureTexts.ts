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
const visited: Text = {
  en: 'patients seen, each once a month, counted 31 days after the visit',
  es: 'pacientes atendidos, cada uno una vez al mes, contados 31 días después de la visita',
}
const activated: Text = {
  en: 'patients who ever activated a portal account',
  es: 'pacientes que alguna vez activaron una cuenta',
}
const active: Text = {
  en: 'patients active in the 365 days to that day',
  es: 'pacientes activos en los 365 días hasta ese día',
}
const offers: Text = { en: 'invitations sent in the period', es: 'invitaciones enviadas en el periodo' }
const months: Text = {
  en: 'patient-months of 30 days: patients active in the 30 days to the end of each month, times its days over 30, added up',
  es: 'meses-paciente de 30 días: los activos en los 30 días hasta el fin de cada mes, por sus días entre 30, sumados',
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
    name: { en: 'Offered an account', es: 'Cuenta ofrecida' },
    numerator: {
      en: 'of those, ever offered a portal account',
      es: 'de ellos, a quienes se ofreció alguna vez una cuenta',
    },
    denominator: eligible,
  },
  accessed: {
    name: { en: 'Used the portal in a year', es: 'Usaron el portal en un año' },
    numerator: {
      en: 'of those, did something on the portal themselves in the 365 days to that day',
      es: 'de ellos, hicieron ellos mismos algo en el portal en los 365 días hasta ese día',
    },
    denominator: eligible,
  },
  activated: {
    name: { en: 'Ever activated', es: 'Activados alguna vez' },
    numerator: {
      en: 'of those, who ever activated an account',
      es: 'de ellos, que alguna vez activaron una cuenta',
    },
    denominator: eligible,
  },
  'activated-now': {
    name: { en: 'Account open', es: 'Cuenta abierta' },
    numerator: {
      en: 'of those, had an account that was activated and not closed since',
      es: 'de ellos, tenían una cuenta activada y no cerrada desde entonces',
    },
    denominator: eligible,
  },
  'timely-access': {
    name: {
      en: 'Offered within 4 workdays of a visit',
      es: 'Cuenta ofrecida en 4 días hábiles tras la visita',
    },
    numerator: {
      en: 'of those, offered a portal account before, or by the fourth day from Monday to Friday after the visit',
      es: 'de ellos, a quienes se ofreció una cuenta antes o hasta el cuarto día de lunes a viernes tras la visita',
    },
    denominator: {
      en: 'patients seen, each once a month, counted 7 days after the visit',
      es: 'pacientes atendidos, cada uno una vez al mes, contados 7 días después de la visita',
    },
  },
  'registered-30': {
    name: { en: 'Registered within 30 days of a visit', es: 'Registrados en 30 días tras la visita' },
    numerator: {
      en: 'of those, activated an account before, or within 30 days after the visit',
      es: 'de ellos, activaron una cuenta antes o en los 30 días tras la visita',
    },
    denominator: visited,
  },
  'used-30': {
    name: {
      en: 'Used the portal within 30 days of a visit',
      es: 'Usaron el portal en 30 días tras la visita',
    },
    numerator: {
      en: 'of those, did something on the portal on the day of the visit or in the 30 days after',
      es: 'de ellos, hicieron algo en el portal el día de la visita o en los 30 días siguientes',
    },
    denominator: visited,
  },
  'activated-of-offered': {
    name: { en: 'Ever activated, of those offered', es: 'Activados alguna vez, de los ofrecidos' },
    numerator: {
      en: 'of those, who ever activated an account',
      es: 'de ellos, que alguna vez activaron una cuenta',
    },
    denominator: {
      en: 'patients seen in the 365 days to that day and ever offered a portal account',
      es: 'pacientes atendidos en los 365 días hasta ese día a quienes se ofreció una cuenta',
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
    name: { en: 'Frequent users', es: 'Usuarios frecuentes' },
    numerator: {
      en: 'of those, signed in twice or more in each of the twelve months before',
      es: 'de ellos, iniciaron sesión dos o más veces en cada uno de los doce meses anteriores',
    },
    denominator: activated,
  },
  'accessed-by-proxy': {
    name: { en: 'Used by a proxy in a year', es: 'Uso por un representante en un año' },
    numerator: {
      en: 'of those, for whom a proxy did something on the portal in the 365 days to that day',
      es: 'de ellos, por quienes un representante hizo algo en el portal en los 365 días hasta ese día',
    },
    denominator: eligible,
  },
  'proxy-share': {
    name: { en: 'Used by a proxy, of those used', es: 'Uso por un representante, de los usados' },
    numerator: {
      en: 'of those, by a proxy, alone or beside the patient',
      es: 'de ellos, por un representante, solo o junto al paciente',
    },
    denominator: {
      en: 'patients whose portal they or a proxy used in the 365 days to that day',
      es: 'pacientes cuyo portal usaron ellos o un representante en los 365 días hasta ese día',
    },
  },
  'uses-two': uses(
    'Used two functions or more',
    'Usaron dos funciones o más',
    'did two or more of: view results, write, book, ask for a refill, download, in those days',
    'hicieron dos o más de: ver resultados, escribir, reservar, pedir un resurtido, descargar, en esos días',
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
    'Requested refills',
    'Pidieron resurtidos',
    'requested a refill in those days',
    'pidieron un resurtido en esos días',
  ),
  'uses-download': uses(
    'Downloaded their record',
    'Descargaron su expediente',
    'downloaded their record in those days',
    'descargaron su expediente en esos días',
  ),
  'time-to-activate': {
    name: { en: 'Time to activate', es: 'Tiempo hasta activar' },
    numerator: {
      en: 'half or more took no longer than this from the first offer',
      es: 'la mitad o más tardaron como máximo esto desde la primera oferta',
    },
    denominator: {
      en: 'accounts activated in the period after an offer',
      es: 'cuentas activadas en el periodo tras una oferta',
    },
  },
  'code-expiry': {
    name: { en: 'Expired invitations', es: 'Invitaciones vencidas' },
    numerator: {
      en: 'of those, expired without being used or replaced',
      es: 'de ellas, vencidas sin usarse ni reemplazarse',
    },
    denominator: {
      en: 'invitations whose last day was in the period',
      es: 'invitaciones cuyo último día fue en el periodo',
    },
  },
  declined: {
    name: { en: 'Declined', es: 'Rechazados' },
    numerator: {
      en: 'of those, followed by the patient declining an account, before another was sent',
      es: 'de ellas, seguidas del rechazo de una cuenta por el paciente, antes de enviarse otra',
    },
    denominator: offers,
  },
  messages: {
    name: { en: 'Messages per 1,000 active', es: 'Mensajes por cada 1,000 activos' },
    numerator: {
      en: 'messages that patients sent themselves in the period',
      es: 'mensajes que los propios pacientes enviaron en el periodo',
    },
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
    numerator: {
      en: 'of those, on the portal, by the patient or a proxy',
      es: 'de ellas, en el portal, por el paciente o un representante',
    },
    denominator: {
      en: 'visits booked in the period, in any way',
      es: 'citas reservadas en el periodo, por cualquier medio',
    },
  },
  'refills-online': {
    name: { en: 'Refills requested online', es: 'Resurtidos pedidos en línea' },
    numerator: {
      en: 'of those, on the portal, by the patient or a proxy',
      es: 'de ellos, en el portal, por el paciente o un representante',
    },
    denominator: {
      en: 'refills requested in the period, in any way',
      es: 'resurtidos pedidos en el periodo, por cualquier medio',
    },
  },
  'lock-outs': {
    name: { en: 'Lock-outs per 1,000 active', es: 'Bloqueos por cada 1,000 activos' },
    numerator: {
      en: 'portal accounts locked in the period',
      es: 'cuentas del portal bloqueadas en el periodo',
    },
    denominator: months,
  },
  resets: {
    name: { en: 'Password resets per 1,000 active', es: 'Cambios de contraseña por cada 1,000 activos' },
    numerator: {
      en: 'passwords reset with a link in the period',
      es: 'contraseñas cambiadas con un enlace en el periodo',
    },
    denominator: months,
  },
  calls: {
    name: { en: 'Calls per 1,000 patients seen', es: 'Llamadas por cada 1,000 pacientes atendidos' },
    numerator: {
      en: 'calls by phone opened in the period',
      es: 'llamadas por teléfono abiertas en el periodo',
    },
    denominator: {
      en: 'patient-months of 30 days: patients seen in the 365 days to the end of each month, times its days over 30, added up; of a month that is not over, the days that have passed',
      es: 'meses-paciente de 30 días: los atendidos en los 365 días hasta el fin de cada mes, por sus días entre 30, sumados; del mes en curso, los días que han pasado',
    },
  },
  'first-contact': {
    name: { en: 'Resolved at first contact', es: 'Resueltas al primer contacto' },
    numerator: {
      en: 'of those, never transferred and not followed by another call within 7 days',
      es: 'de ellas, sin transferir y sin otra llamada en 7 días',
    },
    denominator: {
      en: 'calls closed, counted once the 7 days in which another could follow were over in the period',
      es: 'llamadas cerradas, contadas cuando terminaron en el periodo los 7 días en que podía seguir otra',
    },
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
    name: { en: 'Failed caller verifications', es: 'Verificaciones fallidas' },
    numerator: { en: 'of those, failed', es: 'de ellas, fallidas' },
    denominator: {
      en: 'caller verifications tried in the period',
      es: 'verificaciones de quien llama intentadas en el periodo',
    },
  },
  'service-level': {
    name: { en: 'Closed in time', es: 'Cerradas a tiempo' },
    numerator: { en: 'of those, closed before they were due', es: 'de ellas, cerradas antes del plazo' },
    denominator: closed,
  },
  'time-to-resolve': {
    name: { en: 'Time to resolve', es: 'Tiempo de resolución' },
    numerator: {
      en: 'half or more took no longer than this',
      es: 'la mitad o más tardaron como máximo esto',
    },
    denominator: closed,
  },
}

export const exclusionText: Text = {
  en: 'Not counted: patients who died and records merged into another, from that day on; activity of staff and systems.',
  es: 'No cuentan: pacientes fallecidos y expedientes fusionados, desde ese día; actividad del personal y de sistemas.',
}
