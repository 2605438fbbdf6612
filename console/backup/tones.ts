import type { Tone } from '../core/StateChip.tsx'

/** How states of backups and drills look. */
export const backupTones = {
  off: 'waits',
  none: 'waits',
  current: 'good',
  late: 'wrong',
  failed: 'wrong',
  running: 'plain',
  done: 'good',
} as const satisfies Record<string, Tone>
