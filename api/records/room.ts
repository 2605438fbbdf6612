import type { Room } from '../acts/catalogue.ts'
import { readAll } from './download.ts'
import { recordPages } from './pages/recordPages.ts'
import { recordsPolicy } from './policy.ts'
import { showAccess } from './showAccess.ts'
import { listChanges, listRecords, showOverview, showRecord, showTrend } from './showRecords.ts'

export const records: Room = {
  views: [showOverview, listChanges, readAll, listRecords, showTrend, showRecord, showAccess],
  policy: recordsPolicy,
  pages: recordPages,
}
