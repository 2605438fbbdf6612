import type { Room } from '../acts/catalogue.ts'
import { approveVersion, declineVersion } from './decideVersion.ts'
import { listArticles, listVersions, listWaiting } from './listArticles.ts'
import { writeVersion } from './writeVersion.ts'

export const knowledge: Room = {
  acts: [writeVersion, approveVersion, declineVersion],
  views: [listArticles, listWaiting, listVersions],
}
