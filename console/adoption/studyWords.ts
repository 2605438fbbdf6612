import type { Words } from '../core/words/entry.ts'

/** The words of what is studied rather than counted: changes around a day, places beside places, groups beside a group. */
export const studyWords = {
  study: {
    seriesTitle: {
      en: 'Calls month by month, and what was to be expected',
      es: 'Llamadas mes a mes, y lo que cabía esperar',
    },
    counted: { en: 'Calls per 1,000 patients seen', es: 'Llamadas por cada 1,000 pacientes atendidos' },
    expected: { en: 'Expected without a change', es: 'Lo esperado sin un cambio' },
    fewer: { en: '%{percent} fewer', es: '%{percent} menos' },
    more: { en: '%{percent} more', es: '%{percent} más' },
    series: {
      changed: {
        en: 'After that day there were %{change} calls than trend and season lead one to expect (95% interval: %{low} to %{high}). Anything else that changed then would look the same: this does not show why.',
        es: 'Después de ese día hubo %{change} llamadas de lo que cabía esperar por la tendencia y la temporada (intervalo del 95%: de %{low} a %{high}). Cualquier otra cosa que cambiara entonces se vería igual: esto no muestra por qué.',
      },
      alike: {
        en: 'After that day calls were not clearly other than trend and season lead one to expect: %{change} (95% interval: %{low} to %{high}).',
        es: 'Después de ese día las llamadas no fueron claramente distintas de lo que cabía esperar por la tendencia y la temporada: %{change} (intervalo del 95%: de %{low} a %{high}).',
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
        en: 'Clinics with the change (%{changed}) had %{change} calls after that day than they would have had they gone as the %{others} clinics without it (95% interval: %{low} to %{high}). Before that day both went alike. Anything else that changed only there would look the same: this does not show why.',
        es: 'Las clínicas con el cambio (%{changed}) tuvieron %{change} llamadas después de ese día de las que habrían tenido si hubieran ido como las %{others} clínicas sin él (intervalo del 95%: de %{low} a %{high}). Antes de ese día unas y otras iban igual. Cualquier otra cosa que cambiara solo allí se vería igual: esto no muestra por qué.',
      },
      alike: {
        en: 'Clinics with the change (%{changed}) did not clearly go another way than the %{others} clinics without it: %{change} calls (95% interval: %{low} to %{high}).',
        es: 'Las clínicas con el cambio (%{changed}) no fueron claramente por otro camino que las %{others} clínicas sin él: %{change} llamadas (intervalo del 95%: de %{low} a %{high}).',
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
      en: '%{n} calls before, %{m} after. For each 1,000 patients seen, a month: %{before}, then %{after}; %{ratio} times as many. Trend and season are still in this.',
      es: '%{n} llamadas antes, %{m} después. Por cada 1,000 pacientes atendidos, al mes: %{before}, luego %{after}; %{ratio} veces las de antes. Esto aún incluye la tendencia y la temporada.',
    },
    expectedOf: { en: 'Expected for its patients', es: 'Esperado para sus pacientes' },
    standsApart: {
      en: '%{n} stands apart for the worse: %{name} with %{value}, where %{expected} was to be expected. This does not show why. |||| %{n} stand apart for the worse. The largest gap is at %{name}: %{value}, where %{expected} was to be expected. This does not show why.',
      es: '%{n} se aparta para mal: %{name} con %{value}, donde cabía esperar %{expected}. Esto no muestra por qué. |||| %{n} se apartan para mal. La mayor diferencia está en %{name}: %{value}, donde cabía esperar %{expected}. Esto no muestra por qué.',
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
    adjustedNote: {
      en: 'What is expected takes into account the age, sex and language of a clinic’s patients.',
      es: 'Lo esperado tiene en cuenta la edad, el sexo y el idioma de los pacientes de cada clínica.',
    },
  },
} as const satisfies Words
