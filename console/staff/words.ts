import { roleTexts } from '../../api/audit/wordTexts.ts'
import type { Words } from '../core/words/entry.ts'

/** The words of the staff pages. */
export const staffWords = {
  role: roleTexts,
  staff: {
    title: { en: 'Staff', es: 'Personal' },
    name: { en: 'Name', es: 'Nombre' },
    email: { en: 'E-mail', es: 'Correo' },
    role: { en: 'Role', es: 'Función' },
    status: { en: 'Status', es: 'Estado' },
    lastSignIn: { en: 'Last sign-in', es: 'Última entrada' },
    never: { en: 'never', es: 'nunca' },
    access: { en: 'Access', es: 'Acceso' },
    yourself: { en: 'You', es: 'Usted' },
    none: { en: 'Nobody matches', es: 'Nadie coincide' },
    noneHelp: {
      en: 'Clear the filters to see everybody who has an account.',
      es: 'Quite los filtros para ver a todas las personas con cuenta.',
    },
    disable: { en: 'Disable', es: 'Desactivar' },
    disableOne: { en: 'Disable %{name}?', es: '¿Desactivar a %{name}?' },
    disableHelp: {
      en: 'They are signed out everywhere at once and cannot sign in again until an administrator enables them.',
      es: 'Se cierran al momento todas sus sesiones y no podrá entrar hasta que administración le active de nuevo.',
    },
    enable: { en: 'Enable', es: 'Activar' },
    enableOne: { en: 'Enable %{name}?', es: '¿Activar a %{name}?' },
    enableHelp: {
      en: 'They can sign in again with the password and authenticator they had.',
      es: 'Podrá entrar de nuevo con la contraseña y el autenticador que tenía.',
    },
    reason: { en: 'Reason', es: 'Motivo' },
    howToAdd: {
      en: 'New staff are added on the server. The command prints a link that works once:',
      es: 'El personal nuevo se añade en el servidor. La orden muestra un enlace de un solo uso:',
    },
  },
  review: {
    title: { en: 'Access reviews', es: 'Revisiones de accesos' },
    one: { en: 'Access review', es: 'Revisión de accesos' },
    quarter: { en: 'Quarter', es: 'Trimestre' },
    open: { en: 'in progress', es: 'en curso' },
    done: { en: 'finished', es: 'terminada' },
    none: { en: 'No access review yet', es: 'Aún no hay revisiones de accesos' },
    noneHelp: {
      en: 'Once a quarter, somebody else confirms that each colleague still needs their access.',
      es: 'Una vez por trimestre, otra persona confirma que cada colega aún necesita su acceso.',
    },
    begin: { en: 'Start this quarter’s review', es: 'Iniciar la revisión de este trimestre' },
    of: { en: 'Access review %{quarter}', es: 'Revisión de accesos %{quarter}' },
    started: { en: 'Started', es: 'Iniciada' },
    begun: { en: 'Started by %{name},', es: 'La inició %{name},' },
    finished: { en: 'Finished by %{name},', es: 'La terminó %{name},' },
    left: { en: '%{left} of %{all} still to be decided.', es: 'Faltan %{left} de %{all} por decidir.' },
    people: { en: 'Everybody with access', es: 'Todas las personas con acceso' },
    finish: { en: 'Finish', es: 'Terminar' },
    decideFirst: {
      en: 'Decide on everybody first. A colleague decides about you.',
      es: 'Decida antes sobre todas las personas. Sobre usted decide un colega.',
    },
    unused: { en: 'Not used in 90 days', es: 'Sin usar en 90 días' },
    decision: { en: 'Decision', es: 'Decisión' },
    own: { en: 'You; a colleague decides.', es: 'Usted; decide un colega.' },
    certify: { en: 'Certify', es: 'Certificar' },
    revoke: { en: 'Revoke', es: 'Revocar' },
    revokeOne: { en: 'Revoke the access of %{name}?', es: '¿Revocar el acceso de %{name}?' },
    revokeHelp: {
      en: 'The account is disabled at once and all its sessions end. The decision stands in this review.',
      es: 'La cuenta se desactiva al momento y se cierran sus sesiones. La decisión queda en esta revisión.',
    },
    certified: { en: 'Certified', es: 'Certificado' },
    revoked: { en: 'Revoked', es: 'Revocado' },
    reason: { en: 'Reason', es: 'Motivo' },
  },
  staffStatus: {
    invited: { en: 'invited', es: 'invitado' },
    active: { en: 'active', es: 'activo' },
    disabled: { en: 'disabled', es: 'desactivado' },
  },
  /** What a role includes, as a review of access names it. */
  permission: {
    patients: {
      search: { en: 'find patients', es: 'buscar pacientes' },
      show: { en: 'open patients', es: 'abrir pacientes' },
      reveal: { en: 'reveal a hidden value', es: 'mostrar un dato oculto' },
      'break-glass': { en: 'emergency access', es: 'acceso de emergencia' },
    },
    cases: {
      show: { en: 'see cases', es: 'ver casos' },
      work: { en: 'work on cases', es: 'trabajar casos' },
      assign: { en: 'assign cases', es: 'asignar casos' },
    },
    callers: {
      verify: { en: 'verify callers', es: 'verificar a quien llama' },
      approve: { en: 'approve photo ID', es: 'aprobar documentos con foto' },
    },
    accounts: { act: { en: 'change portal logins', es: 'cambiar accesos al portal' } },
    audit: {
      show: { en: 'read the audit log of cases', es: 'leer el registro de los casos' },
      'show-all': { en: 'read the whole audit log', es: 'leer todo el registro' },
      export: { en: 'export the audit log', es: 'exportar el registro' },
      report: { en: 'access reports', es: 'informes de acceso' },
    },
    disclosures: { manage: { en: 'keep the register of disclosures', es: 'llevar las divulgaciones' } },
    privacy: { review: { en: 'review privacy alerts', es: 'revisar alertas de privacidad' } },
    adoption: {
      show: { en: 'see adoption', es: 'ver la adopción' },
      compare: { en: 'compare adoption', es: 'comparar la adopción' },
      plan: { en: 'set adoption goals', es: 'fijar metas de adopción' },
    },
    settings: {
      show: { en: 'see the policy', es: 'ver la política' },
      manage: { en: 'change the policy', es: 'cambiar la política' },
    },
    staff: {
      show: { en: 'see staff', es: 'ver el personal' },
      manage: { en: 'disable and enable staff', es: 'desactivar y activar personal' },
    },
    access: { review: { en: 'review access', es: 'revisar accesos' } },
  },
} as const satisfies Words
