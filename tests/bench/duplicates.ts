import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { fitModel } from '../../api/duplicates/fit.ts'
import { type Judgement, judge, leastProbability } from '../../api/duplicates/judge.ts'
import { compare, levelsOf } from '../../api/duplicates/levels.ts'
import { inWords } from '../../api/duplicates/levelTexts.ts'
import type { Model } from '../../api/duplicates/model.ts'
import { blocksOf, pairsOf } from '../../api/duplicates/pairs.ts'
import { type Person, personOf } from '../../api/duplicates/person.ts'
import { syntheticPatient } from '../../seed/patients.ts'
import { randomFrom } from '../../seed/random.ts'
import { passOver } from './duplicatesOnFile.ts'
import { type CdcCase, pairsFound, readCdcCases, readCdcPeople, readSplink } from './labelled.ts'

/*
 * Precision and recall of the search for duplicates on labelled sets: `npm run bench:duplicates -- FOLDER`, a folder with
 * splink-fake1000/ and cdc-recordlinker/; without one the samples in tests/fixtures/contacts. The levels and keys were made with
 * both sets in sight; the thresholds, one half and nine in ten, were set before and tuned on neither (2026-11-26).
 *   --cases              each of CDC's cases of which something else is said than expected
 *   --people 100000      the processor's time for so many in memory
 *   --on-file 1000000    the product's own first pass over so many in SQLite, or in --database postgres://…
 */

const samples = path.resolve(import.meta.dirname, '../fixtures/contacts')
const { values, positionals } = parseArgs({
  options: {
    people: { type: 'string', default: '0' },
    'on-file': { type: 'string', default: '0' },
    database: { type: 'string' },
    cases: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const folder = positionals[0] ?? samples
const percent = (share: number) => `${(100 * share).toFixed(1)} %`

if (existsSync(`${folder}/splink-fake1000`)) {
  const { people, cluster } = readSplink(`${folder}/splink-fake1000`)
  const taken: Record<string, (judged: Judgement) => boolean> = {
    'from 0.5': ({ probability }) => probability >= leastProbability.possible,
    'from 0.9': ({ probability }) => probability >= leastProbability.likely,
    'from 0.99': ({ probability }) => probability >= 0.99,
    'offered as possible or likely': ({ band }) => band !== undefined,
  }
  for (const many of [false, true])
    for (const [which, takes] of Object.entries(taken))
      for (const [what, { precision, recall, f1 }] of Object.entries(
        pairsFound(people, cluster, takes, many),
      ))
        console.log(
          `splink fake_1000${many ? ', compared as among many' : ''}, ${what} ${which}: ` +
            `precision ${percent(precision)}, recall ${percent(recall)}, F1 ${f1.toFixed(3)}`,
        )
}

/*
 * CDC has graded its cases twice: the first were graded by the system they came from, and it replaced them by better ones,
 * graded anew, that "is the recommended testing file" (its README). Of the 84 in both it expects otherwise of 30 by now, so that
 * nobody who meets one set meets the other. How much of either is met is said as it is, and by CDC's own measures, which
 * leave what is possible to people and count it for neither side (2026-11-27).
 */
if (existsSync(`${folder}/cdc-recordlinker`)) {
  const cdc = (name: string) =>
    [folder, samples].map((some) => `${some}/cdc-recordlinker/${name}`).find((file) => existsSync(file))!
  const people = readCdcPeople(cdc('nbs_seed.csv'))
  const model = fitModel(people, blocksOf(people))
  for (const [which, file] of [
    ['as first graded', 'nbs_test.csv'],
    ['graded anew', 'better_test.csv'],
  ] as const)
    sayOfCases(which, people, model, readCdcCases(cdc(file)))
}

function sayOfCases(which: string, people: readonly Person[], model: Model, cases: readonly CdcCase[]): void {
  /** Of who is on file the one most like the case. */
  const answer = ({ person }: CdcCase) =>
    people
      .map((one) => {
        const pattern = compare(one, person)
        return { pattern, ...judge(model, pattern, one) }
      })
      .reduce((a, b) => (b.bits > a.bits ? b : a))
  const expectedAs = { likely: 'match', possible: 'possible_match' }
  const answers = cases.map((one) => {
    const { pattern, band } = answer(one)
    const said = band ? expectedAs[band] : 'no_match'
    const number = levelsOf(pattern).number ?? ''
    if (said !== one.expected && values.cases)
      console.log(
        `  CDC, ${which}, case ${one.name}: expected ${one.expected}, said ${said}: ${inWords(pattern, 'en')}`,
      )
    return { said, expected: one.expected, numbersDiffer: ['slip', 'differs'].includes(number) }
  })
  const right = (some: typeof answers) => some.filter(({ said, expected }) => said === expected).length
  const many = (expected: string, said: string) =>
    answers.filter((one) => one.expected === expected && one.said === said).length
  // A social security number that differs decides many; the product compares none (`personOnFile`).
  const rest = answers.filter(({ numbersDiffer }) => !numbersDiffer)
  const [yes, no, missed, wrong] = [
    ...[many('match', 'match'), many('no_match', 'no_match')],
    ...[many('match', 'no_match'), many('no_match', 'match')],
  ] as [number, number, number, number]
  console.log(
    `CDC RecordLinker, ${which}: ${right(answers)} of ${cases.length} as expected (${percent(right(answers) / cases.length)}), ` +
      `of those whose numbers do not differ ${right(rest)} of ${rest.length} (${percent(right(rest) / rest.length)}); ` +
      `by its own measures sensitivity ${percent(yes / (yes + missed))}, specificity ${percent(no / (no + wrong))}, ` +
      `F1 ${((2 * yes) / (2 * yes + wrong + missed)).toFixed(3)}`,
  )
}

/** What it takes of processor to find the pairs among many, in memory: without reading them and without writing what is found. */
const many = Number(values.people)
if (many > 0) {
  const random = randomFrom(1)
  const now = new Date('2026-11-26T00:00:00Z')
  const people = Array.from({ length: many }, (_, n) => {
    const { patient, contacts } = syntheticPatient(random, n, now, [{ id: '' }])
    const keys = (system: string) =>
      contacts.filter((one) => one.system === system).map((one) => one.value_key)
    return personOf({
      id: patient.id,
      families: [patient.family_name],
      givens: [patient.given_name],
      birthDate: patient.birth_date,
      sex: patient.sex,
      street: patient.street,
      postalCode: patient.postal_code,
      city: patient.city,
      phones: keys('phone'),
      emails: keys('email'),
    })
  })
  const processorSeconds = () => process.cpuUsage().user / 1e6
  const begun = processorSeconds()
  const blocks = blocksOf(people)
  const model = fitModel(people, blocks)
  const fitted = processorSeconds()
  let [pairs, offered] = [0, 0]
  for (const [a, b] of pairsOf(blocks)) {
    pairs++
    if (judge(model, compare(a, b), a).band) offered++
  }
  const seconds = (from: number, to: number) => `${(to - from).toFixed(1)} s`
  console.log(
    `${many} people: keys and model ${seconds(begun, fitted)}; ${pairs} pairs compared in ${seconds(fitted, processorSeconds())}, ` +
      `${offered} offered; ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
  )
}

const onFile = Number(values['on-file'])
if (onFile > 0) await passOver(onFile, values.database)
