import { dayInWords, regional } from '../core/words.ts'
import type { RuleCode } from './lists.ts'
import type { Context } from './monitor/explanation.ts'
import type { Evidence } from './monitor/pairRules.ts'

type Language = 'en' | 'es'
type Text = Record<Language, string>

export interface RuleText {
  name: Text
  /** What the rule finds, for whoever sets its thresholds. */
  definition: Text
  /** What was found, for whoever reviews it. */
  evidence: (e: Evidence) => Text
}

/** A number with its noun, as in “1 record was” and “3 records were”. */
const many = (n: unknown, one: string, other: string) => `${n} ${Number(n) === 1 ? one : other}`

/** “3 AM”, “3 a.m.” */
const hourOf = (hour: unknown, language: Language) =>
  new Intl.DateTimeFormat(regional[language], { hour: 'numeric', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2000, 0, 1, Number(hour))),
  )

const opened = (n: unknown) =>
  `${Number(n) === 1 ? 'Se abrió' : 'Se abrieron'} ${many(n, 'expediente', 'expedientes')}`

const said = (en: string, es: string) => (): Text => ({ en, es })

export const ruleTexts: Record<RuleCode, RuleText> = {
  self: {
    name: { en: 'Own record', es: 'Expediente propio' },
    definition: {
      en: 'The record is the staff member’s own: set on their account, or found by name and date of birth in the personnel records.',
      es: 'El expediente es del propio empleado: indicado en su cuenta, o hallado por nombre y fecha de nacimiento en los datos de personal.',
    },
    evidence: said('The record is their own.', 'El expediente es suyo.'),
  },
  household: {
    name: { en: 'Same household', es: 'Mismo domicilio' },
    definition: {
      en: 'Patient and staff member have the same address, including the apartment, and nothing that the patient or someone else did explains it.',
      es: 'Paciente y empleado tienen la misma dirección, incluido el apartamento, y nada que hiciera el paciente u otra persona lo explica.',
    },
    evidence: said('They live at the same address.', 'Viven en la misma dirección.'),
  },
  family: {
    name: { en: 'Family or proxy', es: 'Familia o representante' },
    definition: {
      en: 'The staff member is a proxy on the record, or shares or shared a phone number or email address with the patient, and nothing that the patient or someone else did explains it.',
      es: 'El empleado es representante en el expediente, o comparte o compartió teléfono o correo con el paciente, y nada que hiciera el paciente u otra persona lo explica.',
    },
    evidence: ({ by }) =>
      by === 'proxy'
        ? {
            en: 'The staff member is named as a proxy on the record.',
            es: 'El empleado figura como representante en el expediente.',
          }
        : {
            en: 'They share, or shared, a phone number or an email address.',
            es: 'Comparten, o compartieron, un teléfono o un correo electrónico.',
          },
  },
  coworker: {
    name: { en: 'Coworker', es: 'Compañero de trabajo' },
    definition: {
      en: 'The patient works here too, nothing that the patient or someone else did explains it, no change of the account was made that the patient was notified of, and no colleague knows the number. To be listed beside a patient whose case is opened within three minutes is no look. Scores more within one department or between manager and staff.',
      es: 'El paciente también trabaja aquí, nada que hiciera el paciente u otra persona lo explica, no hubo un cambio en la cuenta del que se le avisara y ningún colega conoce el número. Aparecer en una lista junto al paciente cuyo caso se abre en tres minutos no cuenta. Pesa más dentro de un departamento o entre jefe y empleado.',
    },
    evidence: ({ near }) =>
      near
        ? {
            en: 'The patient is a colleague in the same department, or their manager.',
            es: 'El paciente es un colega del mismo departamento, o el jefe.',
          }
        : { en: 'The patient is a colleague.', es: 'El paciente es un colega.' },
  },
  'same-surname': {
    name: { en: 'Same last name', es: 'Mismo apellido' },
    definition: {
      en: 'Patient and staff member share a last name, the staff member has no case with them, and no colleague opened one right after. The rarer the name, the more it scores.',
      es: 'Paciente y empleado comparten apellido, no hay un caso propio y ningún colega abrió uno enseguida. Cuanto menos común el apellido, más pesa.',
    },
    evidence: ({ per10k }) => ({
      en: `They share a last name that ${per10k} in 10,000 patients have.`,
      es: `Comparten un apellido que llevan ${per10k} de cada 10,000 pacientes.`,
    }),
  },
  neighbour: {
    name: { en: 'Neighbor', es: 'Vecino' },
    definition: {
      en: 'Same street and ZIP code, a few house numbers apart, and the staff member has no case with the patient.',
      es: 'Misma calle y código postal, a pocos números, y sin caso propio.',
    },
    evidence: ({ apart }) => ({
      en: `They live on the same street, ${many(apart, 'house number', 'house numbers')} apart.`,
      es: `Viven en la misma calle, a ${many(apart, 'número', 'números')} de distancia.`,
    }),
  },
  watched: {
    name: { en: 'Record under watch', es: 'Expediente bajo vigilancia' },
    definition: {
      en: 'The record was under watch that day, and nothing that the patient or someone else did explains it.',
      es: 'El expediente estaba bajo vigilancia ese día, y nada que hiciera el paciente u otra persona lo explica.',
    },
    evidence: ({ kind }) => ({
      en: `The record is under watch (${watchWords[String(kind)]?.en ?? kind}).`,
      es: `El expediente está bajo vigilancia (${watchWords[String(kind)]?.es ?? kind}).`,
    }),
  },
  deceased: {
    name: { en: 'Deceased patient', es: 'Paciente fallecido' },
    definition: {
      en: 'The patient died longer ago than the grace period, and the staff member has no case about them.',
      es: 'El paciente falleció hace más días que el plazo de gracia y no hay un caso propio.',
    },
    evidence: ({ days }) => ({
      en: `The patient died ${many(days, 'day', 'days')} before.`,
      es: `El paciente falleció ${many(days, 'día', 'días')} antes.`,
    }),
  },
  'break-glass': {
    name: { en: 'Emergency access', es: 'Acceso de emergencia' },
    definition: {
      en: 'The record was opened without the usual permission, in an emergency. Each must be reviewed.',
      es: 'El expediente se abrió sin el permiso habitual, en una emergencia. Cada uno debe revisarse.',
    },
    evidence: said(
      'Emergency access: the record was opened without the usual permission.',
      'Acceso de emergencia: el expediente se abrió sin el permiso habitual.',
    ),
  },
  'glass-for-kin': {
    name: {
      en: 'Emergency access to a relative’s record',
      es: 'Acceso de emergencia al expediente de un familiar',
    },
    definition: {
      en: 'The record opened in an emergency is the staff member’s own, or has the same last name, address, telephone or email, or one of them has proxy access to the other’s record.',
      es: 'El expediente abierto en una emergencia es del propio empleado, o de alguien con su mismo apellido, domicilio, teléfono o correo, o uno de ellos tiene acceso como representante al expediente del otro.',
    },
    evidence: said(
      'The patient may be this person or a relative.',
      'El paciente puede ser esta persona o un familiar.',
    ),
  },
  'glass-without-cause': {
    name: { en: 'Emergency access without cause', es: 'Acceso de emergencia sin causa' },
    definition: {
      en: 'An emergency access with no visit and no case of the patient within hours of it.',
      es: 'Un acceso de emergencia sin visita ni caso del paciente en las horas cercanas.',
    },
    evidence: ({ hours }) => ({
      en: `There was no visit and no case within ${many(hours, 'hour', 'hours')} of the emergency access.`,
      es: `No hay visita ni caso en ${many(hours, 'hora', 'horas')} alrededor del acceso de emergencia.`,
    }),
  },
  'no-relation': {
    name: { en: 'No case or visit', es: 'Sin caso ni visita' },
    definition: {
      en: 'The patient had no case in the days before, nor, for staff of clinics and records, a visit around that time; a case closed within moments with no caller’s number and nothing done does not count. Once, it scores little; on several days, more.',
      es: 'El paciente no tuvo un caso en los días anteriores ni, para el personal de clínicas y expedientes, una visita cercana; no cuenta un caso cerrado al momento, sin número de quien llama y sin nada hecho. Una vez pesa poco; varios días, más.',
    },
    evidence: ({ looks }) => ({
      en:
        looks === 1
          ? 'There is no case and no visit that would explain it.'
          : `There is no case and no visit that would explain it, and it was opened on ${looks} days.`,
      es:
        looks === 1
          ? 'No hay caso ni visita que lo explique.'
          : `No hay caso ni visita que lo explique, y se abrió en ${looks} días.`,
    }),
  },
  'act-without-case': {
    name: { en: 'Action without a case', es: 'Acción sin caso' },
    definition: {
      en: 'A portal account was changed outside any case, or a hidden value was revealed while the patient had no case.',
      es: 'Se cambió una cuenta del portal fuera de un caso, o se mostró un dato oculto sin caso del paciente.',
    },
    evidence: ({ acts, revealed }) =>
      acts
        ? {
            en: `${many(acts, 'change', 'changes')} to the account had no case.`,
            es: `${many(acts, 'cambio', 'cambios')} en la cuenta sin caso.`,
          }
        : {
            en: `${many(revealed, 'hidden value was', 'hidden values were')} revealed, and there was no case.`,
            es: `${Number(revealed) === 1 ? 'Se mostró' : 'Se mostraron'} ${many(revealed, 'dato oculto', 'datos ocultos')} sin caso.`,
          },
  },
  'desk-sign-in': {
    name: { en: 'Portal used from the desk', es: 'Portal usado desde la mesa de ayuda' },
    definition: {
      en: 'The patient’s portal was used on the same day from an address that the staff member works from, and the patient was not seen in person.',
      es: 'El portal del paciente se usó el mismo día desde una dirección en la que trabaja el empleado, y no se vio al paciente en persona.',
    },
    evidence: said(
      'The patient’s portal was used from an address that this person works from.',
      'El portal del paciente se usó desde una dirección en la que trabaja esta persona.',
    ),
  },
  'off-hours': {
    name: { en: 'Outside working hours', es: 'Fuera de horario' },
    definition: {
      en: 'Outside the working hours in the personnel records or, where there are none, outside this person’s usual hours, and nothing explains it.',
      es: 'Fuera del horario de los datos de personal o, sin ellos, del habitual de esta persona, y nada lo explica.',
    },
    evidence: ({ hour, by, patients }) => ({
      en: `${patients ? many(patients, 'record was', 'records were') : 'It was'} opened at about ${hourOf(hour, 'en')}, outside ${by === 'schedule' ? 'their working hours' : 'the hours they usually work'}.`,
      es: `${patients ? opened(patients) : 'Se abrió'} hacia las ${hourOf(hour, 'es')}, fuera de su horario${by === 'schedule' ? '' : ' habitual'}.`,
    }),
  },
  'new-address': {
    name: { en: 'New network address', es: 'Dirección de red nueva' },
    definition: {
      en: 'From a network address this person has not used in the last 60 days, and nothing explains the access.',
      es: 'Desde una dirección de red que esta persona no había usado en 60 días, y nada explica el acceso.',
    },
    evidence: ({ days, patients }) => ({
      en: `${patients ? many(patients, 'access', 'accesses') : 'It'} came from a network address not seen in their last ${days} days at work.`,
      es: `${patients ? many(patients, 'acceso vino', 'accesos vinieron') : 'Vino'} de una dirección de red no vista en sus últimos ${days} días de trabajo.`,
    }),
  },
  'reset-then-contact': {
    name: { en: 'Password reset, then new contact', es: 'Cambio de contraseña y luego contacto nuevo' },
    definition: {
      en: 'A password reset link was sent, and within hours a new email address or phone number was put on file for the patient. Scores more when the help desk asked for it and another link followed.',
      es: 'Se envió un enlace para cambiar la contraseña y en pocas horas se registró un contacto nuevo del paciente. Pesa más si lo pidió la mesa de ayuda y siguió otro enlace.',
    },
    evidence: ({ minutes, again, desk }) => ({
      en: `${many(minutes, 'minute', 'minutes')} after the link a new contact was ${desk ? 'asked for at the help desk' : 'put on file'}${again ? ', and then another link was sent' : ''}.`,
      es: `${many(minutes, 'minuto', 'minutos')} después del enlace se ${desk ? 'pidió en la mesa de ayuda' : 'registró'} un contacto nuevo${again ? ', y luego se envió otro enlace' : ''}.`,
    }),
  },
  volume: {
    name: { en: 'Many records', es: 'Muchos expedientes' },
    definition: {
      en: 'Far more records in a day than this person usually opens, and more than colleagues in the same role open.',
      es: 'Muchos más expedientes en un día de lo habitual en esta persona, y más que sus colegas.',
    },
    evidence: ({ count, usual, peers }) => ({
      en: `Records opened in a day: ${count}. Usual for this person: ${usual}. High among colleagues: ${peers}.`,
      es: `Expedientes abiertos en un día: ${count}. Lo habitual en esta persona: ${usual}. Mucho entre colegas: ${peers}.`,
    }),
  },
  enumeration: {
    name: { en: 'Searching without opening', es: 'Buscar sin abrir' },
    definition: {
      en: 'Far more patients shown in searches and not opened than is usual for this person and for colleagues.',
      es: 'Muchos más pacientes mostrados en búsquedas y no abiertos de lo habitual.',
    },
    evidence: ({ count, usual, peers }) => ({
      en: `Patients shown and not opened: ${count}. Usual for this person: ${usual}. High among colleagues: ${peers}.`,
      es: `Pacientes mostrados sin abrirlos: ${count}. Lo habitual en esta persona: ${usual}. Mucho entre colegas: ${peers}.`,
    }),
  },
  refusals: {
    name: { en: 'Many denials', es: 'Muchas denegaciones' },
    definition: {
      en: 'Many denials in a day: of what the role does not include, of an action without the identity level it needs, or beyond a limit.',
      es: 'Muchas denegaciones en un día: de lo que la función no incluye, de una acción sin el nivel de identidad que requiere, o más allá de un límite.',
    },
    evidence: ({ count }) => ({
      en: `Access was denied ${many(count, 'time', 'times')} in a day.`,
      es: `Se negó el acceso ${many(count, 'vez', 'veces')} en un día.`,
    }),
  },
  'figure-probing': {
    name: { en: 'Trying many groups in the figures', es: 'Probar muchos grupos en las cifras' },
    definition: {
      en: 'Adoption figures of many different clinics and groups asked for in a day by a staff member who may not see patients.',
      es: 'Cifras de uso de muchas clínicas y grupos distintos, pedidas en un día por un empleado que no puede ver pacientes.',
    },
    evidence: ({ count }) => ({
      en: `Different clinics and groups whose figures were asked for: ${count}.`,
      es: `Clínicas y grupos distintos cuyas cifras se pidieron: ${count}.`,
    }),
  },
  'number-tries': {
    name: { en: 'Trying numbers that end alike', es: 'Probar números que terminan igual' },
    definition: {
      en: 'Many different phone numbers, MRNs or email addresses that lists would show alike, tried in a day’s searches until one is a patient’s.',
      es: 'Muchos teléfonos, números de expediente o correos distintos que las listas mostrarían igual, probados en las búsquedas de un día hasta dar con el de un paciente.',
    },
    evidence: ({ count }) => ({
      en: `Different numbers or email addresses that end alike, none of them a patient’s: ${count}.`,
      es: `Números o correos distintos que terminan igual, ninguno de un paciente: ${count}.`,
    }),
  },
  'identity-tries': {
    name: { en: 'Guessing about one patient', es: 'Intentos de adivinar sobre un paciente' },
    definition: {
      en: 'Many different dates of birth, numbers or email addresses tried with one patient’s name in a day’s searches.',
      es: 'Muchas fechas de nacimiento, números o correos distintos probados con el nombre de un paciente en las búsquedas de un día.',
    },
    evidence: ({ count }) => ({
      en: `Different dates of birth, numbers or email addresses tried, none of them right: ${count}.`,
      es: `Fechas de nacimiento, números o correos distintos probados, ninguno correcto: ${count}.`,
    }),
  },
  'on-leave': {
    name: { en: 'During leave', es: 'Durante una ausencia' },
    definition: {
      en: 'Records were opened while the personnel records say that the person is away.',
      es: 'Se abrieron expedientes mientras los datos de personal indican ausencia.',
    },
    evidence: ({ patients }) => ({
      en: `${many(patients, 'record was', 'records were')} opened during an absence.`,
      es: `${opened(patients)} durante una ausencia.`,
    }),
  },
  'after-employment': {
    name: { en: 'After employment', es: 'Tras el fin del empleo' },
    definition: {
      en: 'Records were opened after the last day of employment.',
      es: 'Se abrieron expedientes después del último día de empleo.',
    },
    evidence: ({ patients, until }) => ({
      en: `${many(patients, 'record was', 'records were')} opened after employment ended on ${dayInWords(String(until), 'en')}.`,
      es: `${opened(patients)} tras el fin del empleo el ${dayInWords(String(until), 'es')}.`,
    }),
  },
  'hot-record': {
    name: { en: 'Many people, one record', es: 'Muchas personas, un expediente' },
    definition: {
      en: 'Many different staff opened one record within a few days, whatever may explain each of them.',
      es: 'Muchos empleados distintos abrieron un expediente en pocos días, aunque algo explique a cada uno.',
    },
    evidence: ({ count, days }) => ({
      en: `${count} people opened the record within ${days} days.`,
      es: `${count} personas abrieron el expediente en ${days} días.`,
    }),
  },
  serial: {
    name: { en: 'Many small signs', es: 'Muchos indicios pequeños' },
    definition: {
      en: 'Weak signs about many patients, none of them an alert by itself, and many more than colleagues have.',
      es: 'Indicios débiles sobre muchos pacientes, ninguno suficiente solo, y muchos más que sus colegas.',
    },
    evidence: ({ count, usual, days }) => ({
      en: `Patients with weak signs in ${days} days: ${count}. Usual among colleagues for as many accesses: ${usual}.`,
      es: `Pacientes con indicios débiles en ${days} días: ${count}. Lo habitual entre colegas con tantos accesos: ${usual}.`,
    }),
  },
  'caller-number': {
    name: { en: 'One number, many patients', es: 'Un número, muchos pacientes' },
    definition: {
      en: 'Calls about several households came from one phone number within days.',
      es: 'Llamadas sobre varios hogares desde un mismo número de teléfono en pocos días.',
    },
    evidence: ({ count, calls, days }) => ({
      en: `${calls} calls about ${count} households came from one number within ${days} days.`,
      es: `${calls} llamadas sobre ${count} hogares desde un número en ${days} días.`,
    }),
  },
  sampled: {
    name: { en: 'Questioned in a sample', es: 'Cuestionado en una muestra' },
    definition: {
      en: 'A randomly sampled access that the reviewer of an activity review found questionable.',
      es: 'Un acceso elegido al azar que quien revisaba consideró cuestionable.',
    },
    evidence: said(
      'A reviewer found this randomly sampled access questionable.',
      'Quien revisó este acceso, elegido al azar, lo consideró cuestionable.',
    ),
  },
  'reported-not-me': {
    name: { en: 'Patient: this was not me', es: 'Paciente: no fui yo' },
    definition: {
      en: 'Someone who was notified of a change to a patient’s account or contact answered that it was not theirs. Each must be reviewed.',
      es: 'Alguien a quien se avisó de un cambio en la cuenta o el contacto de un paciente respondió que no fue suyo. Cada uno debe revisarse.',
    },
    evidence: said(
      'The patient was notified of a change and answered: this was not me. The account was locked.',
      'Se avisó al paciente de un cambio y respondió: no fui yo. La cuenta se bloqueó.',
    ),
  },
  'log-altered': {
    name: { en: 'Audit log altered', es: 'Registro de auditoría alterado' },
    definition: {
      en: 'The audit log, what it points at, or what protects it in the database is not as it was sealed. Each finding must be reviewed.',
      es: 'El registro de auditoría, aquello a lo que remite o lo que lo protege en la base de datos no está como se selló. Cada hallazgo debe revisarse.',
    },
    evidence: ({ what }) => ({
      en: `Found not as it was sealed: ${what}. The page of the audit log says more; keep backups as they are.`,
      es: `No está como se selló: ${what}. La página del registro dice más; conserve las copias de seguridad.`,
    }),
  },
}

