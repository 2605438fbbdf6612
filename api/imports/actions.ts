import type { Action } from '../audit/action.ts'

export const patientImported: Action = {
  name: 'patient.imported',
  letter: 'U',
  words: {
    en: 'Updated the patient’s record from the hospital’s system',
    es: 'Actualizó los datos del paciente desde el sistema del hospital',
  },
  watch: 'nothing',
}
export const recordPutAside: Action = {
  name: 'patient.record-put-aside',
  letter: 'C',
  words: {
    en: 'Set aside an incoming record that has this patient’s number but seems to be someone else’s',
    es: 'Apartó un registro recibido que tiene el número de este paciente y parece de otra persona',
  },
  watch: 'nothing',
}
