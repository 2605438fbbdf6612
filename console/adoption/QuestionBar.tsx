import { AutocompleteInput, TextInput } from 'react-admin'
import { type Dimension, places, traits } from '../../api/adoption/lists.ts'
import { useWords } from '../core/words/useWords.ts'
import { Choice, Chooser } from './Chooser.tsx'
import { useNames, useSegments } from './names.ts'
import { type AskedQuestion, comparisons, type Tab, thisMonth } from './useQuestion.ts'

/** What each dashboard takes of the question; what it does not take is not asked. */
const takes: Record<Tab, readonly ('months' | 'against' | 'place' | 'group')[]> = {
  overview: ['months', 'against', 'place', 'group'],
  funnel: ['months', 'against', 'place', 'group'],
  retention: ['months', 'place', 'group'],
  places: ['months', 'against'],
  equity: ['months', 'against', 'place'],
  features: ['months', 'against', 'place', 'group'],
  support: ['place', 'group'],
}

const wholeMonth = /^\d{4}-\d\d$/
const width = (at: number) => ({ width: { xs: '100%', sm: at } }) as const

/** The months looked at, what they are compared with, and whose figures they are. */
export function QuestionBar({ question, tab }: { question: AskedQuestion; tab: Tab }) {
  const say = useWords()
  const { mayCompare } = useSegments()
  const { period, compared, params, set } = question
  const segment = Object.fromEntries(new URLSearchParams(params.get('segment') ?? ''))
  const chosen = (of: readonly Dimension[]) => {
    const dimension = of.find((one) => segment[one] !== undefined)
    return dimension && idOf(dimension, segment[dimension]!)
  }
  const [place, group] = [chosen(places), chosen(traits)]
  const setSegment = (...ids: (string | null | undefined)[]) =>
    set({ segment: new URLSearchParams(ids.filter(Boolean).join('&')).toString() })
  const asks = takes[tab]
  return (
    <Chooser
      label={say('desk.adoption.question')}
      chosen={{ from: period.from, to: period.to, against: compared, place, group }}
    >
      {asks.includes('months') &&
        (['from', 'to'] as const).map((name) => (
          <TextInput
            key={name}
            source={name}
            type="month"
            label={say(`desk.adoption.${name}`)}
            helperText={false}
            onChange={({ target }) => wholeMonth.test(target.value) && set({ [name]: target.value })}
            slotProps={{ htmlInput: { max: thisMonth() }, inputLabel: { shrink: true } }}
            sx={width(165)}
          />
        ))}
      {asks.includes('against') && (
        <Choice
          source="against"
          label={say('desk.adoption.against')}
          choices={comparisons.map((id) => ({ id, name: say(`desk.adoption.compared.${id}`) }))}
          onChoose={(id) => set({ against: id === 'none' ? '' : id })}
        />
      )}
      {mayCompare && asks.includes('place') && (
        <Picker
          source="place"
          label={say('desk.adoption.place')}
          of={places}
          // A provider's patients are too few to be told apart further.
          onPick={(id) => setSegment(id, id?.startsWith('provider=') ? null : group)}
        />
      )}
      {mayCompare && asks.includes('group') && (
        <Picker
          source="group"
          label={say('desk.adoption.group')}
          of={traits}
          disabled={place?.startsWith('provider=')}
          onPick={(id) => setSegment(place, id)}
        />
      )}
    </Chooser>
  )
}

const idOf = (dimension: string, value: string) => new URLSearchParams([[dimension, value]]).toString()

function Picker({
  of,
  onPick,
  ...input
}: {
  source: string
  label: string
  of: readonly Dimension[]
  disabled?: boolean
  onPick: (id: string | null) => void
}) {
  const names = useNames()
  const { dimensions } = useSegments()
  const choices = dimensions
    .filter(({ dimension }) => of.includes(dimension))
    .flatMap(({ dimension, values }) =>
      values.map(({ value, name }) => ({
        id: idOf(dimension, value),
        name: names.value(value, name),
        kind: names.dimension(dimension),
      })),
    )
  return (
    <AutocompleteInput
      {...input}
      choices={choices}
      groupBy={({ kind }: (typeof choices)[number]) => kind}
      translateChoice={false}
      helperText={false}
      onChange={(id: string | null) => onPick(id || null)}
      sx={width(230)}
    />
  )
}
