import { said } from '../core/words.ts'

export const noAlert = { en: 'alert', es: 'la alerta' }
export const alertSigned = said(
  'alert-signed',
  'The review is signed and can no longer be changed.',
  'La revisión está firmada y ya no se puede cambiar.',
)
export const alertOpen = said(
  'alert-open',
  'The review is not signed yet.',
  'La revisión aún no está firmada.',
)
export const alertChanged = said(
  'alert-changed',
  'Someone else changed this alert in the meantime. Look at it as it is now, then try again.',
  'Otra persona cambió esta alerta mientras tanto. Vea cómo está ahora e inténtelo de nuevo.',
)
export const ruleChanged = said(
  'rule-changed',
  'Someone else changed this rule in the meantime. Look at it as it is now, then try again.',
  'Otra persona cambió esta regla mientras tanto. Vea cómo está ahora e inténtelo de nuevo.',
)
export const noBreach = said(
  'no-breach',
  'People are notified only of a breach that was signed.',
  'Solo de una violación de datos firmada se avisa a los afectados.',
)
export const allEntered = said(
  'all-entered',
  'Everyone affected has an entry of it in the register of disclosures.',
  'Todos los afectados la tienen anotada en el registro de divulgaciones.',
)
export const assessFirst = said(
  'assess-first',
  'Assess the four factors first.',
  'Evalúe antes los cuatro factores.',
)
export const noBreachAssessed = said(
  'no-breach-assessed',
  'cannot be a breach: the assessment concludes a low probability of compromise',
  'no puede ser una violación de datos: la evaluación concluye que es poco probable',
)
export const breachAssessed = said(
  'breach-assessed',
  'must be a breach: the assessment does not conclude a low probability of compromise',
  'debe ser una violación de datos: la evaluación no concluye que sea poco probable',
)
export const notAnOfficer = said(
  'not-an-officer',
  'is not an active privacy officer',
  'no es un responsable de privacidad activo',
)
export const thePersonItself = said(
  'alert-about-them',
  'is the person the alert is about',
  'es la persona de la que trata la alerta',
)
export const inTheFuture = said('in-the-future', 'must not be in the future', 'no debe estar en el futuro')

export const noSanction = { en: 'sanction', es: 'la sanción' }
export const aboutNoOne = said(
  'about-no-one',
  'This alert is about no one person. Enter the sanction in the register.',
  'Esta alerta no trata de una sola persona. Anote la sanción en el registro.',
)
export const askedOfNoOne = said(
  'asked-of-no-one',
  'This alert is about no one person. There is no one to ask.',
  'Esta alerta no trata de una sola persona. No hay a quién preguntar.',
)
export const noAccountToAsk = said(
  'no-account-to-ask',
  'There is no account in use that the link could be mailed to: the personnel records name no manager, or the account is disabled. Ask in person, and add a note.',
  'No hay una cuenta en uso a la que enviar el enlace: los datos de personal no indican un gerente o la cuenta está desactivada. Pregunte en persona y añada una nota.',
)
export const noInquiry = { en: 'question with this link', es: 'la pregunta con este enlace' }
export const inquiryOver = said(
  'inquiry-over',
  'This link was used, or no longer works. Call the privacy officer if you still want to answer.',
  'Este enlace ya se usó o ya no sirve. Llame al responsable de privacidad si aún quiere responder.',
)
export const sanctionOver = said(
  'sanction-over',
  'This sanction was carried out or withdrawn.',
  'Esta sanción ya se aplicó o se retiró.',
)
export const beforeDecided = said(
  'before-decided',
  'must not be before the day it was decided',
  'no debe ser anterior al día de la decisión',
)

/** What officers are reminded of; {n} is a count. */
export const reminders = {
  breachesLate: {
    en: 'Breaches with something overdue: {n}',
    es: 'Violaciones de datos con algo vencido: {n}',
  },
  breachesSoon: {
    en: 'Breaches with something due soon: {n}',
    es: 'Violaciones de datos con algo por vencer: {n}',
  },
  alerts: {
    en: 'Alerts to review, due soon or overdue: {n}',
    es: 'Alertas por revisar, vencidas o por vencer: {n}',
  },
  accountings: {
    en: 'Accountings of disclosures to give, due soon or overdue: {n}',
    es: 'Relaciones de divulgaciones por entregar, vencidas o por vencer: {n}',
  },
  rules: {
    en: 'Changes of alert rules that wait for you to confirm or decline: {n}',
    es: 'Cambios de reglas de alerta que esperan que usted los confirme o rechace: {n}',
  },
  sanctions: { en: 'Sanctions not carried out yet: {n}', es: 'Sanciones aún sin aplicar: {n}' },
  activity: { en: 'A review of activity is due', es: 'Toca una revisión de actividad' },
  access: { en: 'The quarter’s access review is due', es: 'Toca la revisión de accesos del trimestre' },
}

