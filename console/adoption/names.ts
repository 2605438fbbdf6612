import { useQuery } from '@tanstack/react-query'
import { useCanAccess } from 'react-admin'
import { stages } from '../../api/adoption/lists.ts'
import type { About } from '../core/charts/ChartCard.tsx'
import { useDesk } from '../core/dataProvider.ts'
import { useWords } from '../core/words/useWords.ts'
import { useFormat } from './format.ts'

const saidByUs = ['unknown', 'other', ...stages] as const
const said = (value: string): value is (typeof saidByUs)[number] =>
  (saidByUs as readonly string[]).includes(value)

/** A language of `traitLists.ts`, by its code. */
const language = /^[a-z]{2,3}$/

/** What the values of a dimension are called: by their own name, else by what the closed lists are called in the reader's language. */
export function useNames() {
  const say = useWords()
  const { locale } = useFormat()
  const languages = new Intl.DisplayNames(locale, { type: 'language' })
  const called = (value: string) => {
    if (said(value)) return say(`desk.adoption.${value}`)
    const ours = say.of('desk.adoption.groupOf', value)
    const name = ours === value && language.test(value) ? languages.of(value)! : ours
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
  }
  return {
    value: (value: string, name: string | null = null) => name ?? called(value),
    dimension: (dimension: string) => say.of('desk.dimension', dimension),
  }
}

/** The clinics, providers and groups whose figures can be asked for, for those who may compare them. */
export function useSegments() {
  const desk = useDesk()
  const { canAccess } = useCanAccess({ resource: 'adoption.compare', action: 'list' })
  const { data } = useQuery({
    queryKey: ['adoption-segments'],
    queryFn: () => desk.segments(),
    enabled: canAccess === true,
  })
  return { mayCompare: canAccess === true, dimensions: data?.dimensions ?? [] }
}

interface Answered {
  segment: string
  exact: boolean
  period: { from: string; to: string; asOf: string }
}

const inFileName = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')

/** Of whom, of which months and as of which day a dashboard's answer is. */
export function useAbout(): (answer: Answered) => About {
  const say = useWords()
  const names = useNames()
  const format = useFormat()
  const { dimensions } = useSegments()
  const nameOf = (dimension: string, value: string) =>
    names.value(
      value,
      dimensions.find((one) => one.dimension === dimension)?.values.find((one) => one.value === value)?.name,
    )
  return ({ segment, exact, period }) => {
    const parts = [...new URLSearchParams(segment)].map(([dimension, value]) => nameOf(dimension, value))
    const whose = parts.length ? parts.join(', ') : say('desk.adoption.hospital')
    const asOf = say('desk.adoption.asOf', { day: format.day(period.asOf) })
    return {
      line: [whose, format.months(period), asOf, !exact && say('desk.adoption.roundedShort')]
        .filter(Boolean)
        .join(' · '),
      file: `${inFileName(whose)}-${period.from}-${period.to}`,
      head: [
        say('desk.adoption.segment'),
        say('desk.adoption.from'),
        say('desk.adoption.to'),
        say('desk.adoption.asOfHead'),
      ],
      cells: [whose, period.from, period.to, period.asOf],
    }
  }
}
