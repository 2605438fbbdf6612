import type { Words } from '../core/words/entry.ts'

/** The words of what is studied rather than counted: changes around a day, places beside places, groups beside a group. */
export const studyWords = {
  study: {
    seriesTitle: {
      en: 'Calls month by month, and what was to be expected',
      es: 'Llamadas mes a mes, y lo que cabía esperar',
    },
    counted: {
      en: 'Closed calls per 1,000 patients seen',
      es: 'Llamadas cerradas por cada 1,000 pacientes atendidos',
    },
    /** What is counted: calls, and for those who see a copy the people who called. */
    calls: {
      exact: { en: 'calls', es: 'llamadas' },
      people: { en: 'patients who called', es: 'pacientes que llamaron' },
    },
    expected: { en: 'Expected without a change', es: 'Lo esperado sin un cambio' },
    fewer: { en: '%{percent} fewer', es: '%{percent} menos' },
    more: { en: '%{percent} more', es: '%{percent} más' },
    series: {
      changed: {
        en: 'After that day there were %{change} %{calls} than trend and season lead one to expect (95% interval: %{low} to %{high}). Anything else that changed then would look the same: this does not show why.',
        es: 'Después de ese día hubo %{change} %{calls} de lo que cabía esperar por la tendencia y la temporada (intervalo del 95%: de %{low} a %{high}). Cualquier otra cosa que cambiara entonces se vería igual: esto no muestra por qué.',
      },
      alike: {
        en: 'After that day the number of %{calls} was not clearly different from what trend and season lead one to expect: %{change} (95% interval: %{low} to %{high}).',
        es: 'Después de ese día el número de %{calls} no fue claramente distinto de lo que cabía esperar por la tendencia y la temporada: %{change} (intervalo del 95%: de %{low} a %{high}).',
      },
      short: {
        en: 'There are too few whole months around that day to tell a change from the season. It takes two years in all: at least one year before the day and three months after it.',
        es: 'Hay muy pocos meses enteros alrededor de ese día para distinguir un cambio de la temporada. Hacen falta dos años en total: al menos un año antes y tres meses después.',
      },
      few: {
        en: 'There are too few calls in a month to tell whether anything changed.',
        es: 'Hay muy pocas llamadas al mes para saber si algo cambió.',
      },
    },
    changedClinics: {
      en: 'Clinics with the change (if not all)',
      es: 'Clínicas con el cambio (si no son todas)',
    },
    placesTitle: { en: 'Clinics with the change and without it', es: 'Clínicas con el cambio y sin él' },
    places: {
      changed: {
        en: 'Clinics with the change (%{changed}) had %{change} %{calls} after that day than they would have had they gone as the %{others} clinics without it (95% interval: %{low} to %{high}). Before that day they did not clearly go different ways. Anything else that changed only there would look the same: this does not show why.',
        es: 'Las clínicas con el cambio (%{changed}) tuvieron %{change} %{calls} después de ese día de las que habrían tenido si hubieran ido como las %{others} clínicas sin él (intervalo del 95%: de %{low} a %{high}). Antes de ese día no iban claramente por caminos distintos. Cualquier otra cosa que cambiara solo allí se vería igual: esto no muestra por qué.',
      },
      alike: {
        en: 'Clinics with the change (%{changed}) did not clearly go another way than the %{others} clinics without it: %{change} %{calls} (95% interval: %{low} to %{high}).',
        es: 'Las clínicas con el cambio (%{changed}) no fueron claramente por otro camino que las %{others} clínicas sin él: %{change} %{calls} (intervalo del 95%: de %{low} a %{high}).',
      },
      unlike: {
        en: 'Clinics with the change and those without it went different ways before that day already. What they did after it says nothing about the change.',
        es: 'Las clínicas con el cambio y las que no lo tuvieron ya iban por caminos distintos antes de ese día. Lo que hicieron después no dice nada del cambio.',
      },
      short: {
        en: 'There are too few whole months: it takes at least six before that day and three after it.',
        es: 'Hay muy pocos meses enteros: hacen falta al menos seis antes de ese día y tres después.',
      },
      few: {
        en: 'Too few clinics have enough calls in every month: %{changed} with the change and %{others} without it. It takes one and five.',
        es: 'Muy pocas clínicas tienen bastantes llamadas cada mes: %{changed} con el cambio y %{others} sin él. Hacen falta una y cinco.',
      },
      left: {
        en: '%{n} clinic has too few calls and is left out. |||| %{n} clinics have too few calls and are left out.',
        es: '%{n} clínica tiene muy pocas llamadas y no cuenta. |||| %{n} clínicas tienen muy pocas llamadas y no cuentan.',
      },
      months: {
        en: 'Compared: %{before} whole months before and %{after} after.',
        es: 'Se comparan %{before} meses enteros antes y %{after} después.',
      },
    },
    bars: {
      en: '%{n} %{calls} in %{beforeMonths}, %{m} in %{afterMonths}. For each 1,000 patients seen, in 30 days: %{before}, then %{after}; %{ratio} times as many (95% interval: %{low} to %{high}). Trend and season are still in this.',
      es: '%{n} %{calls} en %{beforeMonths}, %{m} en %{afterMonths}. Por cada 1,000 pacientes atendidos, en 30 días: %{before}, luego %{after}; %{ratio} veces lo de antes (intervalo del 95%: de %{low} a %{high}). Esto aún incluye la tendencia y la temporada.',
    },
    expectedOf: { en: 'Expected for its patients', es: 'Esperado para sus pacientes' },
    standsApart: {
      en: '%{n} stands apart for the worse: %{name} with %{value}, where %{expected} was to be expected. This does not show why. |||| %{n} stand apart for the worse. By count the largest gap is at %{name}: %{value}, where %{expected} was to be expected. This does not show why.',
      es: '%{n} se aparta para mal: %{name} con %{value}, donde cabía esperar %{expected}. Esto no muestra por qué. |||| %{n} se apartan para mal. En número, la mayor diferencia está en %{name}: %{value}, donde cabía esperar %{expected}. Esto no muestra por qué.',
    },
    noneApart: {
      en: 'None stands apart for the worse by more than places differ anyway (all together: %{whole}).',
      es: 'Ninguno se aparta para mal más de lo que los lugares difieren de por sí (conjunto: %{whole}).',
    },
    fewPlaces: {
      en: 'There are too few with enough patients to say what is usual: none is called better or worse.',
      es: 'Hay muy pocos con bastantes pacientes para saber qué es habitual: ninguno se califica de mejor o peor.',
    },
    placesNote: {
      en: 'Lines show 95% intervals. Better or worse is said only of a place that stands apart from how places differ anyway; where they only differ as usual, fewer than one page in a hundred names any.',
      es: 'Las líneas son intervalos del 95%. Mejor o peor solo se dice de un lugar que se aparta de lo que los lugares difieren de por sí; si solo difieren como siempre, menos de una página en cien nombra alguno.',
    },
    reference: { en: 'Groups are compared with', es: 'Los grupos se comparan con' },
    gapTitle: { en: 'Equity gap: %{figure}, by %{by}', es: 'Brecha de equidad: %{figure}, por %{by}' },
    gapColumn: { en: 'Gap', es: 'Brecha' },
    gap: {
      behind: {
        en: 'All other groups together are %{points} behind %{reference} (95% interval: %{interval}).',
        es: 'Los demás grupos juntos están %{points} por detrás de %{reference} (intervalo del 95%: %{interval}).',
      },
      ahead: {
        en: 'All other groups together are %{points} ahead of %{reference} (95% interval of the gap: %{interval}).',
        es: 'Los demás grupos juntos están %{points} por delante de %{reference} (intervalo del 95% de la brecha: %{interval}).',
      },
      alike: {
        en: 'All other groups together are not clearly behind %{reference}, nor ahead (95% interval of the gap: %{interval}).',
        es: 'Los demás grupos juntos no están claramente por detrás ni por delante de %{reference} (intervalo del 95% de la brecha: %{interval}).',
      },
      few: {
        en: 'There are too few patients in these groups to show a gap.',
        es: 'Hay muy pocos pacientes en estos grupos para mostrar una brecha.',
      },
    },
    apart: {
      share: { en: '%{n} point |||| %{n} points', es: '%{n} punto |||| %{n} puntos' },
      rate: { en: '%{n} per 1,000', es: '%{n} por cada 1,000' },
    },
    gapChange: {
      wider: {
        en: 'The gap is wider in the last whole month that can be shown than in the first.',
        es: 'La brecha es mayor en el último mes entero que se puede mostrar que en el primero.',
      },
      narrower: {
        en: 'The gap is narrower in the last whole month that can be shown than in the first.',
        es: 'La brecha es menor en el último mes entero que se puede mostrar que en el primero.',
      },
      alike: {
        en: 'It is not clearly different in the last whole month that can be shown from the first.',
        es: 'No es claramente distinta en el último mes entero que se puede mostrar que en el primero.',
      },
      few: {
        en: 'There are too few whole months or patients to tell whether it changed.',
        es: 'Hay muy pocos meses enteros o pacientes para saber si cambió.',
      },
    },
    groupGap: {
      en: '%{group}: gap %{points} (95% interval: %{interval}), %{verdict}',
      es: '%{group}: brecha %{points} (intervalo del 95%: %{interval}), %{verdict}',
    },
    differs: {
      behind: { en: 'behind', es: 'por detrás' },
      ahead: { en: 'ahead', es: 'por delante' },
      alike: { en: 'no clear difference', es: 'sin diferencia clara' },
      few: { en: 'too few to tell', es: 'muy pocos para saberlo' },
    },
    gapNote: {
      en: 'The gap is the value of the group compared with less that of all other groups together; where less is better, the other way round. Behind or ahead is said only where the 99.8% interval of the gap does not reach 0. Patients of no known group are in neither. Shares are in points of a hundred, rates in calls or acts per 1,000.',
      es: 'La brecha es el valor del grupo con el que se compara menos el de los demás juntos; si menos es mejor, al revés. Por detrás o por delante solo se dice si el intervalo del 99.8% de la brecha no llega a 0. Los pacientes sin grupo conocido no están en ninguno. Las proporciones van en puntos porcentuales; las tasas, en llamadas o actos por cada 1,000.',
    },
    causesTitle: { en: 'Causes of its calls', es: 'Causas de sus llamadas' },
    causeApart: {
      en: '“%{cause}” stands apart: %{count} %{calls}, where %{expected} were to be expected at the hospital’s rate. This does not show why.',
      es: '«%{cause}» se aparta: %{count} %{calls}, donde cabía esperar %{expected} a la tasa del hospital. Esto no muestra por qué.',
    },
    causesAlike: {
      en: 'Of no cause that can be judged are there more than clinics differ by anyway.',
      es: 'De ninguna causa que se pueda juzgar hay más de lo que las clínicas difieren de por sí.',
    },
    causesFew: {
      en: 'There are too few calls, or too few clinics, to tell whether any cause stands apart.',
      es: 'Hay muy pocas llamadas, o muy pocas clínicas, para saber si alguna causa se aparta.',
    },
    atHospital: { en: 'At the hospital’s rate', es: 'A la tasa del hospital' },
    besideClinics: { en: 'Beside other clinics', es: 'Frente a otras clínicas' },
    besideProviders: { en: 'Beside all providers', es: 'Frente a todos los proveedores' },
    causeVerdict: {
      worse: { en: 'more', es: 'más' },
      better: { en: 'fewer', es: 'menos' },
      alike: { en: 'no different', es: 'sin diferencia' },
      few: { en: 'too few to tell', es: 'muy pocas para saberlo' },
    },
    providersTitle: { en: 'Its providers: %{figure}', es: 'Sus proveedores: %{figure}' },
    providersSentence: {
      en: 'The clinic has %{own}, the hospital %{hospital}.',
      es: 'La clínica tiene %{own}; el hospital, %{hospital}.',
    },
    noProviders: {
      en: 'None of its providers has enough patients to show.',
      es: 'Ninguno de sus proveedores tiene bastantes pacientes para mostrarlo.',
    },
    adjustedNote: {
      en: 'What is expected takes into account the age, sex and language of a clinic’s patients.',
      es: 'Lo esperado tiene en cuenta la edad, el sexo y el idioma de los pacientes de cada clínica.',
    },
  },
} as const satisfies Words
