export const threadStates = ['open', 'closed'] as const
export type ThreadState = (typeof threadStates)[number]

/** What may be attached, and by which bytes each begins and ends: what a file is called proves nothing. */
export const attachmentTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const
/** To one message. */
export const mostFiles = 3
export type AttachmentType = (typeof attachmentTypes)[number]
