import { said } from '../core/words.ts'

export const noNotice = { en: 'outage or announcement', es: 'interrupción o anuncio' }
export const hasEnded = said('notice-ended', 'It has ended already.', 'Ya terminó.')
/** What patients read of an outage that was put in without words for them. */
export const plainOutage = {
  en: 'We know of a problem with the portal and are working on it.',
  es: 'Sabemos de un problema con el portal y estamos trabajando en él.',
}
