import type { Words } from '../core/words.ts'
import type { queues } from './lists.ts'

/*
 * What each queue is asked for at a transfer: who receives a case should be able to begin without asking back. Closed choices
 * where figures or a glance are made of the answer, short text where only the caller's words will do. Required is what the
 * queue cannot begin without. The API checks it, the console draws it, and the receiver reads it, all from here.
 *
 * Hand-overs that an act makes by itself (a wrong person, a correction, a doubt about custody) ask nothing here: that act has
 * asked already (2026-11-26).
 */

export interface Question {
  words: Words
  required?: true
  /** The answers there are, by name; where there are none it is short text. */
  choices?: Readonly<Record<string, Words>>
}

/** Letters of a short text. */
export const shortAnswer = 200

const w = (en: string, es: string): Words => ({ en, es })
const unknown = w('Not known', 'No se sabe')
const other = w('Something else', 'Otra cosa')

const since = {
  'last-hour': w('Within the last hour', 'En la última hora'),
  today: w('Today', 'Hoy'),
  'this-week': w('Within the last week', 'En la última semana'),
  longer: w('Longer ago', 'Hace más tiempo'),
  unknown,
}
const document = {
  none: w('None was seen', 'No se vio ninguno'),
  'photo-id': w('Photo ID or passport', 'Identificación con foto o pasaporte'),
  'birth-certificate': w('Birth certificate', 'Acta de nacimiento'),
  'marriage-certificate': w('Marriage certificate', 'Acta de matrimonio'),
  'death-certificate': w('Death certificate', 'Acta de defunción'),
  'power-of-attorney': w('Power of attorney', 'Poder notarial'),
  'court-paper': w('Court document', 'Documento judicial'),
  'insurance-card': w('Insurance card', 'Tarjeta del seguro'),
  'proof-of-address': w('Bill or other proof of address', 'Factura u otro comprobante de domicilio'),
  'portal-form': w('Signed portal form', 'Formulario del portal firmado'),
  other,
}
const seenBy = {
  'help-desk': w('The help desk, in person', 'La mesa de ayuda, en persona'),
  clinic: w('A clinic', 'Una clínica'),
  nobody: w('No one yet', 'Nadie todavía'),
}

