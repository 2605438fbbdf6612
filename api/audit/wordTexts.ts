import type { Role } from '../core/access/permissions.ts'
import type { Outcome } from './action.ts'
import type { AuditEvent } from './event.ts'

type Texts = { en: string; es: string }

export const roleTexts: Record<Role, Texts> = {
  helpdesk: { en: 'helpdesk agent', es: 'agente de ayuda' },
  supervisor: { en: 'helpdesk supervisor', es: 'supervisor de ayuda' },
  'privacy-officer': { en: 'privacy officer', es: 'responsable de privacidad' },
  manager: { en: 'manager', es: 'gerente' },
  administrator: { en: 'system administrator', es: 'administrador del sistema' },
}

export const actorTexts: Record<AuditEvent['actorType'], Texts> = {
  staff: { en: 'A staff member', es: 'Un miembro del personal' },
  patient: { en: 'The patient, or someone signed in as them', es: 'El paciente, o alguien con su acceso' },
  system: { en: 'The system, on its own', es: 'El sistema, por sí mismo' },
  anonymous: { en: 'Someone not signed in', es: 'Alguien sin sesión iniciada' },
}

export const outcomeTexts: Record<Outcome, Texts | undefined> = {
  success: undefined,
  failure: { en: 'did not succeed', es: 'sin éxito' },
  denied: { en: 'was refused', es: 'denegado' },
}

/** What acts were done for, by the codes the log holds; the console names the reasons it offers by them too. */
export const purposes = {
  'cannot-sign-in': { en: 'The patient could not sign in', es: 'El paciente no podía entrar' },
  'locked-out': { en: 'The patient was locked out', es: 'El acceso del paciente estaba bloqueado' },
  'forgotten-password': { en: 'Forgotten password', es: 'Contraseña olvidada' },
  invitation: { en: 'Invitation to the portal', es: 'Invitación al portal' },
  'second-factor': { en: 'Trouble with the second factor', es: 'Problemas con el segundo factor' },
  'contact-change': { en: 'Change of contact details', es: 'Cambio de datos de contacto' },
  'proxy-access': { en: 'Access for a family member or carer', es: 'Acceso de un familiar o cuidador' },
  'results-missing': { en: 'Results were missing', es: 'Faltaban resultados' },
  'privacy-concern': { en: 'A privacy concern', es: 'Una inquietud sobre privacidad' },
  other: { en: 'Another reason', es: 'Otro motivo' },
  'patient-request': { en: 'The patient asked for it', es: 'A petición del paciente' },
  'suspected-takeover': { en: 'Suspected takeover of the login', es: 'Sospecha de acceso ajeno' },
  'wrong-person': { en: 'The wrong person', es: 'Persona equivocada' },
  deceased: { en: 'The patient has died', es: 'El paciente ha fallecido' },
  duplicate: { en: 'A duplicate', es: 'Un duplicado' },
  'shared-login': { en: 'A shared login', es: 'Un acceso compartido' },
  'identity-proven': { en: 'Identity was proven', es: 'Identidad demostrada' },
  'investigation-closed': { en: 'An investigation was closed', es: 'Investigación cerrada' },
  'disabled-in-error': { en: 'Disabled in error', es: 'Desactivado por error' },
  'wrong-record-check': { en: 'Check for a wrong record', es: 'Comprobación de un registro equivocado' },
  'registration-correction': { en: 'Correction of registration', es: 'Corrección del registro' },
  'privacy-review': { en: 'Privacy review', es: 'Revisión de privacidad' },
  complaint: { en: 'A complaint', es: 'Una queja' },
  'privacy-investigation': { en: 'Privacy investigation', es: 'Investigación de privacidad' },
  'compliance-audit': { en: 'Compliance audit', es: 'Auditoría de cumplimiento' },
  'legal-request': { en: 'Legal request', es: 'Petición legal' },
  'security-incident': { en: 'Security incident', es: 'Incidente de seguridad' },
  'break-glass': { en: 'An emergency', es: 'Una emergencia' },
  'emergency-care': { en: 'Emergency care', es: 'Atención de emergencia' },
  'patient-safety': { en: 'The patient’s safety', es: 'La seguridad del paciente' },
  'desk-unavailable': { en: 'Nobody was at the desk', es: 'No había nadie en el servicio' },
  'legal-demand': { en: 'A legal demand', es: 'Un requerimiento legal' },
  'law-or-standard': { en: 'A law or standard asks for it', es: 'Lo exige una ley o una norma' },
  'hospital-decision': { en: 'The hospital decided so', es: 'Decisión del hospital' },
  'audit-finding': { en: 'An audit found it', es: 'Hallazgo de una auditoría' },
  correction: { en: 'Correction of a mistake', es: 'Corrección de un error' },
  operation: { en: 'Operation of the server', es: 'Operación del servidor' },
  retention: { en: 'Retention ended', es: 'Fin de la conservación' },
  'left-the-hospital': { en: 'No longer works here', es: 'Ya no trabaja aquí' },
  'changed-position': { en: 'Moved to another position', es: 'Cambió de puesto' },
  'leave-of-absence': { en: 'Leave of absence', es: 'Licencia o excedencia' },
  'suspected-misuse': { en: 'Suspected misuse of access', es: 'Sospecha de uso indebido del acceso' },
  'account-at-risk': {
    en: 'The account may be in the wrong hands',
    es: 'La cuenta puede estar en malas manos',
  },
  'access-not-certified': {
    en: 'Access was revoked in an access review',
    es: 'Acceso revocado en una revisión de accesos',
  },
} as const satisfies Record<string, Texts>

/** A purpose in words; one that has none is shown as its code. */
export const purposeText = (code: string, language: 'en' | 'es') =>
  (purposes as Record<string, Texts>)[code]?.[language] ?? code.replaceAll('-', ' ')
