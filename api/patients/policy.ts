import { policyRows } from '../core/policy.ts'

/** What a patient’s record is good for. */
export const patientsPolicy = policyRows('patients', {
  channelDelayHours: {
    usual: 24,
    least: 1,
    most: 720,
    unit: 'hours',
    meaning: {
      en: 'How long a contact must be on file before a code or a link goes to it, unless the patient was seen in person',
      es: 'Cuánto tiempo debe llevar registrado un contacto para recibir un código o enlace, salvo que el paciente acudiera en persona',
    },
    source: 'HC3 Sector Alert of April 3, 2024',
  },
  peopleOfOneContact: {
    usual: 10,
    least: 3,
    most: 50,
    unit: 'times',
    meaning: {
      en: 'Patients who may have, or have had, one phone number or email address on file before it no longer shows who is calling and no code or link is sent to it',
      es: 'Pacientes que pueden tener, o haber tenido, un mismo teléfono o correo registrado; con más ya no demuestra quién llama ni se le envían códigos o enlaces',
    },
  },
  heldFirstDays: {
    usual: 90,
    least: 30,
    most: 365,
    unit: 'days',
    meaning: {
      en: 'How long a patient must have had a phone number or email address before too many others came to have it, for codes and links to go on being sent to it',
      es: 'Cuánto tiempo debe haber tenido un paciente un teléfono o correo antes de que lo tuvieran demasiados otros para que se le sigan enviando códigos y enlaces',
    },
  },
  noticeDays: {
    usual: 30,
    least: 7,
    most: 365,
    unit: 'days',
    meaning: {
      en: 'How long an address that left the record is still notified of a changed password or contact, a disabled account and the like',
      es: 'Cuánto tiempo se avisa aún a una dirección que ya no consta de un cambio de contraseña o de contacto, de una cuenta desactivada y similares',
    },
    source: 'NIST SP 800-63B-4, 4.6: notice to every validated address',
  },
  changedInTurnDays: {
    usual: 30,
    least: 1,
    most: 365,
    unit: 'days',
    meaning: {
      en: 'How long after a feed changed a patient’s name or date of birth a record that changes the other waits for medical records to decide',
      es: 'Cuánto tiempo después de que una fuente cambiara el nombre o la fecha de nacimiento de un paciente espera decisión un registro que cambia lo otro',
    },
  },
  teenAge: {
    usual: 13,
    least: 8,
    most: 17,
    unit: 'years',
    meaning: {
      en: 'Age at which a parent’s full access ends and the teenager decides',
      es: 'Edad a la que termina el acceso completo de los padres y decide el adolescente',
    },
    source: { en: 'State law; set it to yours', es: 'Ley del estado; ajústela a la suya' },
  },
  parentAccessEndsAge: {
    usual: 18,
    least: 8,
    most: 21,
    unit: 'years',
    meaning: {
      en: 'Age at which a parent’s limited access to a teenager’s record ends too, unless the teenager grants it',
      es: 'Edad a la que termina también el acceso limitado de los padres a un adolescente, salvo que este lo conceda',
    },
    source: { en: 'State law; set it to yours', es: 'Ley del estado; ajústela a la suya' },
  },
  adultAge: {
    usual: 18,
    least: 16,
    most: 21,
    unit: 'years',
    meaning: { en: 'Age of majority', es: 'Mayoría de edad' },
    source: { en: 'State law; set it to yours', es: 'Ley del estado; ajústela a la suya' },
  },
})
