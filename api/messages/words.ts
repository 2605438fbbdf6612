import { said } from '../core/words.ts'

export const noThread = { en: 'conversation', es: 'la conversación' }
export const noAttachment = { en: 'attachment', es: 'el archivo adjunto' }
export const notYourClinic = said(
  'not-your-clinic',
  'is no clinic that cares for you',
  'no es una clínica que le atienda',
)
export const tooManyMessages = said(
  'too-many-messages',
  'So many messages were sent today that no more are taken. If it is urgent, call the clinic.',
  'Hoy se enviaron tantos mensajes que no se aceptan más. Si es urgente, llame a la clínica.',
)
export const tooManyAttachments = said(
  'too-many-attachments',
  'So many files were sent today that no more are taken.',
  'Hoy se enviaron tantos archivos que no se aceptan más.',
)
export const threadClosed = said(
  'conversation-closed',
  'This conversation is closed. Begin a new one.',
  'Esta conversación está cerrada. Empiece una nueva.',
)
export const threadChanged = said(
  'conversation-changed',
  'Something was added to this conversation meanwhile. Look at it as it is now.',
  'Entretanto se añadió algo a esta conversación. Vea cómo está ahora.',
)
export const notThatType = said(
  'not-that-type',
  'is not a file of the type it is said to be, or is damaged',
  'no es un archivo del tipo que se indica, o está dañado',
)
export const tooLargeFile = said('file-too-large', 'is too large', 'es demasiado grande')
export const notBase64 = said('not-base64', 'is not valid base64', 'no es base64 válido')
