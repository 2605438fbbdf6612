import type { Role } from '../core/access/permissions.ts'
import type { Outcome } from './action.ts'
import type { AuditEvent } from './event.ts'

type Texts = { en: string; es: string }

export const roleTexts: Record<Role, Texts> = {
  helpdesk: { en: 'help desk agent', es: 'agente de la mesa de ayuda' },
  supervisor: { en: 'help desk supervisor', es: 'supervisor de la mesa de ayuda' },
  records: { en: 'records specialist', es: 'especialista en expedientes' },
  clinic: { en: 'clinic staff member', es: 'personal de la clínica' },
  'privacy-officer': { en: 'privacy officer', es: 'responsable de privacidad' },
  manager: { en: 'manager', es: 'gerente' },
  administrator: { en: 'system administrator', es: 'administrador del sistema' },
}

export const actorTexts: Record<AuditEvent['actorType'], Texts> = {
  staff: { en: 'A staff member', es: 'Un miembro del personal' },
  patient: {
    en: 'The patient, or someone signed in as them',
    es: 'El paciente, o alguien que usó su cuenta',
  },
  system: { en: 'The system, on its own', es: 'El sistema, por sí mismo' },
  anonymous: { en: 'Someone not signed in', es: 'Alguien sin sesión iniciada' },
}

export const outcomeTexts: Record<Outcome, Texts | undefined> = {
  success: undefined,
  failure: { en: 'did not succeed', es: 'sin éxito' },
  denied: { en: 'was denied', es: 'denegado' },
}

/** What acts were done for, by the codes the log holds; the console names the reasons it offers by them too. */
export const purposes = {
  'cannot-sign-in': { en: 'The patient could not sign in', es: 'El paciente no podía iniciar sesión' },
  'locked-out': { en: 'The patient was locked out', es: 'La cuenta del paciente estaba bloqueada' },
  'forgotten-password': { en: 'Forgotten password', es: 'Contraseña olvidada' },
  invitation: { en: 'Invitation to the portal', es: 'Invitación al portal' },
  'second-factor': { en: 'Trouble with the second factor', es: 'Problemas con el segundo factor' },
  'contact-change': { en: 'Change of contact details', es: 'Cambio de datos de contacto' },
  'proxy-access': { en: 'Access for a family member or caregiver', es: 'Acceso de un familiar o cuidador' },
  'results-missing': { en: 'Results were missing', es: 'Faltaban resultados' },
  'privacy-concern': { en: 'A privacy concern', es: 'Una inquietud sobre privacidad' },
  other: { en: 'Another reason', es: 'Otro motivo' },
  'patient-request': { en: 'The patient asked for it', es: 'A petición del paciente' },
  'suspected-takeover': {
    en: 'Someone else may have been using the account',
    es: 'Puede que otra persona usara la cuenta',
  },
  'wrong-person': { en: 'The wrong person had access', es: 'Tenía acceso otra persona' },
  deceased: { en: 'The patient has died', es: 'El paciente ha fallecido' },
  duplicate: { en: 'A duplicate account', es: 'Una cuenta duplicada' },
  moved: { en: 'The patient moved away', es: 'El paciente se mudó' },
  'shared-login': { en: 'A shared account', es: 'Una cuenta compartida' },
  'identity-proven': { en: 'Identity was proven', es: 'Identidad demostrada' },
  'investigation-closed': { en: 'An investigation was closed', es: 'Se cerró una investigación' },
  'disabled-in-error': { en: 'Disabled in error', es: 'Se desactivó por error' },
  'wrong-record-check': { en: 'Check for a wrong record', es: 'Comprobación de un registro equivocado' },
  'registration-correction': {
    en: 'Correction of registration data',
    es: 'Corrección de los datos de registro',
  },
  'privacy-review': { en: 'Privacy review', es: 'Revisión de privacidad' },
  complaint: { en: 'A complaint', es: 'Una queja' },
  'privacy-investigation': { en: 'Privacy investigation', es: 'Investigación de privacidad' },
  'compliance-audit': { en: 'Compliance audit', es: 'Auditoría de cumplimiento' },
  'legal-request': { en: 'Legal request', es: 'Solicitud legal' },
  'security-incident': { en: 'Security incident', es: 'Incidente de seguridad' },
  'break-glass': { en: 'An emergency', es: 'Una emergencia' },
  'emergency-care': { en: 'Emergency care', es: 'Atención de emergencia' },
  'patient-safety': { en: 'The patient’s safety', es: 'La seguridad del paciente' },
  'desk-unavailable': {
    en: 'No one was at the help desk',
    es: 'No había nadie en la mesa de ayuda',
  },
  'legal-demand': { en: 'A legal demand', es: 'Un requerimiento legal' },
  'law-or-standard': { en: 'A law or standard requires it', es: 'Lo exige una ley o una norma' },
  'hospital-decision': { en: 'The hospital’s decision', es: 'Decisión del hospital' },
  'audit-finding': { en: 'Audit finding', es: 'Hallazgo de una auditoría' },
  correction: { en: 'Correction of an error', es: 'Corrección de un error' },
  operation: { en: 'Running the server', es: 'Operación del servidor' },
  retention: { en: 'Retention period ended', es: 'Terminó el plazo de conservación' },
  'left-the-hospital': { en: 'No longer works here', es: 'Ya no trabaja aquí' },
  'changed-position': { en: 'Moved to another position', es: 'Cambió de puesto' },
  'new-duties': { en: 'New duties', es: 'Nuevas tareas' },
  'covers-for-colleague': { en: 'Covers for a colleague', es: 'Sustituye a un colega' },
  'access-too-wide': {
    en: 'The role allowed more than the work needs',
    es: 'La función permitía más de lo que exige el trabajo',
  },
  'leave-of-absence': { en: 'Leave of absence', es: 'Licencia o permiso' },
  'suspected-misuse': { en: 'Suspected misuse of access', es: 'Sospecha de uso indebido del acceso' },
  'account-at-risk': {
    en: 'Someone else may be using the account',
    es: 'Puede que otra persona use la cuenta',
  },
  'lost-second-factor': { en: 'Lost their second factor', es: 'Perdió su segundo factor' },
  'lost-password-and-factor': {
    en: 'Lost both password and second factor',
    es: 'Perdió la contraseña y el segundo factor',
  },
  'new-device': { en: 'Got a new device', es: 'Cambió de dispositivo' },
  'link-expired': { en: 'The enrollment link expired', es: 'El enlace de alta venció' },
  'access-not-certified': {
    en: 'Access was revoked in an access review',
    es: 'Acceso revocado en una revisión de accesos',
  },
} as const satisfies Record<string, Texts>

/** A purpose in words; one that has none is shown as its code. */
export const purposeText = (code: string, language: 'en' | 'es') =>
  (purposes as Record<string, Texts>)[code]?.[language] ?? code.replaceAll('-', ' ')
