import type { AuditAction } from './actions.ts'

/** What each act is called, in words a patient understands; said of whoever did it. */
export const actTexts: Record<AuditAction, { en: string; es: string }> = {
  'patient.imported': {
    en: 'Updated the patient’s record from the hospital’s system',
    es: 'Actualizó los datos del paciente desde el sistema del hospital',
  },
  'adoption.shown': { en: 'Looked at adoption figures', es: 'Consultó cifras de uso' },
  'adoption.annotated': {
    en: 'Marked a day in the adoption charts',
    es: 'Marcó un día en los gráficos de uso',
  },
  'adoption.annotation-removed': {
    en: 'Removed a mark from the adoption charts',
    es: 'Quitó una marca de los gráficos de uso',
  },
  'adoption.goal-set': { en: 'Set an adoption goal', es: 'Fijó un objetivo de uso' },
  'adoption.events-imported': {
    en: 'Imported acts done on an outside portal',
    es: 'Importó actos hechos en otro portal',
  },
  'adoption.rebuilt': { en: 'Counted the adoption figures anew', es: 'Recalculó las cifras de uso' },
  'portal.acted': { en: 'Did something on the portal', es: 'Hizo algo en el portal' },
}
