import { said } from '../core/words.ts'

export const isRunning = said(
  'backup-running',
  'A backup or a drill of this database is under way. Wait for it to end.',
  'Hay una copia de seguridad o un simulacro de esta base de datos en curso. Espere a que termine.',
)

export const needsRecipient = {
  en: 'is needed, or BACKUP_RECIPIENTS: a backup is encrypted for whoever holds its key (backup key makes one)',
  es: 'hace falta, o BACKUP_RECIPIENTS: una copia se cifra para quien tenga su clave (backup key crea una)',
}

export const needsFolder = {
  en: 'is needed, or BACKUP_TO: a folder, best on another machine’s disk',
  es: 'hace falta, o BACKUP_TO: una carpeta, mejor en el disco de otro equipo',
}

export const noIdentity = {
  en: 'must name a file with a secret key (AGE-SECRET-KEY-1…)',
  es: 'debe nombrar un archivo con una clave secreta (AGE-SECRET-KEY-1…)',
}
