import { policyRows } from '../core/policy.ts'

const rows = {
  backupEveryHours: {
    usual: 24,
    least: 1,
    most: 168,
    unit: 'hours',
    meaning: {
      en: 'Hours from one backup by the server to the next: what a lost disk costs at most',
      es: 'Horas entre una copia de seguridad del servidor y la siguiente: lo que como máximo cuesta perder un disco',
    },
    source: '45 CFR 164.308(a)(7)(ii)(A)',
  },
  backupLateHours: {
    usual: 2,
    least: 1,
    most: 48,
    unit: 'hours',
    meaning: {
      en: 'Hours after which a backup that is due and is not there counts as late',
      es: 'Horas tras las que se considera atrasada una copia de seguridad que debía estar hecha',
    },
  },
  backupsKept: {
    usual: 14,
    least: 2,
    most: 400,
    unit: 'times',
    meaning: {
      en: 'How many backups are kept in the folder; older ones are deleted once a newer one was verified',
      es: 'Cuántas copias de seguridad se conservan en la carpeta; las más antiguas se borran cuando se verificó una más nueva',
    },
  },
  drillEveryDays: {
    usual: 7,
    least: 1,
    most: 92,
    unit: 'days',
    meaning: {
      en: 'Days from one drill to the next: a backup is restored to a scratch place and its audit log verified',
      es: 'Días entre un simulacro y el siguiente: se restaura una copia en un lugar de prueba y se verifica su registro de auditoría',
    },
    source: '45 CFR 164.308(a)(7)(ii)(D)',
  },
} as const

export const backupPolicy = policyRows('backup', rows)
