/** What the patient's page of refills says. */
export const refillPages = {
  en: {
    asked: 'Refills you asked for',
    none: 'You have not asked for a refill.',
    noClinics: 'You can ask a clinic for refills once you have had or booked a visit there.',
    clinic: 'Clinic',
    medication: 'Medication, as it says on the label',
    note: 'What the clinic should know (optional)',
    ask: 'Ask for a refill',
    cancel: 'Take the request back',
    answer: 'The clinic says',
    answerBy: 'The clinic means to decide by',
    earlier: 'Earlier refills',
  },
  es: {
    asked: 'Resurtidos que pidió',
    none: 'No ha pedido ningún resurtido.',
    noClinics: 'Podrá pedir resurtidos a una clínica cuando haya tenido o reservado una visita en ella.',
    clinic: 'Clínica',
    medication: 'Medicamento, como dice la etiqueta',
    note: 'Lo que la clínica debe saber (opcional)',
    ask: 'Pedir un resurtido',
    cancel: 'Retirar la solicitud',
    answer: 'La clínica dice',
    answerBy: 'La clínica se propone decidir antes de',
    earlier: 'Resurtidos anteriores',
  },
} as const
