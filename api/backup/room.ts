import type { Room } from '../acts/catalogue.ts'
import { backupDrilled, backupMade } from './makeBackup.ts'
import { backupPolicy } from './policy.ts'
import { backupRestored } from './restore.ts'
import { showBackups } from './showBackups.ts'

export const backup: Room = {
  views: [showBackups],
  actions: [backupMade, backupDrilled, backupRestored],
  policy: backupPolicy,
}
