import type { Room } from '../acts/catalogue.ts'
import { patientOf } from '../acts/named.ts'
import { answerThread, closeThread } from './answer.ts'
import { listInbox, showInboxAttachment, showInboxThread } from './inbox.ts'
import { messagesPage, newMessagePage, threadPage } from './pages.ts'
import { messagesPolicy } from './policy.ts'
import { showMessageResponse } from './response.ts'
import { downloadAttachment, listCareClinics, listThreads, showAttachment, showThread } from './showMine.ts'
import { beginThread, markRead, sendMessage } from './write.ts'

export const messages: Room = {
  acts: [beginThread, sendMessage, markRead, answerThread, closeThread],
  views: [
    listCareClinics,
    listThreads,
    showThread,
    showAttachment,
    downloadAttachment,
    listInbox,
    showInboxThread,
    showInboxAttachment,
    showMessageResponse,
  ],
  pages: [messagesPage, newMessagePage, threadPage],
  policy: messagesPolicy,
  named: {
    'clinic-thread': {
      type: 'message-thread',
      patients: patientOf((db) => db.selectFrom('message_thread').select('patient_id')),
    },
    'clinic-attachment': {
      type: 'attachment',
      patients: patientOf((db) => db.selectFrom('message_attachment').select('patient_id')),
    },
  },
}