export const reviewNotSigned = said(
  'review-not-signed',
  'The review is not signed yet.',
  'La revisión aún no está firmada.',
)

export const noBreachOnFile = { en: 'breach', es: 'la violación de datos' }
export const noAffected = { en: 'affected patient', es: 'el paciente afectado' }
export const noNotice = { en: 'notice', es: 'el aviso' }
export const breachStateWrong = {
  open: said('breach-open', 'This is not signed yet.', 'Aún no está firmada.'),
  signed: said(
    'breach-signed',
    'It is signed and waits for the second reviewer.',
    'Está firmada y espera al segundo revisor.',
  ),
  concluded: said(
    'breach-concluded',
    'It is concluded and can no longer be changed. You can add to the record.',
    'Está concluida y ya no se puede cambiar. Puede añadir algo al registro.',
  ),
}
export const breachChanged = said(
  'breach-changed',
  'Someone else changed this breach in the meantime. Look at it as it is now, then try again.',
  'Otra persona cambió esta violación de datos mientras tanto. Vea cómo está ahora e inténtelo de nuevo.',
)
export const otherwiseAssessed = {
  breach: said(
    'assessed-as-breach',
    'must be a breach: the assessment does not conclude a low probability of compromise',
    'debe ser una violación de datos: la evaluación no concluye que sea poco probable',
  ),
  'low-probability': said(
    'assessed-as-low',
    'must be a low probability: that is what the assessment concludes',
    'debe ser poco probable: es lo que concluye la evaluación',
  ),
  exception: said(
    'assessed-as-exception',
    'must be an exception: that is what the assessment concludes',
    'debe ser una excepción: es lo que concluye la evaluación',
  ),
}
export const noticeDelayed = said(
  'notice-delayed',
  'Law enforcement asked that no one is notified before {day}.',
  'Las autoridades pidieron que no se avise a nadie antes del {day}.',
)
export const beforeItWasSaid = said(
  'before-it-was-said',
  'must not be before the day it was asked for',
  'no debe ser anterior al día en que se pidió',
)
export const oralTooLong = said(
  'oral-too-long',
  'must be within {days:day|days}: longer has to be asked for in writing',
  'debe estar dentro de {days:día|días}: más tiempo se pide por escrito',
)
export const unknownNumbers = said(
  'unknown-numbers',
  'has lines that are not the MRN of one patient: {lines}',
  'tiene líneas que no son el número de expediente de un paciente: {lines}',
)
export const letterUnfinished = said(
  'letter-unfinished',
  'The letter in English is not finished: fill in what stands in brackets.',
  'La carta en inglés no está terminada: complete lo que está entre corchetes.',
)
export const nothingPrinted = said(
  'nothing-printed',
  'There is no printed letter that was not mailed yet.',
  'No hay cartas impresas sin enviar.',
)
export const reachable = said(
  'reachable',
  'is for people whom the address on file does not reach',
  'es para personas a las que no llega la dirección registrada',
)
export const agreedLater = said(
  'agreed-later',
  'must not be after the day of the email',
  'no debe ser posterior al día del correo electrónico',
)
export const beforeItWasSent = said(
  'before-it-was-sent',
  'must not be before the day it was sent',
  'no debe ser anterior al día del envío',
)

export const noReview = { en: 'activity review', es: 'la revisión de actividad' }
export const noSuchAccess = { en: 'access in this review', es: 'el acceso en esta revisión' }
export const notScored = said(
  'not-scored',
  'is not scored yet; the last day that is: {day}',
  'aún no se ha evaluado; el último día evaluado es: {day}',
)
export const nothingDrawn = said(
  'nothing-drawn',
  'There was no access in this period to sample.',
  'En este periodo no hubo accesos de los que elegir.',
)
export const reviewedAlready = said(
  'reviewed-already',
  'This period already has a review.',
  'Este periodo ya tiene su revisión.',
)
export const judgedAlready = said(
  'judged-already',
  'This access was already reviewed.',
  'Este acceso ya se revisó.',
)
export const leftToJudge = said(
  'left-to-judge',
  'Accesses still to be reviewed: {left}.',
  'Accesos aún sin revisar: {left}.',
)
export const reviewSigned = said(
  'review-signed',
  'The review is already signed.',
  'La revisión ya está firmada.',
)

