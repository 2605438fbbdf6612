/** Closed lists of this room, which the console has words for. */
export const backupKinds = ['backup', 'drill'] as const
export const backupStates = ['running', 'done', 'failed'] as const
/** `off`: the server makes none; `none`: there is none yet. */
export const backedUp = ['off', 'none', 'current', 'late'] as const
export const drilled = ['off', 'none', 'current', 'late', 'failed'] as const
