import { said } from '../core/words.ts'

export const channelTooNew = said(
  'channel-too-new',
  'has not been on file for long enough; use an earlier one, or see the patient in person',
  'no lleva registrado el tiempo necesario; use uno anterior o vea al paciente en persona',
)
