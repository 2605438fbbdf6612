export { type BackupState, backupState } from './state.ts'
