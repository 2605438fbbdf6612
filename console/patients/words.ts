import type { Words } from '../core/words/entry.ts'

/** The words of finding and showing a patient. */
export const patientsWords = {
  find: {
    title: { en: 'Find a patient', es: 'Buscar paciente' },
    who: { en: 'Who is it about?', es: '¿De quién se trata?' },
    label: {
      en: 'Name, date of birth, MRN, phone or email',
      es: 'Nombre, nacimiento, expediente, teléfono, correo',
    },
    help: {
      en: 'Any order; parts of names, whole numbers and addresses: “mar 1985”, “413-555-0142”. Use the arrow keys and Enter to open.',
      es: 'En cualquier orden; partes de nombres, números y correos completos: «mar 1985», «413-555-0142». Use las flechas y la tecla Intro para abrir.',
    },
    none: {
      en: 'No patient matches. Check the spelling, or try the date of birth.',
      es: 'Ningún paciente coincide. Revise la ortografía o pruebe con la fecha de nacimiento.',
    },
    why: {
      otherName: { en: 'other or former name', es: 'otro nombre o anterior' },
      nickname: { en: 'nickname', es: 'apodo' },
      script: { en: 'name in another script', es: 'nombre en otra escritura' },
      alike: { en: 'spelled alike', es: 'se escribe parecido' },
      part: { en: 'part of the name', es: 'parte del nombre' },
    },
    born: { en: 'born on that day', es: 'nació ese día' },
    notBorn: {
      en: 'None of these patients was born on that day.',
      es: 'Ninguno de estos pacientes nació ese día.',
    },
    uncompared: {
      en: 'The date of birth or number was not compared: too many different ones were tried today.',
      es: 'No se comparó la fecha ni el número: hoy se probaron demasiados distintos.',
    },
    more: {
      en: 'Showing %{shown} of %{total}. Add a word or a date of birth.',
      es: 'Se muestran %{shown} de %{total}. Añada una palabra o la fecha de nacimiento.',
    },
  },
  patient: {
    menu: { en: 'Patients', es: 'Pacientes' },
    one: { en: 'Patient', es: 'Paciente' },
    born: { en: 'born', es: 'nac.' },
    mrn: { en: 'MRN', es: 'expediente' },
    login: { en: 'Portal account: %{status}', es: 'Cuenta del portal: %{status}' },
    deceased: { en: 'deceased', es: 'fallecido' },
    inactive: { en: 'record not in use', es: 'expediente fuera de uso' },
    notes: { en: 'Notes for the next call', es: 'Notas para la próxima llamada' },
    noteText: {
      en: 'For the next call',
      es: 'Para la próxima llamada',
    },
    minor: { en: 'minor', es: 'menor de edad' },
    replacedBy: { en: 'merged: open the surviving record', es: 'fusionado: abrir el expediente vigente' },
    cannotOpen: {
      en: 'The record may have been removed, or your role may not allow opening patient records.',
      es: 'Puede que el expediente se haya eliminado o que su función no permita abrir pacientes.',
    },
  },
} as const satisfies Words
