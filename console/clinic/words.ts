import { kindTexts, visitStateTexts, waitStateTexts } from '../../api/appointments/kindTexts.ts'
import { refillStateTexts, refusalTexts } from '../../api/refills/stateTexts.ts'
import type { Words } from '../core/words/entry.ts'

/** The words of a clinic's own work: its inbox, refills, visits and who waits for one. */
export const clinicWords = {
  clinicInbox: {
    title: { en: 'Messages', es: 'Mensajes' },
    one: { en: 'Conversation', es: 'Conversación' },
    which: { en: 'Which conversations', es: 'Qué conversaciones' },
    waits: { en: 'To answer', es: 'Por contestar' },
    answered: { en: 'Answered', es: 'Contestadas' },
    closed: { en: 'Closed', es: 'Cerradas' },
    none: { en: 'No conversations here', es: 'No hay conversaciones' },
    noneHelp: {
      en: 'Messages that patients send to your clinic in the portal appear here.',
      es: 'Aquí aparecen los mensajes que los pacientes envían a su clínica desde el portal.',
    },
    patient: { en: 'Patient', es: 'Paciente' },
    since: { en: 'Waiting since', es: 'Espera desde' },
    due: { en: 'Answer by', es: 'Contestar antes de' },
    last: { en: 'Last message', es: 'Último mensaje' },
    late: { en: 'late', es: 'con retraso' },
    from: { en: 'From', es: 'De' },
    fromPatient: { en: 'The patient', es: 'El paciente' },
    fromProxy: { en: 'Someone who acts for the patient', es: 'Alguien que representa al paciente' },
    read: { en: 'Read', es: 'Leído' },
    notRead: { en: 'Not read yet', es: 'Aún sin leer' },
    open: { en: 'Save the file %{name}', es: 'Guardar el archivo %{name}' },
    fileHelp: {
      en: 'Files come from patients. Open one only where your hospital checks files.',
      es: 'Los archivos vienen de pacientes. Ábralos solo donde su hospital los revise.',
    },
    response: {
      en: 'Last %{days} days: %{answered} answered, half of them within %{median}, %{inTime} by when they were due.',
      es: 'Últimos %{days} días: %{answered} respuestas, la mitad en %{median} o menos, %{inTime} a tiempo.',
    },
    noAnswers: {
      en: 'Last %{days} days: nothing was answered.',
      es: 'Últimos %{days} días: no se respondió nada.',
    },
    lateNow: {
      en: '%{smart_count} is overdue now. |||| %{smart_count} are overdue now.',
      es: '%{smart_count} está vencida ahora. |||| %{smart_count} están vencidas ahora.',
    },
    toList: { en: 'Back to the list', es: 'Volver a la lista' },
    next: { en: 'What to do', es: 'Qué hacer' },
  },
  clinicRefill: {
    title: { en: 'Refills', es: 'Resurtidos' },
    one: { en: 'Refill', es: 'Resurtido' },
    which: { en: 'Which refills', es: 'Qué resurtidos' },
    none: { en: 'No refills here', es: 'No hay resurtidos' },
    noneHelp: {
      en: 'Refills that patients ask your clinic for in the portal appear here.',
      es: 'Aquí aparecen los resurtidos que los pacientes piden a su clínica desde el portal.',
    },
    asked: { en: 'Asked for', es: 'Pedido' },
    due: { en: 'Decide by', es: 'Decidir antes de' },
    state: { en: 'Status', es: 'Estado' },
    medication: { en: 'Medication', es: 'Medicamento' },
    note: { en: 'What the patient says', es: 'Lo que dice el paciente' },
    answer: { en: 'What the patient reads', es: 'Lo que lee el paciente' },
    byProxy: {
      en: 'Asked by someone who acts for the patient',
      es: 'Lo pidió alguien que representa al paciente',
    },
  },
  clinicVisit: {
    title: { en: 'Visits', es: 'Visitas' },
    response: {
      en: 'Last %{days} days: %{answered} who waited were offered a time, half of them within %{median}, %{inTime} by when they were due.',
      es: 'Últimos %{days} días: se ofreció una hora a %{answered} que esperaban, a la mitad en %{median} o menos, a %{inTime} a tiempo.',
    },
    noOffers: {
      en: 'Last %{days} days: no one who waited was offered a time.',
      es: 'Últimos %{days} días: no se ofreció una hora a nadie que esperara.',
    },
    none: { en: 'No visits to come', es: 'No hay visitas próximas' },
    noneHelp: {
      en: 'Open times, and patients can book them in the portal.',
      es: 'Abra horas y los pacientes podrán reservarlas en el portal.',
    },
    starts: { en: 'Begins', es: 'Empieza' },
    provider: { en: 'Seen by', es: 'Atiende' },
    anyone: { en: 'Anyone', es: 'Cualquiera' },
    kind: { en: 'Kind of visit', es: 'Tipo de visita' },
    open: { en: 'Open times', es: 'Abrir horas' },
    openHelp: {
      en: 'By your clinic’s clocks. Times that overlap others, or are past, are skipped. Patients on the wait list are offered them first.',
      es: 'Según los relojes de su clínica. Se omiten las horas pasadas o que coinciden con otras. Se ofrecen primero a quienes están en la lista de espera.',
    },
    opened: { en: 'Times opened: %{count}', es: 'Horas abiertas: %{count}' },
    withdraw: { en: 'Withdraw free times', es: 'Retirar horas libres' },
    withdrawHelp: {
      en: 'Times on that day that are still free can no longer be booked. Booked visits stay.',
      es: 'Las horas aún libres de ese día ya no se podrán reservar. Las visitas reservadas se quedan.',
    },
    withdrawn: { en: 'Times withdrawn: %{count}', es: 'Horas retiradas: %{count}' },
    waitList: { en: 'Wait list', es: 'Lista de espera' },
    noWaiting: { en: 'No patient is waiting', es: 'Ningún paciente espera' },
    days: { en: 'Days', es: 'Días' },
    since: { en: 'Since', es: 'Desde' },
  },
  visitKind: kindTexts,
  visitState: visitStateTexts,
  waitState: waitStateTexts,
  refillState: refillStateTexts,
  refusal: refusalTexts,
} as const satisfies Words
