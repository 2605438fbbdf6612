import { said } from '../core/words.ts'

/** What is refused at the log's own commands and proofs. */
export const noEvent = { en: 'event', es: 'el evento' }
export const notSealedYet = said(
  'not-sealed-yet',
  'The event is not sealed yet. Try again in a second.',
  'El evento aún no está sellado. Inténtelo en un segundo.',
)
export const eventAltered = said(
  'event-altered',
  'The event does not have the bytes that were sealed. Run “desk audit verify” and read what it says.',
  'El suceso no tiene los bytes que se sellaron. Ejecute «desk audit verify» y lea lo que dice.',
)
export const treeAltered = said(
  'tree-altered',
  'The tree does not lead to its signed root. Run “desk audit verify” and read what it says.',
  'El árbol no conduce a su raíz firmada. Ejecute «desk audit verify» y lea lo que dice.',
)
export const nothingSealed = said('nothing-sealed', 'Nothing is sealed yet.', 'Aún no hay nada sellado.')
export const noEpoch = said(
  'nothing-sealed',
  'Nothing is sealed yet: there is no epoch to follow.',
  'Aún no hay nada sellado: no hay época que continuar.',
)
export const emptySpan = said(
  'empty-span',
  'no sealed event is in this period',
  'no hay eventos sellados en el periodo',
)
export const keptLonger = said(
  'kept-longer',
  'must be {latest} or earlier: events are kept for {years:year|years}',
  'debe ser {latest} o antes: los eventos se guardan {years:año|años}',
)
export const noRoles = said(
  'sqlite-no-roles',
  'is SQLite, which has no roles',
  'es SQLite, que no tiene roles',
)
export const noSuchRole = said(
  'no-such-role',
  'is no role of this server; make it with CREATE ROLE … LOGIN first',
  'no es un rol de este servidor; créelo antes con CREATE ROLE … LOGIN',
)
export const oneOfReasons = said('unknown-reason', 'must be one of {reasons}', 'debe ser uno de: {reasons}')