const watchWords: Record<string, Text> = {
  'public-figure': { en: 'public figure', es: 'figura pública' },
  'in-the-news': { en: 'in the news', es: 'en las noticias' },
  'staff-dispute': { en: 'dispute with staff', es: 'conflicto con el personal' },
  'patient-request': { en: 'at the patient’s request', es: 'a petición del paciente' },
  other: { en: 'other', es: 'otro motivo' },
}

const shownByWords: Record<NonNullable<Context['shownBy']>, Text> = {
  'sign-in': {
    en: 'The patient signed in after the action in their case.',
    es: 'El paciente inició sesión tras la acción en su caso.',
  },
  code: {
    en: 'The caller gave back a code sent to a contact on file, or was seen in person.',
    es: 'Quien llamaba devolvió un código enviado a un contacto registrado, o fue visto en persona.',
  },
  'handed-over': {
    en: 'A colleague opened the case and transferred it.',
    es: 'Un colega abrió el caso y lo traspasó.',
  },
  'known-number': {
    en: 'The call came from a number that called about this patient before, answered by a colleague.',
    es: 'La llamada vino de un número que ya había llamado sobre este paciente y atendió un colega.',
  },
  queue: { en: 'A queue put it before them.', es: 'Se lo presentó una cola de trabajo.' },
}

