import type { Case, Progress } from '../core/dataProvider.ts'

const links = ['activation', 'reset']
const sendLinks = ['invite', 'unlock', 'send-reset-link']
const under = ['queued', 'sending', 'sent']

/** What the call came to, where something happened that says so; else nothing, and whoever closes has to say. */
export function likelyOutcome(progress: Progress, notes: Case['notes']): string | undefined {
  if (progress.signedInSinceOpened) return 'signed-in'
  if (progress.accountStatus === 'disabled' && progress.steps.some(({ kind }) => kind === 'disabled'))
    return 'login-disabled'
  const mailed = progress.mails.filter(({ template }) => links.includes(template))
  // What was just sent is noted at once, and told of a moment later.
  const justSent = mailed.length === 0 && notes.some(({ kind }) => sendLinks.includes(kind))
  if (justSent || mailed.some(({ status }) => under.includes(status))) return 'link-sent'
  // What changes later and what others do now can only be said to the caller.
  if (notes.some(({ kind }) => kind.startsWith('change-') || kind === 'order-letter')) return 'explained'
  return undefined
}
