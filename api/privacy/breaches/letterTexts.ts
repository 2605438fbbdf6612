/**
 * What a notice of a breach says, in plain language (45 CFR 164.404(c)). The draft is for the case seen most, somebody of the staff
 * who looked without a reason; the officer writes it as it was.
 */
export const draftTexts = {
  en: {
    happened:
      'A member of our staff opened your record in our patient portal system without a reason related to their work.',
    information: 'Your name, your contact information, and information in your patient portal account.',
    steps:
      'Please look at the statements you get from your health insurance for services you did not receive, and call us if anything seems wrong. You may ask us for a list of who received information about you.',
    doing:
      'We reviewed what was opened, acted on it under our policies, and are checking our records for similar access. We are sorry that this happened.',
    contact:
      'Call our privacy office toll-free at [number], write to [postal address], or send an email to [email address].',
  },
  es: {
    happened:
      'Un miembro de nuestro personal abrió su expediente en nuestro sistema del portal del paciente sin un motivo relacionado con su trabajo.',
    information: 'Su nombre, sus datos de contacto e información de su cuenta en el portal del paciente.',
    steps:
      'Revise los estados de cuenta de su seguro médico por si aparecen servicios que no recibió, y llámenos si algo no le parece correcto. Puede pedirnos una lista de quién recibió información sobre usted.',
    doing:
      'Revisamos qué se abrió, tomamos medidas según nuestras políticas y estamos comprobando si hubo accesos parecidos. Lamentamos lo ocurrido.',
    contact:
      'Llame gratis a nuestra oficina de privacidad al [número], escriba a [dirección postal] o envíe un correo electrónico a [dirección de correo].',
  },
} as const

/** What stands around it, by the person written to. */
export const frameTexts = {
  hello: { en: 'Dear {name},', es: 'Estimado/a {name}:' },
  guardian: { en: 'To the parent or guardian of {name},', es: 'A la madre, el padre o el tutor de {name}:' },
  about: {
    en: 'We are writing to tell you about a breach of information about you. It happened on {from}, and we discovered it on {found}.',
    es: 'Le escribimos para informarle de una violación de datos sobre usted. Ocurrió el {from} y la descubrimos el {found}.',
  },
  aboutSpan: {
    en: 'We are writing to tell you about a breach of information about you. It happened from {from} to {to}, and we discovered it on {found}.',
    es: 'Le escribimos para informarle de una violación de datos sobre usted. Ocurrió del {from} al {to} y la descubrimos el {found}.',
  },
  happened: { en: 'What happened', es: 'Qué ocurrió' },
  information: { en: 'What information was involved', es: 'Qué información se vio afectada' },
  steps: { en: 'What you can do', es: 'Qué puede hacer usted' },
  doing: { en: 'What we are doing', es: 'Qué estamos haciendo' },
  contact: { en: 'For more information', es: 'Para más información' },
}
