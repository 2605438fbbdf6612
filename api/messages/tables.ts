import type { AttachmentType, ThreadState } from './lists.ts'

declare module '../core/db/tables.ts' {
  interface Tables {
    message_thread: ThreadRow
    message: MessageRow
    message_attachment: AttachmentRow
  }
}

/** `subject` is sealed for the patient. */
export interface ThreadRow {
  id: string
  patient_id: string
  clinic_id: string
  subject: string
  status: ThreadState
  begun_by: string
  /** Since when the patient waits for an answer, and by when the clinic means to give one; null where nobody waits. */
  waits_since: string | null
  due_at: string | null
  last_at: string
  closed_at: string | null
  version: number
  created_at: string
}

/** Of staff or of a login: the patient's own or, under a grant, their proxy's. `body` is sealed. `read_at` is when the other side saw it. */
export interface MessageRow {
  id: string
  thread_id: string
  patient_id: string
  login_id: string | null
  grant_id: string | null
  staff_id: string | null
  body: string
  sent_at: string
  read_at: string | null
}

/** `name` and `content` are sealed; `bytes` is how many there are of what was sent. */
export interface AttachmentRow {
  id: string
  message_id: string
  thread_id: string
  patient_id: string
  media_type: AttachmentType
  bytes: number
  name: string
  content: string
}
