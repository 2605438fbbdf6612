import type { Words } from '../core/words/entry.ts'

/** The words of the staff pages. */
export const staffWords = {
  role: {
    helpdesk: { en: 'helpdesk', es: 'ayuda' },
    supervisor: { en: 'supervisor', es: 'supervisión' },
    'privacy-officer': { en: 'privacy officer', es: 'privacidad' },
    manager: { en: 'manager', es: 'dirección' },
    administrator: { en: 'administrator', es: 'administración' },
  },
  staff: {
    title: { en: 'Staff', es: 'Personal' },
    name: { en: 'Name', es: 'Nombre' },
    email: { en: 'E-mail', es: 'Correo' },
    role: { en: 'Role', es: 'Función' },
    status: { en: 'Status', es: 'Estado' },
    lastSignIn: { en: 'Last sign-in', es: 'Última entrada' },
    access: { en: 'Access', es: 'Acceso' },
    disable: { en: 'Disable', es: 'Desactivar' },
    enable: { en: 'Enable', es: 'Activar' },
    howToAdd: {
      en: 'New staff are added on the server; the command prints a link that works once:',
      es: 'El personal se añade en el servidor; la orden muestra un enlace de un solo uso:',
    },
  },
  review: {
    title: { en: 'Access review', es: 'Revisión de accesos' },
    quarter: { en: 'Quarter', es: 'Trimestre' },
    open: { en: 'open', es: 'abierta' },
    none: { en: 'There was no access review yet', es: 'Aún no hubo ninguna revisión de accesos' },
    begin: { en: 'Begin the review of %{quarter}', es: 'Iniciar la revisión de %{quarter}' },
    of: { en: 'Access review %{quarter}', es: 'Revisión de accesos %{quarter}' },
    begun: { en: 'Begun by %{name},', es: 'La inició %{name},' },
    finished: { en: 'Finished by %{name},', es: 'La terminó %{name},' },
    left: { en: '%{left} of %{all} are not decided.', es: 'Faltan %{left} de %{all} por decidir.' },
    finish: { en: 'Finish', es: 'Terminar' },
    unused: { en: 'Not used in 90 days', es: 'Sin usar en 90 días' },
    decision: { en: 'Decision', es: 'Decisión' },
    never: { en: 'never', es: 'nunca' },
    own: { en: 'You; somebody else decides.', es: 'Usted; decide otra persona.' },
    certify: { en: 'Certify', es: 'Certificar' },
    revoke: { en: 'Revoke', es: 'Revocar' },
    certified: { en: 'Certified', es: 'Certificado' },
    revoked: { en: 'Revoked', es: 'Revocado' },
    reason: { en: 'Why', es: 'Por qué' },
  },
  staffStatus: {
    invited: { en: 'invited', es: 'invitado' },
    active: { en: 'active', es: 'activo' },
    disabled: { en: 'disabled', es: 'desactivado' },
  },
} as const satisfies Words
