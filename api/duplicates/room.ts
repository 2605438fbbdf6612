import type { Room } from '../acts/catalogue.ts'
import { duplicatesSearched } from './commands.ts'

export const duplicates: Room = {
  actions: [duplicatesSearched],
}
