import { said } from '../core/words.ts'

export const noPair = { en: 'pair of records', es: 'el par de expedientes' }
export const pairDecided = said(
  'pair-decided',
  'This pair was decided meanwhile, or waits to be. Look at it as it is now.',
  'Este par ya se decidió o está por decidirse. Vea cómo está ahora.',
)
export const pairChanged = said(
  'pair-changed',
  'One of the two records changed. Look at them as they are now, then decide.',
  'Uno de los dos expedientes cambió. Vea cómo están ahora y decida.',
)
export const notOfPair = said(
  'not-of-pair',
  'must be one of the two records',
  'debe ser uno de los dos expedientes',
)
export const waitsHere = said(
  'waits-for-records',
  'Medical records has a correction or a custody doubt to answer on the record that would be replaced. Answer it first: it would be lost from sight.',
  'Registros tiene una corrección o una duda de custodia por responder en el expediente que se reemplazaría. Respóndala antes: se perdería de vista.',
)
export const mergedOn = said(
  'merged-on',
  'The surviving record was itself merged into another one. Undo that merge first.',
  'El expediente vigente se fusionó a su vez con otro. Deshaga primero esa fusión.',
)
export const mergedElsewhere = said(
  'merged-elsewhere',
  'The hospital’s system has since merged this record into another one. It can only be changed there.',
  'El sistema del hospital fusionó después este expediente con otro. Solo se puede cambiar allí.',
)
