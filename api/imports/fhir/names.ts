import type { ReadRules, SourcePatient, Warn } from '../records.ts'
import { hasBegun, isOver, type Json, list, text, texts } from './resource.ts'

type Names = Pick<
  SourcePatient,
  'familyName' | 'givenName' | 'suffix' | 'otherNames' | 'nicknames' | 'formerGivenNames'
>

interface Name {
  use: string | undefined
  family: string | undefined
  given: string | undefined
  suffix: string | null
  former: boolean
}

/** What a person is called: one name now, further names in use, and those that were. */
export function namesOf(patient: Json, rules: ReadRules, warn: Warn): Names {
  const names = list(patient.name).flatMap((name) => readName(name, rules, warn))
  const current = names.filter((name) => !name.former)
  const whole = (use: string | undefined) => current.find((name) => name.use === use && name.family)
  const main =
    whole('official') ??
    whole('usual') ??
    whole(undefined) ??
    current.find((name) => name.family) ??
    current.find((name) => name.use !== 'nickname') ??
    names.find((name) => name.family) ??
    current[0]
  if (!main) return { familyName: undefined, givenName: undefined, otherNames: [] }
  if (main.former) warn('name', 'has ended, and there is no other')
  const others = names.filter((name) => name !== main)
  const distinct = (values: (string | undefined)[], but: string | undefined) => [
    ...new Set(values.filter((value): value is string => value !== undefined && value !== but)),
  ]
  const nicknames = distinct(
    others.filter((name) => !name.former).map((name) => name.given),
    main.given,
  )
  return {
    // Who has one name has it as the family's, as HL7 v2 does.
    familyName: main.family ?? main.given,
    givenName: main.family ? (main.given ?? '') : '',
    suffix: main.suffix,
    otherNames: distinct(
      others.map((name) => name.family),
      main.family,
    ),
    nicknames,
    formerGivenNames: distinct(
      others.filter((name) => name.former).map((name) => name.given),
      main.given,
    ).filter((given) => !nicknames.includes(given)),
  }
}

function readName(name: Json, { today }: ReadRules, warn: Warn): Name[] {
  if (name.use === 'anonymous') return []
  const parts = {
    // Before R3 it was a list.
    family: texts(name.family).join(' ') || undefined,
    given: texts(name.given).join(' ') || undefined,
    suffix: texts(name.suffix).join(' ') || null,
  }
  const said = text(name.text)
  const split = !parts.family && !parts.given && said ? splitName(said, name.use === 'nickname') : undefined
  if (split?.family && split.given)
    warn('name', 'is in text only; the last word was taken for the family name')
  const read = { ...parts, ...split }
  if (!read.family && !read.given) return []
  const use = text(name.use)
  return [{ ...read, use, former: use === 'maiden' || isOver(name, today) || !hasBegun(name, today) }]
}

interface Split {
  family: string | undefined
  given: string | undefined
  suffix?: string
}
/** “Do” and “J.R.” are names as well, and are left as such. */
const suffixes = /^((jr|sr|esq|md|rn|dds|phd)\.?|m\.d\.|d\.o\.|ph\.d\.|ii|iii|iv)$/i
const titles = /^(dr|mr|mrs|ms|miss|prof|rev)\.?\s+(?=\S)/i

/** “Grace Hopper”, “Hopper, Grace”, “Dr. Grace Hopper, Jr.”; a name of one word is both. */
function splitName(said: string, nick: boolean): Split {
  if (nick) return { family: undefined, given: said }
  const parts = said
    .replace(titles, '')
    .split(',')
    .flatMap((half) => half.trim() || [])
  const ends: string[] = []
  while (parts.length > 1 && suffixes.test(parts.at(-1)!)) ends.unshift(parts.pop()!)
  const [family, given] = parts
  const words = (family ?? said).split(/\s+/)
  if (!given && words.length > 2 && suffixes.test(words.at(-1)!)) ends.unshift(words.pop()!)
  const suffix = ends.length > 0 && { suffix: ends.join(' ') }
  if (family && given) return { family, given, ...suffix }
  return { family: words.at(-1), given: words.slice(0, -1).join(' ') || undefined, ...suffix }
}
