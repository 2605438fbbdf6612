import type { Words } from '../core/words/entry.ts'

/** The words of finding and showing a patient. */
export const patientsWords = {
  find: {
    title: { en: 'Find a patient', es: 'Buscar paciente' },
    who: { en: 'Who is it about?', es: '¿De quién se trata?' },
    label: {
      en: 'Name, birth date, MRN, phone or e-mail',
      es: 'Nombre, fecha de nacimiento, historia, teléfono o correo',
    },
    help: {
      en: 'Any order; parts of names, whole numbers and addresses: “mar 1985”, “413-555-0142”. Arrow keys and Enter open.',
      es: 'En cualquier orden; partes de nombres, números y correos completos: «mar 1985», «413-555-0142». Flechas y Entrar para abrir.',
    },
    none: {
      en: 'Nobody matches. Check the spelling, or try the birth date.',
      es: 'Nadie coincide. Revise la ortografía o pruebe la fecha de nacimiento.',
    },
    why: { nickname: { en: 'by a nickname', es: 'por un apodo' } },
    uncompared: {
      en: 'The birth date or number was not compared: too many different ones were asked today.',
      es: 'No se comparó la fecha ni el número: hoy se han preguntado demasiados distintos.',
    },
    more: {
      en: 'Showing %{shown} of %{total}. Add a word or a birth date.',
      es: 'Se muestran %{shown} de %{total}. Añada una palabra o la fecha de nacimiento.',
    },
  },
  patient: {
    menu: { en: 'Patients', es: 'Pacientes' },
    one: { en: 'Patient', es: 'Paciente' },
    born: { en: 'born', es: 'nac.' },
    mrn: { en: 'MRN', es: 'historia' },
    login: { en: 'Login: %{status}', es: 'Acceso: %{status}' },
    deceased: { en: 'deceased', es: 'fallecido' },
    inactive: { en: 'not in use', es: 'fuera de uso' },
    notes: { en: 'Notes for the next call', es: 'Notas para la próxima llamada' },
    noteText: { en: 'What the next call has to know', es: 'Qué debe saber la próxima llamada' },
    minor: { en: 'minor', es: 'menor de edad' },
    replacedBy: { en: 'merged: open the record that is kept', es: 'fusionado: abrir el registro vigente' },
    cannotOpen: {
      en: 'The record may have been removed, or your role may not open patients.',
      es: 'Puede que el registro se haya eliminado o que su función no abra pacientes.',
    },
  },
} as const satisfies Words
