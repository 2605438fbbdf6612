import { said } from '../core/words.ts'

export const channelTooNew = said(
  'channel-too-new',
  'has not been on file for long enough; use an earlier one, or see the patient in person',
  'no lleva registrado el tiempo necesario; use uno anterior o vea al paciente en persona',
)

export const deceased = said(
  'deceased',
  'The patient is recorded as deceased. Requests go to release of information.',
  'El paciente consta como fallecido. Las solicitudes van a la oficina de expedientes.',
)
export const replaced = said(
  'replaced',
  'This record was merged into another. Use the surviving record.',
  'Este expediente se fusionó con otro. Use el expediente que queda.',
)
export const inactive = said(
  'inactive',
  'The hospital’s system has put this record out of use. Registration must say which record is in use.',
  'El sistema del hospital retiró este expediente. Registro debe indicar cuál está vigente.',
)
