import { said } from '../../core/words.ts'

export const noConflict = { en: 'record that was set aside', es: 'el registro apartado' }
export const conflictDecided = said(
  'conflict-decided',
  'This record has been decided already.',
  'Este registro ya se decidió.',
)
export const conflictChanged = said(
  'conflict-changed',
  'The source sent this record again, or the patient’s record changed. Look at it as it is now, then decide.',
  'La fuente volvió a enviar este registro o el expediente cambió. Vea cómo está ahora y decida.',
)
export const notConcerned = said(
  'not-concerned',
  'must be a patient this record was matched with',
  'debe ser un paciente con el que coincidió este registro',
)
export const numbersTaken = said(
  'numbers-taken',
  'Another patient has one of this record’s numbers by now. The next import compares it anew.',
  'Otro paciente ya tiene uno de los números de este registro. La próxima importación lo comparará de nuevo.',
)
export const cannotBeOpened = said(
  'cannot-be-opened',
  'What the source said cannot be opened: it was damaged, or its key is lost. Take it off the list, and say why.',
  'Lo que dijo la fuente no se puede abrir: está dañado o se perdió su clave. Quítelo de la lista y diga por qué.',
)
export const canBeOpened = said(
  'can-be-opened',
  'This record can be read. Compare it, and decide.',
  'Este registro se puede leer. Compárelo y decida.',
)
export const unfitByNow = said(
  'unfit-by-now',
  'This record cannot be taken over any more by the rules for imports. Keep the record on file.',
  'Este registro ya no se puede tomar según las reglas de importación. Conserve el expediente registrado.',
)
