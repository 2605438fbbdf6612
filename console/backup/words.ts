import type { Words } from '../core/words/entry.ts'

/** The words of the page that shows backups and drills. */
export const backupWords = {
  backup: {
    title: { en: 'Backups', es: 'Copias de seguridad' },
    intro: {
      en: 'What would be lost with the server’s disk, and how long it would take to be back: as measured, not as promised. The keys are never in a backup; whoever runs the server keeps them in another place.',
      es: 'Lo que se perdería con el disco del servidor y lo que se tardaría en volver: según se midió, no según se promete. Las claves nunca están en una copia; quien opera el servidor las guarda en otro lugar.',
    },
    now: { en: 'Now', es: 'Ahora' },
    state: {
      off: {
        en: 'The server makes no backups. Whoever runs it sets BACKUP_TO and BACKUP_RECIPIENTS.',
        es: 'El servidor no hace copias de seguridad. Quien lo opera define BACKUP_TO y BACKUP_RECIPIENTS.',
      },
      none: { en: 'There is no backup yet', es: 'Todavía no hay ninguna copia de seguridad' },
      current: { en: 'Up to date', es: 'Al día' },
      late: { en: 'The last backup is too old', es: 'La última copia de seguridad es demasiado antigua' },
    },
    drill: {
      off: {
        en: 'The server makes no drills',
        es: 'El servidor no hace simulacros',
      },
      none: {
        en: 'No drill yet: it is not known whether a backup can be restored',
        es: 'Ningún simulacro todavía: no se sabe si una copia se puede restaurar',
      },
      current: { en: 'A backup was restored in a drill', es: 'Se restauró una copia en un simulacro' },
      late: { en: 'The last drill was too long ago', es: 'El último simulacro fue hace demasiado tiempo' },
      failed: { en: 'The last drill failed', es: 'El último simulacro falló' },
    },
    last: { en: 'Newest backup', es: 'Copia más reciente' },
    lost: { en: 'Lost with the disk now', es: 'Se perdería ahora con el disco' },
    gap: { en: 'Longest time between two', es: 'Mayor tiempo entre dos' },
    restore: { en: 'Restored, with the log verified, in', es: 'Restaurada, con el registro verificado, en' },
    drilled: { en: 'Last drill', es: 'Último simulacro' },
    problem: { en: 'The last attempt failed: %{why}', es: 'El último intento falló: %{why}' },
    minutes: { en: '%{n} min', es: '%{n} min' },
    seconds: { en: '%{n} s', es: '%{n} s' },
    hours: { en: '%{n} h', es: '%{n} h' },
    megabytes: { en: '%{n} MB', es: '%{n} MB' },
    rows: { en: 'Backups and drills', es: 'Copias y simulacros' },
    empty: { en: 'No backup was made yet', es: 'Todavía no se hizo ninguna copia' },
    kindLabel: { en: 'What', es: 'Qué' },
    kind: {
      backup: { en: 'Backup', es: 'Copia' },
      drill: { en: 'Drill', es: 'Simulacro' },
    },
    at: { en: 'When', es: 'Cuándo' },
    outcomeLabel: { en: 'Outcome', es: 'Resultado' },
    outcome: {
      running: { en: 'Under way', es: 'En curso' },
      done: { en: 'Done', es: 'Hecho' },
      failed: { en: 'Failed', es: 'Falló' },
    },
    size: { en: 'Size', es: 'Tamaño' },
    took: { en: 'Took', es: 'Duró' },
  },
} as const satisfies Words