export const needed = {
  supervisor: {
    decision: {
      words: w('What you need from the supervisor', 'Qué necesita de la supervisión'),
      required: true,
      choices: {
        'second-person': w('Approval by a second person', 'Aprobación de una segunda persona'),
        exception: w('A decision on an exception', 'Decisión sobre una excepción'),
        complaint: w('An answer to a complaint', 'Respuesta a una queja'),
        'take-over': w('That they take over the call', 'Que se encargue de la llamada'),
      },
    },
    about: { words: w('What for: the step or the exception', 'Para qué: el paso o la excepción') },
    tried: { words: w('What you have tried', 'Qué ha intentado') },
  },
  privacy: {
    what: {
      words: w('What happened', 'Qué ocurrió'),
      required: true,
      choices: {
        'saw-another': w('They saw someone else’s information', 'Vio información de otra persona'),
        'was-seen': w('Someone else saw theirs', 'Otra persona vio la suya'),
        'wrong-link': w(
          'A mail or text reached the wrong person',
          'Un mensaje llegó a la persona equivocada',
        ),
        impersonated: w('Someone acts in their name', 'Alguien actúa en su nombre'),
        other,
      },
    },
    who: {
      words: w('Who saw it', 'Quién lo vio'),
      required: true,
      choices: {
        patient: w('The patient who calls', 'El paciente que llama'),
        family: w('Family or household', 'La familia o el hogar'),
        staff: w('A member of staff', 'Un miembro del personal'),
        stranger: w('A stranger', 'Una persona desconocida'),
        unknown,
      },
    },
    when: { words: w('When', 'Cuándo'), required: true, choices: since },
    // The first thing a risk assessment after 45 CFR 164.402 asks.
    data: {
      words: w('What kind of information', 'Qué tipo de información'),
      choices: {
        health: w('Results, notes or messages', 'Resultados, notas o mensajes'),
        visits: w('Visits', 'Visitas'),
        payment: w('Insurance or payment', 'Seguro o pagos'),
        contact: w('Name, address or contact only', 'Solo nombre, domicilio o contacto'),
        unknown,
      },
    },
    still: {
      words: w('Can it still be seen?', '¿Todavía se puede ver?'),
      choices: { yes: w('Yes', 'Sí'), no: w('No', 'No'), unknown },
    },
  },
  security: {
    what: {
      words: w('What happened', 'Qué ocurrió'),
      required: true,
      choices: {
        'unknown-sign-in': w('A sign-in that was not theirs', 'Un inicio de sesión que no fue suyo'),
        'changed-without-them': w('Something was changed without them', 'Se cambió algo sin su intervención'),
        'asked-for-code': w('Someone asked them for a code', 'Alguien les pidió un código'),
        'device-lost': w('A phone or computer was lost', 'Se perdió un teléfono o una computadora'),
        'suspect-caller': w('The caller may not be the patient', 'Quien llama puede no ser el paciente'),
        other,
      },
    },
    when: { words: w('Since when', 'Desde cuándo'), required: true, choices: since },
    gave: {
      words: w(
        'Did the patient give a password, code or link to someone?',
        '¿El paciente dio una contraseña, un código o un enlace a alguien?',
      ),
      choices: { yes: w('Yes', 'Sí'), no: w('No', 'No'), unknown },
    },
    still: {
      words: w('Can the patient still sign in?', '¿El paciente todavía puede iniciar sesión?'),
      choices: { yes: w('Yes', 'Sí'), no: w('No', 'No'), unknown },
    },
  },
  registration: {
    field: {
      words: w('What is wrong in the record', 'Qué está mal en el expediente'),
      required: true,
      choices: {
        name: w('Name', 'Nombre'),
        'birth-date': w('Date of birth', 'Fecha de nacimiento'),
        sex: w('Sex', 'Sexo'),
        address: w('Address', 'Domicilio'),
        email: w('Email', 'Correo electrónico'),
        phone: w('Phone', 'Teléfono'),
        other,
      },
    },
    right: { words: w('What it should say', 'Qué debería decir') },
    document: {
      words: w('Which document shows it', 'Qué documento lo demuestra'),
      required: true,
      choices: document,
    },
    seenBy: { words: w('Who saw the document', 'Quién vio el documento'), choices: seenBy },
  },
  'health-information-management': {
    about: {
      words: w('What it is about', 'De qué se trata'),
      required: true,
      choices: {
        duplicate: w('Two records of one person', 'Dos expedientes de una persona'),
        'mixed-record': w('Someone else’s data in the record', 'Datos de otra persona en el expediente'),
        proxy: w('Documents for proxy access', 'Documentos de un representante'),
        deceased: w('A patient who died', 'Un paciente fallecido'),
        release: w('A copy or release of records', 'Copia o entrega de expedientes'),
        other,
      },
    },
    record: {
      words: w('The number of the other record, if there is one', 'El número del otro expediente, si lo hay'),
    },
    document: {
      words: w('Which document was seen', 'Qué documento se vio'),
      required: true,
      choices: document,
    },
    seenBy: { words: w('Who saw the document', 'Quién vio el documento'), choices: seenBy },
  },
  clinic: {
    about: {
      words: w('What it is about', 'De qué se trata'),
      required: true,
      choices: {
        result: w('A test result', 'Un resultado'),
        order: w('An order or referral', 'Una orden o derivación'),
        visit: w('A visit', 'Una visita'),
        refill: w('A refill', 'Una receta'),
        message: w('A message to the care team', 'Un mensaje al equipo médico'),
        other,
      },
    },
    day: {
      words: w('Which order, visit or medicine, and its day', 'Qué orden, visita o medicamento, y su día'),
      required: true,
    },
    office: { words: w('Which clinic or doctor', 'Qué clínica o médico') },
  },
  incident: {
    part: {
      words: w('What does not work', 'Qué no funciona'),
      required: true,
      choices: {
        'sign-in': w('Signing in', 'Iniciar sesión'),
        codes: w('Codes and links do not arrive', 'No llegan códigos ni enlaces'),
        results: w('Results', 'Resultados'),
        visits: w('Visits', 'Visitas'),
        messages: w('Messages', 'Mensajes'),
        everything: w('The whole portal', 'Todo el portal'),
        other,
      },
    },
    when: { words: w('Since when', 'Desde cuándo'), required: true, choices: since },
    callers: {
      words: w('How many called about it', 'Cuántos llamaron por ello'),
      required: true,
      choices: {
        one: w('One', 'Uno'),
        few: w('2 to 5', 'De 2 a 5'),
        many: w('6 to 20', 'De 6 a 20'),
        more: w('More than 20', 'Más de 20'),
      },
    },
    shown: { words: w('What the screen says', 'Qué dice la pantalla') },
  },
} as const satisfies Record<(typeof queues)[number], Readonly<Record<string, Question>>>

/** The questions of a queue, by their names. */
export const neededBy = (queue: string): Readonly<Record<string, Question>> =>
  Object.hasOwn(needed, queue) ? needed[queue as keyof typeof needed] : {}

/** What is asked by any queue, each name once. */
export const neededNames: readonly string[] = [...new Set(Object.values(needed).flatMap(Object.keys))]
