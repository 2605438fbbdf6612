import type { Words } from '../core/words.ts'
import type { declineReasons } from './lists.ts'

/** Why a proof of identity was not approved. */
export const declineTexts: Record<(typeof declineReasons)[number], Words> = {
  'another-person': {
    en: 'The ID or the service shows another person',
    es: 'La identificación o el servicio muestra a otra persona',
  },
  'document-doubted': {
    en: 'The ID may be false or altered',
    es: 'La identificación puede ser falsa o estar alterada',
  },
  'document-expired': {
    en: 'The ID has expired or is not accepted',
    es: 'La identificación venció o no se acepta',
  },
  'not-shown': {
    en: 'The person or the ID was not shown to me',
    es: 'No me mostraron a la persona o la identificación',
  },
  'wrong-record': {
    en: 'It was recorded for the wrong patient',
    es: 'Se registró en el paciente equivocado',
  },
  other: { en: 'Another reason', es: 'Otro motivo' },
}
