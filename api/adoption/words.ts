import type { Missing } from '../core/problemBody.ts'
import { said } from '../core/words.ts'

export const endsBeforeItBegins = said(
  'period-backwards',
  'must not be after the last month',
  'no debe ser posterior al último mes',
)
export const tooLong = said(
  'period-too-long',
  'may be at most {months:month|months} before the last month',
  'puede ser como máximo {months:mes|meses} anterior al último mes',
)
export const inTheFuture = said('in-the-future', 'must not be in the future', 'no debe estar en el futuro')
export const tooEarly = said(
  'period-too-early',
  'must not be before {month}',
  'no debe ser anterior a {month}',
)
export const notASegment = said(
  'not-a-segment',
  'must be one clinic, one provider, one trait, or a clinic and one trait, as in clinic=…&age=18-29',
  'debe ser una clínica, un profesional, un rasgo, o una clínica y un rasgo, como en clinic=…&age=18-29',
)
export const weeksOfClinics = said(
  'weeks-of-clinics',
  'must be one clinic, or nothing: weeks are counted of the hospital and its clinics',
  'debe ser una clínica, o nada: las semanas se cuentan del hospital y de sus clínicas',
)
export const weeksOfHospital = said(
  'weeks-of-hospital',
  'must be nothing: for those who see no patients, weeks are of the hospital',
  'debe quedar vacío: para quien no ve pacientes, las semanas son del hospital',
)
/** What an owner is mailed of a goal. */
export const goalReminders = {
  hospital: { en: 'the whole hospital', es: 'todo el hospital' },
  due: {
    en: 'Not met yet, due by the end of {month}: {figure}, {place}',
    es: 'Sin cumplir aún, vence a fin de {month}: {figure}, {place}',
  },
  met: {
    en: 'Met by the end of {month}: {figure}, {place}',
    es: 'Cumplido a fin de {month}: {figure}, {place}',
  },
  missed: {
    en: 'Missed at the end of {month}: {figure}, {place}',
    es: 'No cumplido a fin de {month}: {figure}, {place}',
  },
  close: {
    en: 'Too close to tell at the end of {month}: {figure}, {place}',
    es: 'Demasiado justo para saberlo a fin de {month}: {figure}, {place}',
  },
  few: {
    en: 'Too few patients to tell at the end of {month}: {figure}, {place}',
    es: 'Muy pocos pacientes para saberlo a fin de {month}: {figure}, {place}',
  },
} as const
export const segmentWhenCompared = said(
  'segment-when-compared',
  'may be one clinic when people are compared by a trait, and nothing otherwise',
  'puede ser una clínica cuando se compara por un rasgo, y nada en otro caso',
)
export const tooRecent = said(
  'mark-too-recent',
  'must be at least one whole month ago',
  'debe ser de hace al menos un mes entero',
)
export const notAGroup = said(
  'not-a-group',
  'must be one of the groups that can be shown',
  'debe ser uno de los grupos que se pueden mostrar',
)
export const changedWithoutPlace = said(
  'changed-without-place',
  'may be given only where no clinic or provider is chosen',
  'solo puede indicarse si no se elige clínica ni profesional',
)
export const totalsOnly = said(
  'totals-only',
  'Your role sees only totals for the whole hospital.',
  'Su función solo ve los totales de todo el hospital.',
)
export const mayCompare: Missing = {
  code: 'role',
  message: {
    en: 'a role that may compare clinics and groups',
    es: 'una función que pueda comparar clínicas y grupos',
  },
}
export const noGoal = { en: 'goal', es: 'el objetivo' }
export const atMostAll = said(
  'more-than-all',
  'must be at most 100, in percent',
  'debe ser como máximo 100, en porcentaje',
)
export const notAPlace = said(
  'not-a-place',
  'must be a clinic or a provider with figures of its own, or empty for the whole hospital',
  'debe ser una clínica o un profesional con cifras propias, o quedar vacío para todo el hospital',
)
export const dueInThePast = said('due-in-the-past', 'must not be over yet', 'no debe haber terminado')
export const dueTooFar = said(
  'due-too-far',
  'must be within {years:year|years}',
  'debe estar dentro de {years:año|años}',
)
export const notAnOwner = said(
  'not-an-owner',
  'must be an active staff member whose role compares clinics',
  'debe ser personal activo cuya función compara clínicas',
)
export const noAnnotation = { en: 'mark', es: 'la marca' }
export const hasNoGoal = said(
  'has-no-goal',
  'must be a share or a rate; times have no goal',
  'debe ser una proporción o una tasa; los tiempos no tienen objetivo',
)
export const actInTheFuture = said(
  'act-in-the-future',
  'must not be in the future',
  'no debe estar en el futuro',
)
export const actTooOld = said(
  'act-too-old',
  'must not be older than {days:day|days}',
  'no debe tener más de {days:día|días}',
)
export const toldEnough = said(
  'told-enough',
  'So many acts were told of this patient within 24 hours that no more are taken. Tell the rest later.',
  'Se contaron tantos actos de este paciente en 24 horas que no se admiten más. Cuente el resto más tarde.',
)
export const askedEnough = said(
  'asked-enough',
  'You asked about more groups within 24 hours than figures are for. Ask again later; figures of the whole hospital stay open.',
  'Preguntó por más grupos en 24 horas de los que se admiten. Pregunte más tarde; las cifras de todo el hospital siguen abiertas.',
)
export const noFile = said('no-such-file', 'does not exist', 'no existe')