/** What there is that may explain an access, in words; empty when there is nothing. */
export function contextWords(context: Context, language: Language): string[] {
  const words: Text[] = []
  if (context.own)
    words.push(
      context.verified
        ? {
            en: 'They had a case about this patient and verified the caller.',
            es: 'Tenía un caso de este paciente y verificó a quien llamaba.',
          }
        : {
            en: 'They had a case about this patient, and no caller was verified.',
            es: 'Tenía un caso de este paciente, sin verificar a quien llamaba.',
          },
    )
  else if (context.caseId)
    words.push({
      en: 'A colleague had a case about this patient.',
      es: 'Un colega tenía un caso de este paciente.',
    })
  if (context.told)
    words.push({
      en: 'They changed the account in the case, and the patient was notified.',
      es: 'Cambió la cuenta en el caso y se avisó al paciente.',
    })
  if (context.heard)
    words.push({
      en: 'The call came from a number that a colleague had answered about this patient.',
      es: 'La llamada vino de un número que un colega ya había atendido sobre este paciente.',
    })
  if (context.left)
    words.push({
      en: 'They only looked, and a colleague opened a case right after.',
      es: 'Solo consultó, y un colega abrió un caso enseguida.',
    })
  if (context.shownBy) words.push(shownByWords[context.shownBy])
  if (context.listed)
    words.push({
      en: 'It was in a report or in a short list of search results, and the record was not opened.',
      es: 'Estaba en un informe o en una lista breve de resultados, y el expediente no se abrió.',
    })
  if (context.mistaken)
    words.push({
      en: 'It looks like a mistake: one look, and then a case for someone found by the same search.',
      es: 'Parece un descuido: una sola consulta y después el caso de alguien encontrado en la misma búsqueda.',
    })
  if (context.visitOn)
    words.push({
      en: `The patient had a visit on ${dayInWords(context.visitOn, 'en')}.`,
      es: `El paciente tuvo una visita el ${dayInWords(context.visitOn, 'es')}.`,
    })
  if (context.review)
    words.push({
      en: 'An alert about this patient was under review.',
      es: 'Había una alerta sobre este paciente en revisión.',
    })
  return words.map((text) => text[language])
}

