import { said } from '../core/words.ts'

export const noView = { en: 'saved view', es: 'la vista guardada' }
export const noExport = { en: 'export', es: 'la exportación' }
export const noMember = { en: 'staff member', es: 'el miembro del personal' }
export const noPatient = { en: 'patient', es: 'el paciente' }

export const unknownAct = said(
  'unknown-act',
  'names {name}, which is not an action the log records',
  'nombra {name}, que no es una acción que el registro recoja',
)
export const tooDeep = said(
  'page-by-key',
  'is beyond {most} rows: page by key with filter.before or filter.after',
  'pasa de {most} filas: pagine por clave con filter.before o filter.after',
)
export const noEdge = said(
  'no-edge',
  'before and after must name an event of the log',
  'before y after deben nombrar un evento del registro',
)
export const tooManyToSort = said(
  'too-many-to-sort',
  'cannot be used: more than {most} events match. Narrow the search, or export it sorted',
  'no se puede usar: coinciden más de {most} eventos. Acote la búsqueda o expórtela ordenada',
)
export const exportStale = said(
  'export-stale',
  'This export was requested too long ago. Export again. It has to be downloaded within (minutes): {minutes}.',
  'Esta exportación se pidió hace demasiado tiempo. Exporte de nuevo. Debe descargarse en (minutos): {minutes}.',
)
export const exportFetched = said(
  'export-fetched',
  'This export was already downloaded. Export again.',
  'Esta exportación ya se descargó. Exporte de nuevo.',
)
export const laterThanFrom = said(
  'later-than-from',
  'must be a later day than --from: it is not included',
  'debe ser un día posterior a --from: no se incluye',
)
export const cannotBeUsed = said('cannot-be-used', 'cannot be used: {why}', 'no se puede usar: {why}')
export const notADate = said(
  'not-a-date',
  'must be a date written YYYY-MM-DD',
  'debe ser una fecha escrita AAAA-MM-DD',
)
