/** What stands on the paper, in the patient's language and not the reader's: no clinical content, nothing but the way in. */
export const paper = {
  en: {
    hello: 'Dear {name},',
    why: 'you asked our help desk for access to the patient portal of {hospital}.',
    steps: 'To set up your account:',
    go: 'On a phone or computer, open {address}',
    code: 'Type this code:',
    birth: 'Enter your date of birth and choose a password.',
    username: 'Your username is:',
    until: 'The code works until {date}, once, and only with your date of birth.',
    notMe:
      'You did not ask for this? Please call the hospital. Without your date of birth nobody can use this letter.',
    never:
      'This belongs to case {case} of our help desk: whoever helps you can tell you that number. We never ask you for this code on the phone, nor to pass this letter on.',
  },
  es: {
    hello: 'Hola, {name}:',
    why: 'usted pidió a nuestra mesa de ayuda acceso al portal del paciente de {hospital}.',
    steps: 'Para activar su cuenta:',
    go: 'En un teléfono o una computadora, abra {address}',
    code: 'Escriba este código:',
    birth: 'Escriba su fecha de nacimiento y elija una contraseña.',
    username: 'Su nombre de usuario es:',
    until: 'El código sirve hasta el {date}, una sola vez y solo con su fecha de nacimiento.',
    notMe: '¿No lo pidió usted? Llame al hospital. Sin su fecha de nacimiento nadie puede usar esta carta.',
    never:
      'Pertenece al caso {case} de nuestra mesa de ayuda: quien le ayude puede decirle ese número. Nunca le pedimos este código por teléfono ni que reenvíe esta carta.',
  },
} as const
