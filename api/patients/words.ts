import { said } from '../core/words.ts'

export const channelTooNew = said(
  'channel-too-new',
  'has not been on file long enough; use an older one, or have the patient come in person',
  'no lleva registrado el tiempo necesario; use uno más antiguo o pida al paciente que acuda en persona',
)

export const channelShared = said(
  'channel-shared',
  'is on file for many patients, so no code or link is sent to it; use another, or have the patient come in person with one of their own',
  'consta para muchos pacientes, así que no se le envían códigos ni enlaces; use otro, o pida al paciente que acuda en persona con uno propio',
)

export const channelGuardians = said(
  'channel-guardians',
  'is also on file for someone who acts, or acted, for this patient as a minor, so no code is sent to it; use another, or have the patient come in person',
  'consta también de quien representa, o representó, a este paciente como menor, así que no se le envían códigos; use otro, o pida al paciente que acuda en persona',
)

export const deceased = said(
  'deceased',
  'The patient is recorded as deceased. Refer requests to release of information.',
  'El paciente consta como fallecido. Remita las solicitudes a la oficina de expedientes médicos.',
)
export const replaced = said(
  'replaced',
  'This record was merged into another. Use the surviving record.',
  'Este expediente se fusionó con otro. Use el expediente que queda.',
)
export const inactive = said(
  'inactive',
  'The hospital’s system has retired this record. Registration must say which record is in use.',
  'El sistema del hospital retiró este expediente. Registro debe indicar cuál está vigente.',
)
