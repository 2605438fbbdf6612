import { insertRows } from '../../core/db/insertRows.ts'
import type { Tables } from '../../core/db/tables.ts'

export type PublishedRow = Tables['adoption_published']

export const replaceRows = insertRows(
  'adoption_published',
  ['grp', 'series', 'cell', 'month', 'n', 'people'],
  ['grp', 'series', 'cell', 'month'],
)