const thresholdTexts: Record<string, Text> = {
  score: { en: 'Score', es: 'Puntuación' },
  sameDepartment: { en: 'Score within a department', es: 'Puntuación en un departamento' },
  commonest: { en: 'Most common last name, per 10,000', es: 'Apellido más común, por 10,000' },
  houseNumbers: { en: 'House numbers apart', es: 'Números de distancia' },
  graceDays: { en: 'Grace period (days)', es: 'Plazo de gracia (días)' },
  again: { en: 'Score when another link follows', es: 'Puntuación si sigue otro enlace' },
  hours: { en: 'Hours', es: 'Horas' },
  repeated: { en: 'Score on several days', es: 'Puntuación en varios días' },
  days: { en: 'Days', es: 'Días' },
  mistaken: { en: 'Score of a likely mistake', es: 'Puntuación de un descuido' },
  colleagueDays: { en: 'Days a colleague’s case explains', es: 'Días que explica el caso de un colega' },
  caseDays: { en: 'Days a case explains', es: 'Días que explica un caso' },
  briefSeconds: {
    en: 'Seconds in which a case without a number or action explains nothing',
    es: 'Segundos en que un caso sin número ni acción no explica nada',
  },
  leftMinutes: {
    en: 'Minutes in which a colleague takes over who may be family',
    es: 'Minutos en que un colega se hace cargo de un posible familiar',
  },
  numberDays: {
    en: 'Days a number a colleague answered stays known',
    es: 'Días que se recuerda un número que atendió un colega',
  },
  visitDays: { en: 'Days a visit explains', es: 'Días que explica una visita' },
  revealed: { en: 'Score of a revealed value', es: 'Puntuación de un dato mostrado' },
  times: { en: 'Times the usual number', es: 'Veces lo habitual' },
  least: { en: 'At least', es: 'Como mínimo' },
  many: { en: 'Patients from which it is one finding', es: 'Pacientes desde los que es un solo hallazgo' },
  ofMany: { en: 'Score of that finding', es: 'Puntuación de ese hallazgo' },
  deviations: { en: 'Standard deviations', es: 'Desviaciones estándar' },
  shared: {
    en: 'Most patients who use an address, beyond which it is a shared network',
    es: 'Máximo de pacientes que usan una dirección, más allá del cual es una red compartida',
  },
  people: { en: 'People', es: 'Personas' },
  patients: { en: 'Patients', es: 'Pacientes' },
}

export const thresholdName = (name: string, language: Language) => thresholdTexts[name]?.[language] ?? name
