import type { RuleCode } from './lists.ts'
import type { Context, Evidence } from './monitor/pairRules.ts'

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
const longDay = (language: 'en' | 'es', day: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
const many = (n: unknown, one: string, other: string) => `${n} ${Number(n) === 1 ? one : other}`

const opened = (n: unknown) =>
  `${Number(n) === 1 ? 'Se abrió' : 'Se abrieron'} ${many(n, 'expediente', 'expedientes')}`

const said = (en: string, es: string) => (): Text => ({ en, es })

export const ruleTexts: Record<RuleCode, RuleText> = {
  self: {
    name: { en: 'Own record', es: 'Expediente propio' },
    definition: {
      en: 'The record is the staff member’s own: set on their account, or found by name and birth date in the personnel records.',
      es: 'El expediente es del propio empleado: indicado en su cuenta, o hallado por nombre y fecha de nacimiento en los datos de personal.',
    },
    evidence: said('The record is their own.', 'El expediente es suyo.'),
  },
  household: {
    name: { en: 'Same household', es: 'Mismo domicilio' },
    definition: {
      en: 'Patient and staff member have the same address, flat included, and no caller was verified.',
      es: 'Paciente y empleado tienen la misma dirección, incluido el piso, y no se verificó a quien llamaba.',
    },
    evidence: said('They live at the same address.', 'Viven en la misma dirección.'),
  },
  family: {
    name: { en: 'Family or proxy', es: 'Familia o representante' },
    definition: {
      en: 'The staff member is a proxy on the record, or shares a telephone number or e-mail address with the patient, and no caller was verified.',
      es: 'El empleado es representante en el expediente, o comparte teléfono o correo con el paciente, y no se verificó a quien llamaba.',
    },
    evidence: ({ by }) =>
      by === 'proxy'
        ? {
            en: 'The staff member is named as a proxy on the record.',
            es: 'El empleado figura como representante en el expediente.',
          }
        : {
            en: 'They share a telephone number or an e-mail address.',
            es: 'Comparten un teléfono o un correo electrónico.',
          },
  },
  coworker: {
    name: { en: 'Coworker', es: 'Compañero de trabajo' },
    definition: {
      en: 'The patient works here too, and no caller was verified. Scores more within one department or between manager and staff.',
      es: 'El paciente también trabaja aquí y no se verificó a quien llamaba. Pesa más dentro de un departamento o entre jefe y empleado.',
    },
    evidence: ({ near }) =>
      near
        ? {
            en: 'The patient is a colleague of the same department, or the manager.',
            es: 'El paciente es un compañero del mismo departamento, o el jefe.',
          }
        : { en: 'The patient is a colleague.', es: 'El paciente es un compañero.' },
  },
  'same-surname': {
    name: { en: 'Same surname', es: 'Mismo apellido' },
    definition: {
      en: 'Patient and staff member share a surname and there is no case of their own. The rarer the name, the more it scores.',
      es: 'Paciente y empleado comparten apellido y no hay un caso propio. Cuanto más raro el apellido, más pesa.',
    },
    evidence: ({ per10k }) => ({
      en: `They share a surname that ${per10k} in 10,000 patients bear.`,
      es: `Comparten un apellido que llevan ${per10k} de cada 10 000 pacientes.`,
    }),
  },
  neighbour: {
    name: { en: 'Neighbor', es: 'Vecino' },
    definition: {
      en: 'Same street and postal code, a few house numbers apart, and no case of their own.',
      es: 'Misma calle y código postal, a pocos números, y sin caso propio.',
    },
    evidence: ({ apart }) => ({
      en: `They live in one street, ${many(apart, 'house number', 'house numbers')} apart.`,
      es: `Viven en la misma calle, a ${many(apart, 'número', 'números')} de distancia.`,
    }),
  },
  watched: {
    name: { en: 'Record under watch', es: 'Expediente bajo vigilancia' },
    definition: {
      en: 'The record is on the watch list that day, and no caller was verified.',
      es: 'El expediente está en la lista de vigilancia ese día y no se verificó a quien llamaba.',
    },
    evidence: ({ kind }) => ({
      en: `The record is under watch (${String(kind).replaceAll('-', ' ')}).`,
      es: `El expediente está bajo vigilancia (${watchEs[String(kind)] ?? kind}).`,
    }),
  },
  deceased: {
    name: { en: 'Deceased patient', es: 'Paciente fallecido' },
    definition: {
      en: 'The patient died longer ago than the days of grace, and there is no case of their own.',
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
  'glass-without-cause': {
    name: { en: 'Emergency access without cause', es: 'Acceso de emergencia sin causa' },
    definition: {
      en: 'An emergency access with no visit and no case of the patient in the hours around it.',
      es: 'Un acceso de emergencia sin visita ni caso del paciente en las horas cercanas.',
    },
    evidence: ({ hours }) => ({
      en: `No visit and no case lies within ${many(hours, 'hour', 'hours')} of the emergency access.`,
      es: `No hay visita ni caso en ${many(hours, 'hora', 'horas')} alrededor del acceso de emergencia.`,
    }),
  },
  'no-relation': {
    name: { en: 'No case or visit', es: 'Sin caso ni visita' },
    definition: {
      en: 'No case of the patient in the days before and no visit around. Once it scores little; on several days more.',
      es: 'Sin caso del paciente en los días anteriores ni visita cercana. Una vez pesa poco; varios días, más.',
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
    name: { en: 'Act without a case', es: 'Acción sin caso' },
    definition: {
      en: 'A login was changed outside any case, or a masked value was shown while the patient has no case.',
      es: 'Se cambió un acceso fuera de un caso, o se mostró un dato oculto sin caso del paciente.',
    },
    evidence: ({ acts, revealed }) =>
      acts
        ? {
            en: `${many(acts, 'change', 'changes')} to the login had no case.`,
            es: `${many(acts, 'cambio', 'cambios')} en el acceso sin caso.`,
          }
        : {
            en: `${many(revealed, 'hidden value was', 'hidden values were')} shown, and there is no case.`,
            es: `${Number(revealed) === 1 ? 'Se mostró' : 'Se mostraron'} ${many(revealed, 'dato oculto', 'datos ocultos')} sin caso.`,
          },
  },
  'off-hours': {
    name: { en: 'Outside working hours', es: 'Fuera de horario' },
    definition: {
      en: 'Outside the hours of the personnel record, or without one outside the hours this person has worked, and nothing explains it.',
      es: 'Fuera del horario de los datos de personal o, sin ellos, del habitual de esta persona, y nada lo explica.',
    },
    evidence: ({ hour, by, patients }) => ({
      en: `${patients ? many(patients, 'record was', 'records were') : 'It was'} opened at about ${hour}:00, outside ${by === 'schedule' ? 'their working hours' : 'the hours they usually work'}.`,
      es: `${patients ? opened(patients) : 'Se abrió'} hacia las ${hour}:00, fuera de su horario${by === 'schedule' ? '' : ' habitual'}.`,
    }),
  },
  'new-address': {
    name: { en: 'New network address', es: 'Dirección de red nueva' },
    definition: {
      en: 'From a network address this person was not seen at in the last 60 days, and nothing explains the access.',
      es: 'Desde una dirección de red no vista en esta persona en 60 días, y nada explica el acceso.',
    },
    evidence: ({ days, patients }) => ({
      en: `${patients ? many(patients, 'access', 'accesses') : 'It'} came from a network address not seen in their last ${days} days at work.`,
      es: `${patients ? many(patients, 'acceso vino', 'accesos vinieron') : 'Vino'} de una dirección de red no vista en sus últimos ${days} días de trabajo.`,
    }),
  },
  'reset-then-contact': {
    name: { en: 'Reset, then new contact', es: 'Restablecimiento y luego contacto nuevo' },
    definition: {
      en: 'A link to choose a password was sent, and within hours the patient got a new address or number on file.',
      es: 'Se envió un enlace para elegir contraseña y en pocas horas se registró un contacto nuevo del paciente.',
    },
    evidence: ({ minutes, again }) => ({
      en: `${many(minutes, 'minute', 'minutes')} after the link a new contact was put on file${again ? ', and then another link was sent' : ''}.`,
      es: `${many(minutes, 'minuto', 'minutos')} después del enlace se registró un contacto nuevo${again ? ', y luego se envió otro enlace' : ''}.`,
    }),
  },
  volume: {
    name: { en: 'Many records', es: 'Muchos expedientes' },
    definition: {
      en: 'Far more records in a day than this person usually opens, and more than colleagues of the role do.',
      es: 'Muchos más expedientes en un día de lo habitual en esta persona, y más que sus compañeros.',
    },
    evidence: ({ count, usual, peers }) => ({
      en: `${count} records in a day; ${usual} are usual for them, and ${peers} is high among colleagues.`,
      es: `${count} expedientes en un día; lo habitual son ${usual}, y ${peers} ya es mucho entre compañeros.`,
    }),
  },
  enumeration: {
    name: { en: 'Searching without opening', es: 'Buscar sin abrir' },
    definition: {
      en: 'Far more patients shown in searches and not opened than is usual for this person and for colleagues.',
      es: 'Muchos más pacientes mostrados en búsquedas y no abiertos de lo habitual.',
    },
    evidence: ({ count, usual, peers }) => ({
      en: `${count} patients were shown and not opened; ${usual} are usual for them, and ${peers} is high among colleagues.`,
      es: `Se mostraron ${count} pacientes sin abrirlos; lo habitual son ${usual}, y ${peers} ya es mucho entre compañeros.`,
    }),
  },
  refusals: {
    name: { en: 'Many refusals', es: 'Muchas negativas' },
    definition: {
      en: 'Many refusals in a day: of what the role does not include, of an act without the proof it wants, or beyond a limit.',
      es: 'Muchas negativas en un día: de lo que el rol no incluye, de un acto sin la prueba que pide, o más allá de un límite.',
    },
    evidence: ({ count }) => ({
      en: `Access was refused ${many(count, 'time', 'times')} in a day.`,
      es: `Se negó el acceso ${many(count, 'vez', 'veces')} en un día.`,
    }),
  },
  'identity-tries': {
    name: { en: 'Guessing at one person', es: 'Tanteos sobre una persona' },
    definition: {
      en: 'Many different birth dates, numbers or addresses tried beside one person’s name in searches of a day.',
      es: 'Muchas fechas, números o correos distintos probados junto al nombre de una persona en las búsquedas de un día.',
    },
    evidence: ({ count }) => ({
      en: `${count} different birth dates, numbers or addresses were tried, none of them right.`,
      es: `Se probaron ${count} fechas, números o correos distintos, ninguno correcto.`,
    }),
  },
  'on-leave': {
    name: { en: 'During absence', es: 'Durante una ausencia' },
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
      en: `${many(patients, 'record was', 'records were')} opened after employment ended on ${longDay('en', String(until))}.`,
      es: `${opened(patients)} tras el fin del empleo el ${longDay('es', String(until))}.`,
    }),
  },
  'hot-record': {
    name: { en: 'Many people, one record', es: 'Muchas personas, un expediente' },
    definition: {
      en: 'Several staff without a case or visit opened one record within a few days.',
      es: 'Varios empleados sin caso ni visita abrieron un expediente en pocos días.',
    },
    evidence: ({ count, days }) => ({
      en: `${count} people without a case or visit opened the record within ${days} days.`,
      es: `${count} personas sin caso ni visita abrieron el expediente en ${days} días.`,
    }),
  },
  serial: {
    name: { en: 'Many small signs', es: 'Muchos indicios pequeños' },
    definition: {
      en: 'Weak signs about many patients, none an alert by itself, and many more than colleagues have.',
      es: 'Indicios débiles sobre muchos pacientes, ninguno suficiente solo, y muchos más que los compañeros.',
    },
    evidence: ({ count, usual, days }) => ({
      en: `${count} patients with weak signs in ${days} days; colleagues have ${usual} for as many accesses.`,
      es: `${count} pacientes con indicios débiles en ${days} días; los compañeros tienen ${usual} por tantos accesos.`,
    }),
  },
  'caller-number': {
    name: { en: 'One number, many patients', es: 'Un número, muchos pacientes' },
    definition: {
      en: 'Calls about several households came from one telephone number within days.',
      es: 'Llamadas sobre varios hogares desde un mismo número en pocos días.',
    },
    evidence: ({ count, calls, days }) => ({
      en: `${calls} calls about ${count} households came from one number within ${days} days.`,
      es: `${calls} llamadas sobre ${count} hogares desde un número en ${days} días.`,
    }),
  },
  sampled: {
    name: { en: 'Doubted in a sample', es: 'Cuestionado en una muestra' },
    definition: {
      en: 'An access drawn by lot for an activity review that its reviewer found questionable.',
      es: 'Un acceso elegido al azar para una revisión que quien revisa consideró dudoso.',
    },
    evidence: said(
      'A reviewer found this access, drawn by lot, questionable.',
      'Quien revisó este acceso, elegido al azar, lo consideró dudoso.',
    ),
  },
}

const watchEs: Record<string, string> = {
  'public-figure': 'figura pública',
  'in-the-news': 'en las noticias',
  'staff-dispute': 'conflicto con el personal',
  'patient-request': 'a petición del paciente',
  other: 'otro',
}

/** What there is that may explain an access, in words; empty when there is nothing. */
export function contextWords(context: Context, language: Language): string[] {
  const words: Text[] = []
  if (context.own)
    words.push(
      context.verified
        ? {
            en: 'They had a case of this patient and verified the caller.',
            es: 'Tenía un caso de este paciente y verificó a quien llamaba.',
          }
        : {
            en: 'They had a case of this patient, and no caller was verified.',
            es: 'Tenía un caso de este paciente, sin verificar a quien llamaba.',
          },
    )
  else if (context.caseId)
    words.push({
      en: 'A colleague had a case of this patient.',
      es: 'Un compañero tenía un caso de este paciente.',
    })
  if (context.mistaken)
    words.push({
      en: 'It looks like a slip: one look, and then the case of somebody found by the same search.',
      es: 'Parece un descuido: una sola mirada y después el caso de alguien hallado en la misma búsqueda.',
    })
  if (context.visitOn)
    words.push({
      en: `The patient had a visit on ${context.visitOn}.`,
      es: `El paciente tuvo una visita el ${context.visitOn}.`,
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
  commonest: { en: 'Commonest name, per 10,000', es: 'Apellido más común, por 10 000' },
  houseNumbers: { en: 'House numbers apart', es: 'Números de distancia' },
  graceDays: { en: 'Days of grace', es: 'Días de gracia' },
  again: { en: 'Score when another link follows', es: 'Puntuación si sigue otro enlace' },
  hours: { en: 'Hours', es: 'Horas' },
  repeated: { en: 'Score on several days', es: 'Puntuación en varios días' },
  days: { en: 'Days', es: 'Días' },
  mistaken: { en: 'Score of a slip', es: 'Puntuación de un descuido' },
  colleagueDays: { en: 'Days a colleague’s case explains', es: 'Días que explica el caso de un compañero' },
  caseDays: { en: 'Days a case explains', es: 'Días que explica un caso' },
  visitDays: { en: 'Days a visit explains', es: 'Días que explica una visita' },
  revealed: { en: 'Score of a value shown', es: 'Puntuación de un dato mostrado' },
  times: { en: 'Times the usual', es: 'Veces lo habitual' },
  least: { en: 'At least', es: 'Como mínimo' },
  many: { en: 'Patients that make it one finding', es: 'Pacientes que lo hacen un solo hallazgo' },
  ofMany: { en: 'Score of many', es: 'Puntuación de muchos' },
  deviations: { en: 'Standard deviations', es: 'Desviaciones típicas' },
  people: { en: 'People', es: 'Personas' },
  patients: { en: 'Patients', es: 'Pacientes' },
}

export const thresholdName = (name: string, language: Language) => thresholdTexts[name]?.[language] ?? name
