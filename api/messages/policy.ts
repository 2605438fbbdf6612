import { policyRows } from '../core/policy.ts'

/** Messages between patients and the clinics that care for them. */
export const messagesPolicy = policyRows('messages', {
  messageAnswerHours: {
    usual: 16,
    least: 1,
    most: 120,
    unit: 'hours',
    meaning: {
      en: 'Service hours within which a clinic means to answer a message; patients are told so',
      es: 'Horas de servicio en las que una clínica se propone contestar un mensaje; se les dice a los pacientes',
    },
  },
  messagesADay: {
    usual: 20,
    least: 1,
    most: 200,
    unit: 'times',
    meaning: {
      en: 'Messages about one patient that can be sent in the portal in 24 hours',
      es: 'Mensajes sobre un paciente que se pueden enviar en el portal en 24 horas',
    },
  },
  attachmentsADay: {
    usual: 10,
    least: 0,
    most: 100,
    unit: 'times',
    meaning: {
      en: 'Attachments about one patient that can be sent in the portal in 24 hours',
      es: 'Archivos adjuntos sobre un paciente que se pueden enviar en el portal en 24 horas',
    },
  },
  attachmentKilobytes: {
    usual: 2048,
    least: 64,
    most: 5120,
    unit: 'times',
    meaning: {
      en: 'Size of one attachment at most, in units of 1,024 bytes',
      es: 'Tamaño máximo de un archivo adjunto, en unidades de 1024 bytes',
    },
  },
})
