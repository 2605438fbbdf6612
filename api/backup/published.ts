export { canDrill } from './drill.ts'
export { type BackupState, backupState } from './state.ts'
