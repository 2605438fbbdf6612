import type { Room } from '../acts/catalogue.ts'
import { listNotices, showState } from './list.ts'
import { endNotice, reportNotice } from './report.ts'

export const incidents: Room = {
  acts: [reportNotice, endNotice],
  views: [listNotices, showState],
}