export const noWatch = { en: 'watched record', es: 'el expediente bajo vigilancia' }
export const inThePast = said('in-the-past', 'must not be in the past', 'no debe estar en el pasado')
export const watchedAlready = said(
  'watched-already',
  'The record is already under watch.',
  'El expediente ya está bajo vigilancia.',
)
export const watchOver = said('watch-over', 'This watch has ended.', 'Esta vigilancia terminó.')

export const noRuleChange = { en: 'change', es: 'el cambio' }
export const ruleChangeWaits = said(
  'rule-change-waits',
  'A change of this rule waits already. Have it confirmed or declined first.',
  'Ya hay un cambio de esta regla pendiente. Que antes se confirme o rechace.',
)
export const ruleChangeDecided = said(
  'rule-change-decided',
  'This change was decided on in the meantime.',
  'Mientras tanto ya se decidió sobre este cambio.',
)
export const ownRuleChange = said(
  'own-rule-change',
  'is a change you proposed yourself: another privacy officer confirms it, or an administrator where there is none',
  'es un cambio que propuso usted: lo confirma otro responsable de privacidad, o un administrador si no lo hay',
)
export const officerDecides = said(
  'officer-decides',
  'Another privacy officer can decide on this. An administrator does only where there is none.',
  'Otro responsable de privacidad puede decidirlo. Un administrador solo lo hace si no lo hay.',
)
export const ruleAskerGone = said(
  'rule-asker-gone',
  'Whoever proposed this may no longer do so. Decline it, and propose it again.',
  'Quien lo propuso ya no puede hacerlo. Rechácelo y propóngalo de nuevo.',
)
export const watchTexts = {
  name: { en: 'All rules', es: 'Todas las reglas' },
  definition: {
    en: 'What every rule goes by: when findings make an alert, what is usual for a person, and how much is sampled.',
    es: 'Lo que rige todas las reglas: cuándo los hallazgos generan una alerta, qué es habitual para una persona y cuánto se elige al azar.',
  },
}
export const noSuchNumber = said(
  'not-of-this-rule',
  'is not a threshold of this rule',
  'no es un umbral de esta regla',
)
export const outOfBounds = said(
  'out-of-bounds',
  'must be from {least} to {most}',
  'debe ser de {least} a {most}',
)
export const mustStayOn = said(
  'must-stay-on',
  'must stay on: what it finds is always reviewed',
  'debe seguir activa: lo que detecta siempre se revisa',
)

export const noAccounting = { en: 'request', es: 'la solicitud' }
export const accountingOver = said(
  'accounting-over',
  'This request was answered or closed already.',
  'Esta solicitud ya se respondió o se cerró.',
)
export const extendedAlready = said(
  'accounting-extended',
  'The time was extended already. It is extended once.',
  'El plazo ya se amplió. Solo se amplía una vez.',
)
export const dueAlready = said(
  'accounting-due',
  'The time is over. It is extended only before it ends.',
  'El plazo ya terminó. Solo se amplía antes de que termine.',
)
export const toNoAgency = said(
  'to-no-agency',
  'Only disclosures for health oversight or to law enforcement are suspended.',
  'Solo se suspenden las divulgaciones a supervisión sanitaria o a las autoridades.',
)
export const noDisclosure = { en: 'disclosure', es: 'la divulgación' }
export const withdrawnAlready = said(
  'withdrawn-already',
  'The entry was already withdrawn.',
  'La anotación ya se retiró.',
)
export const afterTo = said(
  'after-to',
  'must not be after the last day',
  'no debe ser posterior al último día',
)

export const noSuchPerson = {
  en: 'patient with this number and date of birth',
  es: 'el paciente con este número y fecha de nacimiento',
}
export const guessesOver = said(
  'emergency-guesses-over',
  'Too many wrong numbers or dates of birth. Wait before you try again.',
  'Demasiados números o fechas de nacimiento erróneos. Espere antes de intentarlo de nuevo.',
)

export const missing = {
  aboutYou: {
    code: 'second-person',
    message: { en: 'a colleague: the alert is about you', es: 'un colega: la alerta trata de usted' },
  },
  breachAboutYou: {
    code: 'second-person',
    message: { en: 'a colleague: this is about you', es: 'un colega: esto trata de usted' },
  },
  secondReviewer: {
    code: 'second-person',
    message: {
      en: 'a second reviewer: you signed it yourself',
      es: 'un segundo revisor: usted mismo la firmó',
    },
  },
  yourAccess: {
    code: 'second-person',
    message: { en: 'a colleague: the access is your own', es: 'un colega: el acceso es suyo' },
  },
}
