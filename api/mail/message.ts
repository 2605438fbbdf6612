/** What leaves, encrypted until it does: a text message has no subject. */
export interface Message {
  to: string
  subject: string
  text: string
}

/** What became of a try: `bounced` blames the address, `failed` is final and blames nobody's, `later` is tried again. */
export type Sent = { is: 'sent' } | { is: 'bounced' | 'failed' | 'later'; why: string }

/** Whoever was to send it had the whole text, and did not say what became of it. */
export const noAnswer = 'no-answer'
