import { said, type Words } from '../../core/words.ts'
import type { proxyAccess, proxyPapers, relationships } from '../lists.ts'

export const relationshipWords: Record<(typeof relationships)[number], Words> = {
  parent: { en: 'Parent', es: 'Padre o madre' },
  guardian: { en: 'Guardian', es: 'Tutor' },
  spouse: { en: 'Spouse or partner', es: 'Cónyuge o pareja' },
  child: { en: 'Son or daughter', es: 'Hijo o hija' },
  sibling: { en: 'Brother or sister', es: 'Hermano o hermana' },
  caregiver: { en: 'Caregiver', es: 'Persona cuidadora' },
  other: { en: 'Someone else', es: 'Otra persona' },
}
export const accessWords: Record<(typeof proxyAccess)[number], Words> = {
  full: { en: 'Full access', es: 'Acceso completo' },
  limited: { en: 'Limited access', es: 'Acceso limitado' },
}
export const proxyPaperWords: Record<(typeof proxyPapers)[number], Words> = {
  'birth-certificate': { en: 'Birth certificate', es: 'Acta de nacimiento' },
  'adoption-decree': { en: 'Adoption decree', es: 'Sentencia de adopción' },
  'custody-order': { en: 'Custody or guardianship order', es: 'Orden de custodia o tutela' },
  'foster-placement': { en: 'Foster placement', es: 'Acogimiento familiar' },
  'adult-guardianship': { en: 'Guardianship of an adult', es: 'Tutela de un adulto' },
  'power-of-attorney': { en: 'Health care power of attorney', es: 'Poder notarial para atención médica' },
  none: { en: 'No document', es: 'Ningún documento' },
}

export const missingVoice = {
  records: {
    code: 'records-decide',
    message: {
      en: 'medical records: who acts for a small child, they decide by the document. Transfer the case to them',
      es: 'expedientes médicos: quién representa a un niño lo deciden ellos, con el documento. Transfiérales el caso',
    },
  },
  patient: {
    code: 'patient-speaks',
    message: {
      en: 'the patient’s own call: a teenager or an adult decides who acts for them',
      es: 'la llamada del propio paciente: un adolescente o un adulto decide quién le representa',
    },
  },
}
export const noSuchPerson = said(
  'no-such-person',
  'belongs to no record with this date of birth',
  'no es de ningún expediente con esta fecha de nacimiento',
)
export const notOneself = said('proxy-is-patient', 'is the patient’s own', 'es del propio paciente')
export const proxyTooYoung = said(
  'proxy-too-young',
  'belongs to a minor, who cannot act for anyone',
  'es de un menor, que no puede representar a nadie',
)
export const proxyAlready = said(
  'proxy-already',
  'This person already has access, or was asked to confirm it.',
  'Esta persona ya tiene acceso, o se le pidió confirmarlo.',
)
export const proxyGrantsOver = said(
  'proxy-grants-over',
  'You have named as many proxies as one person may within 24 hours. A colleague can go on.',
  'Ya indicó tantos representantes como puede una persona en 24 horas. Un colega puede seguir.',
)
export const custodyDoubted = said(
  'custody-doubted',
  'There is a doubt about who may act for this patient. Medical records settles it first.',
  'Hay una duda sobre quién puede representar a este paciente. Expedientes médicos la resuelve antes.',
)
export const noCustodyOfAdults = said(
  'custody-of-adult',
  'An adult decides who acts for them. About a guardian’s document, transfer the case to medical records.',
  'Un adulto decide quién le representa. Si se trata del documento de un tutor, transfiera el caso a expedientes médicos.',
)
export const noDoubtHere = said(
  'no-custody-doubt',
  'No doubt about custody waits for this patient. Return the case instead.',
  'De este paciente no hay ninguna duda de custodia en espera. Devuelva el caso.',
)
export const paperWanted = said(
  'paper-wanted',
  'must be a document that someone has seen',
  'debe ser un documento que alguien haya visto',
)
export const adultPaperWanted = said(
  'adult-paper-wanted',
  'must be a document about an adult: a guardianship of an adult or a power of attorney',
  'debe ser un documento sobre un adulto: tutela de un adulto o poder notarial',
)
export const minorPaperWanted = said(
  'minor-paper-wanted',
  'is about an adult; for a minor it must be a birth certificate, or a document of a court or of placement',
  'es sobre un adulto; para un menor debe ser un acta de nacimiento, o un documento judicial o de acogimiento',
)
export const teenDecides = said(
  'teen-decides',
  'is more than a parent has at the patient’s age; only the teenager can grant it, in a call of their own',
  'es más de lo que tienen los padres a la edad del paciente; solo el adolescente puede concederlo, en su propia llamada',
)
export const notThisPatientsProxy = said(
  'not-this-patients-proxy',
  'has no access to this patient that could be changed',
  'no tiene acceso a este paciente que pueda cambiarse',
)
export const notConfirmedYet = said(
  'proxy-asked-only',
  'was only asked for. Grant it instead.',
  'solo se pidió. Concédalo en su lugar.',
)
export const accessIsSo = said('access-unchanged', 'is what the proxy has', 'es el que ya tiene')
