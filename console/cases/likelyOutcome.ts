import type { Progress } from '../core/dataProvider.ts'

const links = ['activation', 'reset']
const under = ['queued', 'sending', 'sent']

/** What the call came to, where something happened that says so; else nothing, and whoever closes has to say. */
export function likelyOutcome(progress: Progress): string | undefined {
  if (progress.signedInSinceOpened) return 'signed-in'
  if (progress.accountStatus === 'disabled' && progress.steps.some(({ kind }) => kind === 'disabled'))
    return 'login-disabled'
  if (progress.mails.some(({ template, status }) => links.includes(template) && under.includes(status)))
    return 'link-sent'
  return undefined
}
