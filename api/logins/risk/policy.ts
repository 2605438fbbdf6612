import { policyRows } from '../../core/policy.ts'

/** From when on what happened about a patient raises the proof that an act takes: see `signals.ts`. */
export const riskPolicy = policyRows('callers', {
  riskContactDays: {
    usual: 7,
    least: 1,
    most: 30,
    unit: 'days',
    meaning: {
      en: 'How long after a change of contact was asked for by phone a patient’s callers are proved one level higher',
      es: 'Cuánto tiempo después de pedirse por teléfono un cambio de contacto se verifica a quien llama un nivel más',
    },
    source: 'HC3 Sector Alert of April 3, 2024',
  },
  riskFailedTries: {
    usual: 2,
    least: 1,
    most: 10,
    unit: 'times',
    meaning: {
      en: 'Different wrong answers and wrong codes about one patient within 24 hours from which callers are proved one level higher',
      es: 'Respuestas y códigos erróneos distintos sobre un paciente en 24 horas desde los que se verifica a quien llama un nivel más',
    },
  },
  riskDoubtDays: {
    usual: 7,
    least: 1,
    most: 90,
    unit: 'days',
    meaning: {
      en: 'How long after a second person declined a proof of identity, in doubt who it was, a patient’s callers are proved one level higher',
      es: 'Cuánto tiempo después de que otra persona rechazara una prueba de identidad por dudar de quién era se verifica a quien llama un nivel más',
    },
  },
  riskNumberDays: {
    usual: 7,
    least: 1,
    most: 90,
    unit: 'days',
    meaning: {
      en: 'How far back the phone numbers of calls count, for one patient and for several',
      es: 'Hasta cuándo atrás cuentan los teléfonos de las llamadas, de un paciente y de varios',
    },
  },
  riskNumbersOfOne: {
    usual: 3,
    least: 2,
    most: 20,
    unit: 'times',
    meaning: {
      en: 'Different phone numbers, none of them on file for the patient, that called about one patient, from which callers are proved one level higher',
      es: 'Teléfonos distintos, ninguno registrado del paciente, que llamaron por un mismo paciente, desde los que se verifica a quien llama un nivel más',
    },
  },
  riskPatientsOfNumber: {
    usual: 3,
    least: 2,
    most: 50,
    unit: 'times',
    meaning: {
      en: 'Patients that one phone number called about, on file for none of them, from which callers about each of them are proved one level higher',
      es: 'Pacientes por los que llamó un mismo teléfono, que no consta de ninguno de ellos, desde los que se verifica un nivel más a quien llama por cualquiera de ellos',
    },
  },
  riskPlaceDays: {
    usual: 7,
    least: 1,
    most: 30,
    unit: 'days',
    meaning: {
      en: 'How long a sign-in from a network that is new for the patient counts as one from a new place',
      es: 'Cuánto tiempo cuenta como de un lugar nuevo un inicio de sesión desde una red nueva para el paciente',
    },
  },
  riskPlaces: {
    usual: 3,
    least: 1,
    most: 20,
    unit: 'times',
    meaning: {
      en: 'New places a patient’s account was signed in from, from which callers are proved one level higher',
      es: 'Lugares nuevos desde los que se inició sesión en la cuenta de un paciente, desde los que se verifica a quien llama un nivel más',
    },
  },
  riskPlaceKnownDays: {
    usual: 90,
    least: 31,
    most: 365,
    unit: 'days',
    meaning: {
      en: 'How far back the networks that a patient signed in from are known to be theirs',
      es: 'Hasta cuándo atrás se conocen como suyas las redes desde las que un paciente inició sesión',
    },
  },
  riskNotMeDays: {
    usual: 14,
    least: 1,
    most: 90,
    unit: 'days',
    meaning: {
      en: 'How long after someone answered a notice with “this was not me” a patient’s callers are proved one level higher',
      es: 'Cuánto tiempo después de que alguien respondiera «no fui yo» a un aviso se verifica a quien llama un nivel más',
    },
    source: 'NIST SP 800-63B-4, 4.6',
  },
  riskReopenings: {
    usual: 2,
    least: 1,
    most: 10,
    unit: 'times',
    meaning: {
      en: 'How often one case was reopened from which callers about its patient are proved one level higher',
      es: 'Cuántas veces se reabrió un mismo caso desde las que se verifica a quien llama por su paciente un nivel más',
    },
  },
  riskReopenDays: {
    usual: 30,
    least: 1,
    most: 180,
    unit: 'days',
    meaning: {
      en: 'How far back the reopenings of a case count',
      es: 'Hasta cuándo atrás cuentan las reaperturas de un caso',
    },
  },
})
