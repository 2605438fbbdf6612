import type { Words } from '../core/words/entry.ts'

/** The words of the page that shows clause by clause how the house stands. */
export const postureWords = {
  posture: {
    title: { en: 'Compliance', es: 'Cumplimiento' },
    intro: {
      en: 'What HIPAA and ONC ask of this system, clause by clause, and where it is kept. What is missing says so. An archive that an assessor can check alone is written by',
      es: 'Lo que HIPAA y ONC exigen a este sistema, cláusula por cláusula, y dónde se cumple. Lo que falta se indica. Un archivo que un evaluador puede comprobar por sí mismo se escribe con',
    },
    now: { en: 'Now', es: 'Ahora' },
    clauses: { en: 'Clause by clause', es: 'Cláusula por cláusula' },
    empty: { en: 'No clause is listed', es: 'No hay cláusulas' },
    clause: { en: 'Clause', es: 'Cláusula' },
    asks: { en: 'What it asks', es: 'Qué exige' },
    stands: { en: 'State', es: 'Estado' },
    where: { en: 'Where', es: 'Dónde' },
    state: {
      kept: { en: 'Kept', es: 'Se cumple' },
      partly: { en: 'Partly', es: 'En parte' },
      elsewhere: { en: 'Kept elsewhere', es: 'Se lleva aparte' },
    },
    proof: { en: 'Acts, tests and commands', es: 'Acciones, pruebas y comandos' },
    log: { en: 'Audit log', es: 'Registro de auditoría' },
    verified: { en: 'Verified, unaltered', es: 'Verificado, sin alteraciones' },
    altered: { en: 'Found altered', es: 'Hallado alterado' },
    neverVerified: { en: 'Not verified yet', es: 'Aún sin verificar' },
    protection: { en: 'Its protection in the database', es: 'Su protección en la base de datos' },
    asInstalled: { en: 'As installed', es: 'Como se instaló' },
    changed: { en: 'Changed', es: 'Cambiada' },
    anchors: { en: 'Copies of checkpoints elsewhere', es: 'Copias de puntos de control en otro lugar' },
    receivers: { en: 'Receivers of the log', es: 'Receptores del registro' },
    failing: { en: '%{n}, failing: %{bad}', es: '%{n}, con fallos: %{bad}' },
    backup: { en: 'Backup', es: 'Copia de seguridad' },
    drill: { en: 'Restored in a drill', es: 'Restaurada en simulacro' },
    alerts: { en: 'Privacy alerts open / late', es: 'Alertas de privacidad abiertas / tardías' },
  },
} satisfies Record<string, Words>
