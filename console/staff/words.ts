import { roleTexts } from '../../api/audit/wordTexts.ts'
import type { Words } from '../core/words/entry.ts'

/** The words of the staff pages. */
export const staffWords = {
  role: roleTexts,
  staff: {
    title: { en: 'Staff', es: 'Personal' },
    name: { en: 'Name', es: 'Nombre' },
    email: { en: 'Email', es: 'Correo electrónico' },
    role: { en: 'Role', es: 'Función' },
    status: { en: 'Status', es: 'Estado' },
    lastSignIn: { en: 'Last sign-in', es: 'Último inicio de sesión' },
    never: { en: 'never', es: 'nunca' },
    access: { en: 'Access', es: 'Acceso' },
    yourself: { en: 'You', es: 'Usted' },
    none: { en: 'No one matches', es: 'Nadie coincide' },
    noneHelp: {
      en: 'Clear the filters to see everyone who has a staff account.',
      es: 'Quite los filtros para ver a todo el personal con cuenta.',
    },
    disable: { en: 'Disable', es: 'Desactivar' },
    disableOne: { en: 'Disable %{name}?', es: '¿Desactivar a %{name}?' },
    disableHelp: {
      en: 'They are signed out everywhere right away and cannot sign in until an administrator enables the account.',
      es: 'Se cierran de inmediato todas sus sesiones y no podrá iniciar sesión hasta que un administrador active la cuenta.',
    },
    enable: { en: 'Enable', es: 'Activar' },
    enableOne: { en: 'Enable %{name}?', es: '¿Activar a %{name}?' },
    enableHelp: {
      en: 'They can sign in again with the password and authenticator they had.',
      es: 'Podrá iniciar sesión con la contraseña y el autenticador que tenía.',
    },
    reason: { en: 'Reason', es: 'Motivo' },
    one: { en: 'Staff member', es: 'Miembro del personal' },
    add: { en: 'Add a staff member', es: 'Añadir a alguien al personal' },
    addHelp: {
      en: 'Another administrator or a privacy officer must approve it. Then a link that works once is emailed to this address. No one else sees it.',
      es: 'Debe aprobarlo otro administrador o un responsable de privacidad. Entonces se envía a este correo un enlace de un solo uso. Nadie más lo ve.',
    },
    addressHelp: {
      en: 'Keeps them from acting alone on the records of people they live with.',
      es: 'Impide que actúe por su cuenta en expedientes de quienes viven en su domicilio.',
    },
    added: { en: 'Added', es: 'Añadido:' },
    clinic: { en: 'Clinic', es: 'Clínica' },
    noClinic: {
      en: 'No clinic is set: they see no inbox yet.',
      es: 'Sin clínica asignada: aún no ve ningún buzón.',
    },
    setClinic: { en: 'Change clinic', es: 'Cambiar clínica' },
    setClinicHelp: {
      en: 'Another administrator or a privacy officer must approve it. Then they see messages, refills and visits of this clinic only, and their sessions end.',
      es: 'Debe aprobarlo otro administrador o un responsable de privacidad. Entonces solo ve mensajes, resurtidos y visitas de esta clínica, y sus sesiones se cierran.',
    },
    getsIn: { en: 'How they sign in', es: 'Cómo inicia sesión' },
    enrolled: {
      en: 'Has a password and an authenticator app.',
      es: 'Tiene contraseña y aplicación de autenticación.',
    },
    notEnrolled: { en: 'Has not set up a sign-in yet.', es: 'Aún no ha configurado su acceso.' },
    passkeys: {
      en: '%{smart_count} passkey |||| %{smart_count} passkeys',
      es: '%{smart_count} llave de acceso |||| %{smart_count} llaves de acceso',
    },
    codesLeft: {
      en: '%{smart_count} recovery code left |||| %{smart_count} recovery codes left',
      es: 'Queda %{smart_count} código de recuperación |||| Quedan %{smart_count} códigos de recuperación',
    },
    linkUntil: { en: 'The enrollment link works until', es: 'El enlace de alta sirve hasta' },
    sessions: { en: 'Where they are signed in', es: 'Dónde tiene sesión abierta' },
    noSessions: { en: 'Not signed in anywhere', es: 'No tiene sesión abierta' },
    endOne: { en: 'End the session', es: 'Cerrar la sesión' },
    endAll: { en: 'End all sessions', es: 'Cerrar todas las sesiones' },
  },
  enrolmentRequest: {
    title: { en: 'Enrollments waiting for approval', es: 'Altas por aprobar' },
    new: { en: 'New colleague', es: 'Nuevo colega' },
    again: { en: 'New enrollment', es: 'Nueva alta' },
    ask: { en: 'Set up sign-in again', es: 'Configurar de nuevo su acceso' },
    askOne: { en: 'Set up the sign-in of %{name} again?', es: '¿Configurar de nuevo el acceso de %{name}?' },
    askHelp: {
      en: 'Another administrator or a privacy officer must approve it. Then their sessions end and a link is emailed to the address on their account. Once they have set up the new sign-in, the old one no longer works.',
      es: 'Debe aprobarlo otro administrador o un responsable de privacidad. Entonces se cierran sus sesiones y se envía un enlace al correo de su cuenta. Cuando haya configurado el nuevo acceso, el anterior ya no sirve.',
    },
  },
  recognised: {
    'in-person': { en: 'Seen in person', es: 'En persona' },
    'video-call': { en: 'Seen on a video call', es: 'En una videollamada' },
    'called-back-on-file': {
      en: 'Called back at the number in the personnel file',
      es: 'Se le devolvió la llamada al número de su ficha de personal',
    },
  },
  clinicRequest: {
    title: { en: 'Clinic changes waiting for approval', es: 'Cambios de clínica por aprobar' },
    none: { en: 'No clinic', es: 'Sin clínica' },
  },
  roleRequest: {
    title: { en: 'Role changes waiting for approval', es: 'Cambios de función por aprobar' },
    ask: { en: 'Change role', es: 'Cambiar función' },
    askOne: { en: 'Change the role of %{name}?', es: '¿Cambiar la función de %{name}?' },
    askHelp: {
      en: 'Another administrator or a privacy officer must approve it. Then their sessions end, and they are told by email.',
      es: 'Debe aprobarlo otro administrador o un responsable de privacidad. Entonces se cierran sus sesiones y se le avisa por correo electrónico.',
    },
    askedBy: { en: 'Requested by', es: 'Lo solicitó' },
    lapses: { en: 'Lapses', es: 'Vence' },
    approve: { en: 'Approve', es: 'Aprobar' },
    decline: { en: 'Decline', es: 'Rechazar' },
    withdraw: { en: 'Withdraw', es: 'Retirar' },
  },
  me: {
    title: { en: 'My account', es: 'Mi cuenta' },
    alerts: { en: 'Alerts', es: 'Avisos' },
    alertsDone: { en: 'Saved.', es: 'Guardado.' },
    who: { en: 'Account', es: 'Cuenta' },
    password: { en: 'Password', es: 'Contraseña' },
    passwordHelp: {
      en: 'All your other sessions end, and you are told by email. You stay signed in here.',
      es: 'Se cierran todas sus demás sesiones y se le avisa por correo electrónico. Aquí su sesión sigue abierta.',
    },
    passwordDone: {
      en: 'Your password was changed and your other sessions have ended.',
      es: 'Su contraseña se cambió y sus demás sesiones se cerraron.',
    },
    codes: { en: 'Recovery codes', es: 'Códigos de recuperación' },
    codesLeft: {
      en: '%{smart_count} code is left. Each signs you in once without your authenticator. |||| %{smart_count} codes are left. Each signs you in once without your authenticator.',
      es: 'Queda %{smart_count} código. Sirve una vez para iniciar sesión sin su autenticador. |||| Quedan %{smart_count} códigos. Cada uno sirve una vez para iniciar sesión sin su autenticador.',
    },
    codesNew: {
      en: 'These are shown only now. Keep them where only you find them; the earlier ones no longer work.',
      es: 'Solo se muestran ahora. Guárdelos donde solo usted los encuentre; los anteriores ya no sirven.',
    },
    sessions: { en: 'Where you are signed in', es: 'Dónde tiene sesión abierta' },
    from: { en: 'Network address', es: 'Dirección de red' },
    unknown: { en: 'unknown', es: 'desconocida' },
    since: { en: 'Signed in', es: 'Inicio' },
    lastUsed: { en: 'Last used', es: 'Último uso' },
    current: { en: 'this session', es: 'esta sesión' },
    none: { en: 'You are signed in here only.', es: 'Solo tiene sesión abierta aquí.' },
  },
  review: {
    title: { en: 'Access reviews', es: 'Revisiones de accesos' },
    one: { en: 'Access review', es: 'Revisión de accesos' },
    quarter: { en: 'Quarter', es: 'Trimestre' },
    open: { en: 'in progress', es: 'en curso' },
    done: { en: 'finished', es: 'terminada' },
    none: { en: 'No access review yet', es: 'Aún no hay revisiones de accesos' },
    noneHelp: {
      en: 'Once a quarter, someone else confirms that each colleague still needs their access.',
      es: 'Una vez por trimestre, otra persona confirma que cada colega aún necesita su acceso.',
    },
    begin: { en: 'Start this quarter’s review', es: 'Iniciar la revisión de este trimestre' },
    of: { en: 'Access review %{quarter}', es: 'Revisión de accesos %{quarter}' },
    started: { en: 'Started', es: 'Iniciada' },
    begun: { en: 'Started by %{name},', es: 'La inició %{name},' },
    finished: { en: 'Finished by %{name},', es: 'La terminó %{name},' },
    left: { en: '%{left} of %{all} still to be decided.', es: 'Quedan por decidir: %{left} de %{all}.' },
    people: { en: 'Everyone with access', es: 'Todas las personas con acceso' },
    finish: { en: 'Finish the review', es: 'Terminar la revisión' },
    decideFirst: {
      en: 'Decide on everyone first. A colleague decides about your own access.',
      es: 'Decida antes sobre todas las personas. Sobre su propio acceso decide un colega.',
    },
    unused: { en: 'Not used in 90 days', es: 'Sin usar en 90 días' },
    decision: { en: 'Decision', es: 'Decisión' },
    own: { en: 'You; a colleague decides.', es: 'Usted; decide un colega.' },
    certify: { en: 'Certify', es: 'Certificar' },
    revoke: { en: 'Revoke', es: 'Revocar' },
    revokeOne: { en: 'Revoke the access of %{name}?', es: '¿Revocar el acceso de %{name}?' },
    revokeHelp: {
      en: 'The account is disabled right away and all its sessions end. The decision is kept in this review.',
      es: 'La cuenta se desactiva de inmediato y se cierran sus sesiones. La decisión queda en esta revisión.',
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
    quality: { review: { en: 'review the quality of calls', es: 'revisar la calidad de las llamadas' } },
    patients: {
      search: { en: 'find patients', es: 'buscar pacientes' },
      show: { en: 'open patients', es: 'abrir pacientes' },
      reveal: { en: 'reveal a hidden value', es: 'mostrar un dato oculto' },
      'break-glass': { en: 'use emergency access', es: 'usar el acceso de emergencia' },
    },
    cases: {
      show: { en: 'see cases', es: 'ver casos' },
      work: { en: 'work on cases', es: 'trabajar en casos' },
      assign: { en: 'assign cases', es: 'asignar casos' },
    },
    conflicts: {
      decide: { en: 'decide records that were set aside', es: 'decidir registros apartados' },
    },
    letters: {
      print: { en: 'print and post activation letters', es: 'imprimir y enviar cartas de activación' },
    },
    duplicates: {
      decide: { en: 'merge duplicate records', es: 'fusionar expedientes duplicados' },
    },
    clinic: {
      inbox: {
        en: 'answer messages and decide refills of their clinic',
        es: 'responder mensajes y decidir resurtidos de su clínica',
      },
      visits: { en: 'manage visits of their clinic', es: 'gestionar las citas de su clínica' },
    },
    apps: {
      manage: {
        en: 'register apps for patients',
        es: 'registrar aplicaciones para pacientes',
      },
    },
    outages: {
      manage: {
        en: 'report outages and announce what is new',
        es: 'comunicar interrupciones y anunciar novedades',
      },
    },
    knowledge: {
      show: { en: 'read what to say and do', es: 'leer qué decir y hacer' },
      write: { en: 'write and approve what to say and do', es: 'escribir y aprobar qué decir y hacer' },
    },
    callers: {
      verify: { en: 'verify callers', es: 'verificar a quien llama' },
      approve: { en: 'approve photo ID', es: 'aprobar identificaciones con foto' },
    },
    accounts: { act: { en: 'change portal accounts', es: 'cambiar cuentas del portal' } },
    audit: {
      show: { en: 'read the audit log of cases', es: 'leer el registro de auditoría de los casos' },
      'show-all': { en: 'read the whole audit log', es: 'leer todo el registro de auditoría' },
      export: { en: 'export the audit log', es: 'exportar el registro de auditoría' },
      report: { en: 'prepare access reports', es: 'preparar informes de accesos' },
    },
    disclosures: {
      manage: { en: 'keep the register of disclosures', es: 'llevar el registro de divulgaciones' },
    },
    privacy: {
      review: { en: 'review privacy alerts', es: 'revisar alertas de privacidad' },
      second: {
        en: 'confirm changes of the alert rules',
        es: 'confirmar cambios de las reglas de alerta',
      },
    },
    adoption: {
      show: { en: 'see adoption figures', es: 'ver las cifras de uso' },
      compare: { en: 'compare clinics and groups', es: 'comparar clínicas y grupos' },
      plan: { en: 'set adoption goals', es: 'fijar objetivos de uso' },
    },
    settings: {
      show: { en: 'see the policy', es: 'ver la política' },
      manage: { en: 'change the policy', es: 'cambiar la política' },
    },
    staff: {
      show: { en: 'see staff', es: 'ver el personal' },
      manage: {
        en: 'disable and enable staff, request role changes',
        es: 'desactivar y activar personal, solicitar cambios de función',
      },
    },
    access: {
      review: {
        en: 'review access, approve role changes',
        es: 'revisar accesos, aprobar cambios de función',
      },
    },
  },
} as const satisfies Words
