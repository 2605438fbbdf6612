/** The words of the page about proxies, for patients. */
export const proxyTexts = {
  en: {
    forMe: 'Who can act for me',
    noneForMe: 'No one can act for you.',
    iFor: 'For whom I can act',
    noneIFor: 'You act for no one.',
    since: 'since',
    access: { full: 'sees everything you see', limited: 'books visits, and sees only those' },
    iSee: {
      full: 'you see everything the patient sees',
      limited: 'you book visits, and see only those',
    },
    waits: {
      desk: 'Your hospital will call you before it begins.',
      proxy: 'It begins once it is confirmed with the patient’s date of birth.',
      other: 'It has not begun yet.',
    },
    end: 'End this access',
    confirmTitle: 'Confirm that you act for this patient',
    birthDate: 'The patient’s date of birth',
    confirm: 'Confirm',
    askTitle: 'Ask for a proxy',
    askHow:
      'Someone you trust, such as a daughter or a caregiver, can see your record and write to your clinics for you. Tell us who; your hospital calls you to make sure that it is your wish.',
    name: 'Their name',
    relationship: 'They are your',
    ask: 'Ask for this proxy',
  },
  es: {
    forMe: 'Quién puede actuar por mí',
    noneForMe: 'Nadie puede actuar por usted.',
    iFor: 'Por quién puedo actuar',
    noneIFor: 'Usted no actúa por nadie.',
    since: 'desde el',
    access: { full: 've todo lo que usted ve', limited: 'reserva visitas y ve solo esas' },
    iSee: {
      full: 'usted ve todo lo que ve el paciente',
      limited: 'usted reserva visitas y ve solo esas',
    },
    waits: {
      desk: 'Su hospital le llamará antes de que empiece.',
      proxy: 'Empieza cuando se confirme con la fecha de nacimiento del paciente.',
      other: 'Todavía no ha empezado.',
    },
    end: 'Terminar este acceso',
    confirmTitle: 'Confirme que actúa por este paciente',
    birthDate: 'Fecha de nacimiento del paciente',
    confirm: 'Confirmar',
    askTitle: 'Pedir un representante',
    askHow:
      'Alguien de su confianza, como una hija o quien le cuida, puede ver sus datos y escribir a sus clínicas por usted. Díganos quién; su hospital le llama para asegurarse de que es su deseo.',
    name: 'Su nombre',
    relationship: 'Es su',
    ask: 'Pedir este representante',
  },
} as const
