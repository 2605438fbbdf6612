import BackupIcon from '@mui/icons-material/SettingsBackupRestore'
import type { Place } from '../core/places.ts'

export const backupPlaces: Place[] = [
  {
    path: '/backups',
    resource: 'backups',
    view: 'list',
    title: 'desk.backup.title',
    needs: ['settings.manage'],
    menu: { label: 'desk.backup.title', icon: BackupIcon, letter: 'u' },
    page: () => import('./BackupList.tsx'),
  },
]
