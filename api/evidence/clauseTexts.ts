import type { Words } from '../core/words.ts'

/*
 * What HIPAA and ONC's certification ask of a system like this, clause by clause, and where it stands here: the page, the acts and
 * views, the test that fails when it is taken away, the command. What is not there, or only partly, says so. What a clause asks is in our own
 * words; the law is 45 CFR.
 */
export interface Clause {
  clause: string
  asks: Words
  state: 'kept' | 'partly' | 'elsewhere'
  /** What is missing, or who keeps it, where it is not all kept here. */
  gap?: Words
  /** Addresses of the console. */
  pages?: readonly string[]
  /** Names of acts, views and events, as the log has them. */
  acts?: readonly string[]
  tests?: readonly string[]
  /** What follows `npm run desk --`. */
  commands?: readonly string[]
}

const w = (en: string, es: string): Words => ({ en, es })
export const clauses: readonly Clause[] = [
  {
    clause: '164.308(a)(1)(ii)(A)',
    asks: w('Analyze the risks to patient data', 'Analizar los riesgos para los datos de los pacientes'),
    state: 'partly',
    gap: w(
      'The analysis is kept and its review signed here; what is written in it is the organization’s.',
      'El análisis se guarda y su revisión se firma aquí; lo que contiene es de la organización.',
    ),
    pages: ['/risks', '/posture'],
    acts: ['risk.recorded', 'risk.revised', 'risk.closed', 'risk-analysis.reviewed'],
    tests: ['tests/evidence/risksAndTraining.sqlite.test.ts'],
    commands: ['evidence'],
  },
  {
    clause: '164.308(a)(1)(ii)(B)',
    asks: w('Reduce the risks to a reasonable level', 'Reducir los riesgos a un nivel razonable'),
    state: 'partly',
    gap: w(
      'What the product does about attacks is written down and tested; the organization’s own measures are not.',
      'Lo que el producto hace ante ataques está escrito y probado; las medidas propias de la organización, no.',
    ),
    pages: ['/policy'],
    acts: ['settings.changed', 'limit.reached'],
    tests: ['tests/house/attacks.test.ts', 'tests/attacks/generated.test.ts'],
    commands: ['settings show'],
  },
  {
    clause: '164.308(a)(1)(ii)(C)',
    asks: w('Sanction staff who break the rules', 'Sancionar al personal que incumple las normas'),
    state: 'kept',
    pages: ['/sanctions', '/privacy-alerts'],
    acts: ['privacy-alert.sanctioned', 'sanction.recorded', 'sanction.carried-out', 'sanction.withdrawn'],
    tests: ['tests/privacy/due.sqlite.test.ts'],
  },
  {
    clause: '164.308(a)(1)(ii)(D)',
    asks: w('Review records of activity regularly', 'Revisar con regularidad los registros de actividad'),
    state: 'kept',
    pages: ['/privacy-alerts', '/activity-reviews'],
    acts: [
      'privacy-alert.raised',
      'activity-review.begun',
      'activity-review.decided',
      'activity-review.signed',
    ],
    tests: [
      'tests/privacy/privacyReview.test.ts',
      'tests/privacy/unusualAccess.test.ts',
      'tests/privacy/due.sqlite.test.ts',
    ],
  },
  {
    clause: '164.308(a)(2)',
    asks: w('Name who is responsible for security', 'Designar a un responsable de seguridad'),
    state: 'elsewhere',
    gap: w(
      'The roles of privacy officer and administrator are here; the appointment is the organization’s.',
      'Los roles de responsable de privacidad y administrador están aquí; el nombramiento es de la organización.',
    ),
    pages: ['/staff'],
  },
  {
    clause: '164.308(a)(3)(ii)(A)',
    asks: w('Authorize and supervise staff', 'Autorizar y supervisar al personal'),
    state: 'kept',
    pages: ['/staff', '/quality-reviews'],
    acts: [
      'staff.addition-asked',
      'staff.enrolment-approved',
      'staff.role-asked',
      'staff.role-changed',
      'quality.reviewed',
    ],
    tests: [
      'tests/attacks/enrolment.test.ts',
      'tests/attacks/changeOfRole.test.ts',
      'tests/quality/quality.test.ts',
    ],
    commands: ['staff add'],
  },
  {
    clause: '164.308(a)(3)(ii)(B)',
    asks: w('Decide what access each person should have', 'Decidir qué acceso corresponde a cada persona'),
    state: 'kept',
    pages: ['/access-reviews'],
    acts: ['access-review.begun', 'access-review.decided', 'access-review.finished'],
    tests: ['tests/staff/accessReview.test.ts', 'tests/acts/routes.unit.test.ts'],
  },
  {
    clause: '164.308(a)(3)(ii)(C)',
    asks: w('End access when employment ends', 'Terminar el acceso al acabar el empleo'),
    state: 'kept',
    pages: ['/staff'],
    acts: ['staff.disabled', 'staff.employment-ended', 'staff.sessions-ended'],
    tests: [
      'tests/attacks/disabling.test.ts',
      'tests/staff/employment.sqlite.test.ts',
      'tests/attacks/enrolment.test.ts',
    ],
  },
  {
    clause: '164.308(a)(4)(ii)(B), (C)',
    asks: w('Grant, review and change access by rules', 'Conceder, revisar y cambiar accesos según normas'),
    state: 'kept',
    pages: ['/staff', '/access-reviews'],
    acts: ['staff.role-asked', 'staff.role-changed', 'staff.role-declined', 'access-review.finished'],
    tests: [
      'tests/acts/access.sqlite.test.ts',
      'tests/staff/accessReview.test.ts',
      'tests/attacks/changeOfRole.test.ts',
    ],
  },
  {
    clause: '164.308(a)(5)(ii)(A), (B)',
    asks: w(
      'Train staff; guard against malicious software',
      'Formar al personal; proteger contra software malicioso',
    ),
    state: 'partly',
    gap: w(
      'Who was trained, and who is due, is on record here; the training itself, and protection from malicious software, are the organization’s.',
      'Aquí consta quién se capacitó y quién está pendiente; la capacitación misma y la protección contra software malicioso son de la organización.',
    ),
    pages: ['/training', '/posture'],
    acts: ['training.recorded', 'training.withdrawn'],
    tests: ['tests/evidence/risksAndTraining.sqlite.test.ts'],
    commands: ['evidence'],
  },
  {
    clause: '164.308(a)(5)(ii)(C)',
    asks: w('Watch attempts to sign in', 'Vigilar los intentos de inicio de sesión'),
    state: 'kept',
    pages: ['/audit'],
    acts: ['staff.password-checked', 'staff.signed-in', 'limit.reached'],
    tests: [
      'tests/attacks/lockout.sqlite.test.ts',
      'tests/attacks/blocks.sqlite.test.ts',
      'tests/attacks/newPlace.sqlite.test.ts',
      'tests/staff/signIn.test.ts',
    ],
  },
  {
    clause: '164.308(a)(5)(ii)(D)',
    asks: w('Create, change and guard passwords', 'Crear, cambiar y proteger contraseñas'),
    state: 'kept',
    pages: ['/me'],
    acts: ['staff.password-chosen', 'staff.password-changed'],
    tests: ['tests/staff/myAccount.sqlite.test.ts', 'tests/attacks/oldPassword.sqlite.test.ts'],
  },
  {
    clause: '164.308(a)(6)(ii)',
    asks: w(
      'Respond to security incidents and document them',
      'Responder a incidentes de seguridad y documentarlos',
    ),
    state: 'partly',
    gap: w(
      'Incidents of access have an alert, a review and a measure; incidents of other systems are kept elsewhere.',
      'Los incidentes de acceso tienen alerta, revisión y medida; los de otros sistemas se llevan aparte.',
    ),
    pages: ['/privacy-alerts'],
    acts: [
      'audit.newest-altered',
      'audit.protection-broken',
      'privacy-alert.raised',
      'privacy-alert.assessed',
      'privacy-alert.signed',
    ],
    tests: [
      'tests/audit/protection.test.ts',
      'tests/privacy/privacyReview.test.ts',
      'tests/audit/newest.test.ts',
    ],
  },
  {
    clause: '164.308(a)(7)(ii)(A), (B), (D)',
    asks: w('Back up, restore, and test both', 'Hacer copias, restaurarlas y probar ambas cosas'),
    state: 'kept',
    pages: ['/backups'],
    acts: ['backup.made', 'backup.drilled', 'backup.restored'],
    tests: ['tests/backup/backup.test.ts'],
    commands: ['backup drill', 'backup status', 'restore'],
  },
  {
    clause: '164.308(a)(7)(ii)(C)',
    asks: w('Go on in an emergency', 'Seguir funcionando en una emergencia'),
    state: 'partly',
    gap: w(
      'What the product does when the disk, the database or mail fails is written for whoever operates it; the plan of the clinic is its own.',
      'Lo que hace el producto si falla el disco, la base de datos o el correo está escrito para quien lo opera; el plan de la clínica es suyo.',
    ),
    tests: ['tests/core/badDisk.test.ts', 'tests/core/crash.test.ts'],
  },
  {
    clause: '164.308(a)(8)',
    asks: w('Evaluate the measures from time to time', 'Evaluar las medidas periódicamente'),
    state: 'partly',
    gap: w(
      'This table and the evidence archive are the material; who evaluates, and when, is the organization’s.',
      'Esta tabla y el archivo de evidencias son el material; quién evalúa y cuándo lo decide la organización.',
    ),
    pages: ['/posture'],
    acts: ['evidence.packed'],
    tests: ['tests/evidence/evidence.sqlite.test.ts', 'tests/house/clauses.unit.test.ts'],
    commands: ['evidence'],
  },
  {
    clause: '164.312(a)(2)(i)',
    asks: w('Give each person a unique identity', 'Dar a cada persona una identidad única'),
    state: 'kept',
    pages: ['/staff', '/audit'],
    acts: ['staff.added', 'staff.enrolled'],
    tests: ['tests/audit/onc.sqlite.test.ts', 'tests/staff/staff.test.ts'],
  },
  {
    clause: '164.312(a)(2)(ii)',
    asks: w('Reach records in an emergency', 'Acceder a registros en una emergencia'),
    state: 'kept',
    pages: ['/emergency-access/create', '/privacy-alerts'],
    acts: ['break-glass.opened'],
    tests: [
      'tests/privacy/accessWatch.test.ts',
      'tests/attacks/emergency.test.ts',
      'tests/privacy/privacyReview.test.ts',
    ],
  },
  {
    clause: '164.312(a)(2)(iii)',
    asks: w('End a session that is idle', 'Terminar una sesión inactiva'),
    state: 'kept',
    pages: ['/policy'],
    acts: ['staff.signed-out'],
    tests: [
      'tests/staff/clock.sqlite.test.ts',
      'tests/attacks/sessions.sqlite.test.ts',
      'tests/staff/staff.test.ts',
    ],
  },
  {
    clause: '164.312(a)(2)(iv)',
    asks: w('Encrypt what is stored', 'Cifrar lo almacenado'),
    state: 'partly',
    gap: w(
      'Clinical content, secrets, waiting mail and backups are encrypted; the rest of the database relies on an encrypted disk.',
      'El contenido clínico, los secretos, el correo en espera y las copias están cifrados; el resto de la base depende de un disco cifrado.',
    ),
    acts: ['vault.rotated'],
    tests: [
      'tests/core/vault.test.ts',
      'tests/backup/backup.test.ts',
      'tests/mail/mail.test.ts',
      'tests/portal/secondFactor.test.ts',
    ],
    commands: ['vault rotate'],
  },
  {
    clause: '164.312(b)',
    asks: w(
      'Record activity in systems with patient data',
      'Registrar la actividad en sistemas con datos de pacientes',
    ),
    state: 'kept',
    pages: ['/audit', '/reports/:subject/:id'],
    acts: ['audit.searched', 'audit.reported', 'audit.exported', 'audit.read-over-fhir', 'access.denied'],
    tests: [
      'tests/audit/audit.test.ts',
      'tests/audit/feed.sqlite.test.ts',
      'tests/fhir/auditEvents.sqlite.test.ts',
      'tests/audit/notLetIn.sqlite.test.ts',
      'tests/attacks/blocks.sqlite.test.ts',
    ],
    commands: ['audit export'],
  },
  {
    clause: '164.312(c)(1), (2)',
    asks: w(
      'Protect data from improper change, and be able to show it',
      'Proteger los datos de cambios indebidos y poder demostrarlo',
    ),
    state: 'partly',
    gap: w(
      'It is shown of the audit log and of what it is bound to: staff and how they sign in, reviews, breaches, registers, rules and policy, who opened a case. Patients’ records, portal accounts, proxies and personnel records are changed by acts only, which the log holds, and are not sealed themselves.',
      'Se demuestra para el registro de auditoría y para lo que está vinculado a él: el personal y cómo accede, las revisiones, las violaciones de datos, los registros, las reglas y la política, quién abrió un caso. Los expedientes, las cuentas del portal, los representantes y los datos de personal solo cambian por acciones que el registro recoge, y no están sellados.',
    ),
    pages: ['/audit'],
    acts: ['audit.verified', 'audit.newest-altered', 'audit.protection-broken', 'audit.event-refused'],
    tests: [
      'tests/audit/tamper.test.ts',
      'tests/audit/rollback.test.ts',
      'tests/audit/protection.test.ts',
      'tests/audit/newest.test.ts',
      'tests/audit/witness.sqlite.test.ts',
    ],
    commands: ['audit verify', 'audit prove'],
  },
  {
    clause: '164.312(d)',
    asks: w('Verify who asks for access', 'Verificar a quien pide acceso'),
    state: 'kept',
    pages: ['/me'],
    acts: ['staff.password-checked', 'staff.passkey-added', 'caller.verified'],
    tests: ['tests/staff/signIn.test.ts', 'tests/attacks/passkeys.test.ts', 'tests/callers/callers.test.ts'],
  },
  {
    clause: '164.312(e)(1), (2)',
    asks: w('Protect data on the network', 'Proteger los datos en la red'),
    state: 'partly',
    gap: w(
      'A proxy in front serves TLS; addresses other than https are refused but on this machine.',
      'TLS lo sirve un proxy delante; se rechazan direcciones que no sean https salvo en esta máquina.',
    ),
    tests: ['tests/house/pure.test.ts', 'tests/audit/feed.sqlite.test.ts'],
  },
  {
    clause: '164.316(b)(2)(i)',
    asks: w('Keep the documentation for six years', 'Conservar la documentación seis años'),
    state: 'kept',
    pages: ['/policy'],
    acts: ['audit.purged'],
    tests: ['tests/audit/tamper.test.ts', 'tests/audit/stranger.sqlite.test.ts'],
    commands: ['audit purge', 'evidence'],
  },
  {
    clause: '164.402',
    asks: w(
      'Assess the four factors, or presume a breach',
      'Evaluar los cuatro factores, o presumir una violación de datos',
    ),
    state: 'kept',
    pages: ['/breaches', '/breaches/:id/show', '/privacy-alerts/:id/show'],
    acts: ['breach.opened', 'breach.assessed', 'breach.signed', 'breach.countersigned'],
    tests: ['tests/privacy/breaches.sqlite.test.ts'],
  },
  {
    clause: '164.404–164.412',
    asks: w(
      'Notify of a breach: patients, media, HHS; in time',
      'Notificar una violación: pacientes, medios, HHS; a tiempo',
    ),
    state: 'kept',
    pages: ['/breaches', '/breaches/:id/show'],
    acts: [
      'breach.letter-drafted',
      'breach.letters-printed',
      'breach.letters-posted',
      'breach.notice-recorded',
      'breach.public-notice-recorded',
      'breach.delayed',
    ],
    tests: ['tests/privacy/duties.unit.test.ts', 'tests/privacy/breaches.sqlite.test.ts'],
  },
  {
    clause: '164.414(b)',
    asks: w(
      'Be able to show that each notice was made, or why none was due',
      'Poder demostrar que se hizo cada aviso, o por qué no procedía',
    ),
    state: 'kept',
    pages: ['/breaches/:id/show'],
    acts: ['breach.signed', 'breach.countersigned', 'breach.notice-returned', 'breach.added-to'],
    tests: ['tests/privacy/breaches.sqlite.test.ts', 'tests/privacy/privacyReview.test.ts'],
  },
  {
    clause: '164.514(d)',
    asks: w('Show no more than a task needs', 'No mostrar más de lo que exige la tarea'),
    state: 'kept',
    pages: ['/patients/:id/show'],
    acts: ['patient.revealed'],
    tests: [
      'tests/attacks/desk.sqlite.test.ts',
      'tests/acts/access.sqlite.test.ts',
      'tests/patients/search.test.ts',
    ],
  },
  {
    clause: '164.514(h)',
    asks: w(
      'Verify who asks for patient data, and their authority',
      'Verificar la identidad y autoridad de quien pide datos',
    ),
    state: 'kept',
    pages: ['/cases/:id/show'],
    acts: ['caller.verified', 'caller.seen-in-person', 'caller.approved', 'proxy.granted'],
    tests: [
      'tests/callers/callers.test.ts',
      'tests/attacks/proxies.test.ts',
      'tests/callers/approvals.test.ts',
    ],
  },
  {
    clause: '164.524, 164.526',
    asks: w(
      'Let patients see their record and ask for corrections',
      'Permitir que el paciente vea su historia y pida correcciones',
    ),
    state: 'partly',
    gap: w(
      'Corrections of the record as kept here; the medical record itself is corrected in its own system.',
      'Correcciones del registro que aquí se guarda; el expediente médico se corrige en su sistema.',
    ),
    acts: [
      'portal.health-read',
      'portal.health-downloaded',
      'record.correction-asked',
      'record.correction-answered',
    ],
    tests: ['tests/records/records.test.ts', 'tests/logins/corrections.test.ts'],
  },
  {
    clause: '164.528',
    asks: w('Account for disclosures over six years', 'Dar cuenta de las divulgaciones de seis años'),
    state: 'kept',
    pages: ['/patients/:id/disclosures', '/accounting-requests'],
    acts: [
      'disclosure.recorded',
      'disclosure.withdrawn',
      'disclosure.accounted',
      'disclosure.suspended',
      'accounting.requested',
      'accounting.extended',
      'accounting.answered',
    ],
    tests: ['tests/privacy/privacyReview.test.ts', 'tests/privacy/accounting.sqlite.test.ts'],
  },
  {
    clause: '170.315(d)(1)',
    asks: w('Authenticate, control access, authorize', 'Autenticar, controlar y autorizar el acceso'),
    state: 'kept',
    pages: ['/staff'],
    acts: ['staff.signed-in', 'access.denied'],
    tests: ['tests/acts/access.sqlite.test.ts', 'tests/acts/routes.unit.test.ts'],
  },
  {
    clause: '170.315(d)(2), (10)',
    asks: w(
      'Record auditable events, and resist tampering',
      'Registrar sucesos auditables y resistir alteraciones',
    ),
    state: 'kept',
    pages: ['/audit'],
    acts: ['server.started', 'server.stopped', 'audit.verified'],
    tests: ['tests/audit/onc.sqlite.test.ts', 'tests/audit/tamper.test.ts'],
    commands: ['audit verify', 'audit key'],
  },
  {
    clause: '170.315(d)(3)',
    asks: w('Report on the log by period, sorted', 'Informar del registro por periodo y ordenado'),
    state: 'kept',
    pages: ['/audit', '/audit-exports'],
    acts: ['audit.searched', 'audit.exported'],
    tests: ['tests/audit/auditReading.test.ts'],
  },
  {
    clause: '170.315(d)(4)',
    asks: w('Append amendments that patients ask for', 'Añadir las enmiendas que pide el paciente'),
    state: 'elsewhere',
    gap: w('The medical record is another system’s.', 'El expediente médico es de otro sistema.'),
  },
  {
    clause: '170.315(d)(5)',
    asks: w('Log off when idle', 'Cerrar la sesión inactiva'),
    state: 'kept',
    pages: ['/policy'],
    tests: ['tests/staff/clock.sqlite.test.ts', 'tests/staff/staff.test.ts'],
  },
  {
    clause: '170.315(d)(6)',
    asks: w('Emergency access for named people', 'Acceso de emergencia para personas designadas'),
    state: 'kept',
    pages: ['/emergency-access/create'],
    acts: ['break-glass.opened'],
    tests: [
      'tests/privacy/accessWatch.test.ts',
      'tests/attacks/emergency.test.ts',
      'tests/privacy/privacyReview.test.ts',
    ],
  },
  {
    clause: '170.315(d)(7)',
    asks: w(
      'Leave nothing unencrypted on end-user devices',
      'No dejar nada sin cifrar en dispositivos de usuario',
    ),
    state: 'partly',
    gap: w(
      'The browser keeps nothing of a patient; a file that an officer exports lies where they save it.',
      'El navegador no guarda nada de pacientes; un archivo exportado queda donde el responsable lo guarde.',
    ),
    tests: ['tests/browser/roles.spec.ts'],
  },
  {
    clause: '170.315(d)(8)',
    asks: w('Detect that data were altered on the way', 'Detectar alteraciones de datos en tránsito'),
    state: 'kept',
    acts: ['audit.proved'],
    tests: ['tests/audit/seal.unit.test.ts', 'tests/audit/stranger.sqlite.test.ts'],
    commands: ['audit prove'],
  },
  {
    clause: '170.315(d)(9)',
    asks: w('Use trusted connections', 'Usar conexiones de confianza'),
    state: 'partly',
    gap: w('TLS towards browsers is the proxy’s.', 'El TLS hacia los navegadores es del proxy.'),
    tests: ['tests/audit/feed.sqlite.test.ts'],
  },
  {
    clause: '170.315(d)(11)',
    asks: w('Account for disclosures', 'Dar cuenta de las divulgaciones'),
    state: 'kept',
    pages: ['/patients/:id/disclosures'],
    acts: ['disclosure.recorded', 'disclosure.accounted'],
    tests: ['tests/privacy/privacyReview.test.ts', 'tests/privacy/accounting.sqlite.test.ts'],
  },
  {
    clause: '170.315(d)(12)',
    asks: w('Encrypt authentication credentials', 'Cifrar las credenciales'),
    state: 'kept',
    tests: ['tests/staff/signIn.test.ts', 'tests/house/pure.test.ts'],
  },
  {
    clause: '170.315(d)(13)',
    asks: w('Authenticate by more than one factor', 'Autenticar con más de un factor'),
    state: 'kept',
    pages: ['/me'],
    acts: ['staff.passkey-added', 'portal.second-factor-set'],
    tests: [
      'tests/attacks/secondFactor.test.ts',
      'tests/portal/secondFactor.test.ts',
      'tests/staff/passkeys.test.ts',
    ],
  },
]
