import type { Room } from '../acts/catalogue.ts'
import { approveVersion, declineVersion } from './decideVersion.ts'
import { listArticles, listVersions, listWaiting } from './listArticles.ts'
import { approveMacro, declineMacro } from './macros/decideMacro.ts'
import { listMacros, listWaitingMacros } from './macros/listMacros.ts'
import { retireMacro, rewriteMacro, writeMacro } from './macros/writeMacro.ts'
import { writeVersion } from './writeVersion.ts'

export const knowledge: Room = {
  acts: [
    writeVersion,
    approveVersion,
    declineVersion,
    writeMacro,
    rewriteMacro,
    retireMacro,
    approveMacro,
    declineMacro,
  ],
  views: [listArticles, listWaiting, listVersions, listMacros, listWaitingMacros],
}
