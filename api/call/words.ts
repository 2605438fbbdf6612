import { said } from '../core/words.ts'

export const searchesOver = said(
  'searches-over',
  'You have searched for as many different numbers and email addresses, or as many that end alike, as one person may in a day. Search by name.',
  'Ha buscado tantos números y correos distintos, o tantos que terminan igual, como puede una persona en un día. Busque por nombre.',
)
