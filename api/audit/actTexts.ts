import type { AuditAction } from './actions.ts'

/** What each act is called, in words a patient understands; said of whoever did it. */
export const actTexts: Record<AuditAction, { en: string; es: string }> = {
  'patient.imported': {
    en: 'Updated the patient’s record from the hospital’s system',
    es: 'Actualizó los datos del paciente desde el sistema del hospital',
  },
  'account.locked': {
    en: 'Portal login locked after wrong passwords',
    es: 'Acceso al portal bloqueado tras contraseñas erróneas',
  },
  'account.activated': { en: 'Activated the portal login', es: 'Activó el acceso al portal' },
  'account.reset-requested': { en: 'Asked for a new password', es: 'Pidió una contraseña nueva' },
  'account.password-reset': { en: 'Chose a new password', es: 'Eligió una contraseña nueva' },
  'portal.signed-in': { en: 'Signed in to the portal', es: 'Entró en el portal' },
  'portal.signed-out': { en: 'Signed out of the portal', es: 'Salió del portal' },
  'portal.record-read': {
    en: 'Looked at their own record in the portal',
    es: 'Consultó sus propios datos en el portal',
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
  'mail.sent': { en: 'Mail was sent to the patient', es: 'Se envió un correo al paciente' },
  'mail.failed': {
    en: 'Mail to the patient could not be sent',
    es: 'No se pudo enviar un correo al paciente',
  },
}
