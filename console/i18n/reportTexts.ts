/** The words of a report that is read by somebody else than who makes it: in every language, whichever is shown. */
export const reportTexts = {
  en: {
    patients: 'Who looked at the record of %{name}',
    patientsAbout:
      'Each line is one time that someone opened, searched for or changed something about you in the portal help desk. Ask the privacy office about anything you do not expect.',
    staff: 'What %{name} did',
    staffAbout: 'Each line is one act at the portal help desk, the newest first.',
    made: 'made',
    none: 'Nobody did, in this time.',
    when: 'When',
    who: 'Who',
    what: 'What',
    why: 'Why',
    toWhom: 'Patient',
    others: 'and %{n} others',
    case: '(case %{number})',
  },
  es: {
    patients: 'Quién vio los datos de %{name}',
    patientsAbout:
      'Cada línea es una vez que alguien abrió, buscó o cambió algo sobre usted en la mesa de ayuda del portal. Pregunte a la oficina de privacidad por lo que no espere.',
    staff: 'Qué hizo %{name}',
    staffAbout: 'Cada línea es un acto en la mesa de ayuda del portal, el más reciente primero.',
    made: 'preparado',
    none: 'Nadie, en este tiempo.',
    when: 'Cuándo',
    who: 'Quién',
    what: 'Qué',
    why: 'Por qué',
    toWhom: 'Paciente',
    others: 'y %{n} más',
    case: '(caso %{number})',
  },
}
