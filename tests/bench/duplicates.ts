import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { fitModel } from '../../api/duplicates/fit.ts'
import { type Judgement, judge, leastProbability } from '../../api/duplicates/judge.ts'
import { compare, levelsOf } from '../../api/duplicates/levels.ts'
import { inWords } from '../../api/duplicates/levelTexts.ts'
import { blocksOf, pairsOf } from '../../api/duplicates/pairs.ts'
import { personOf } from '../../api/duplicates/person.ts'
import { syntheticPatient } from '../../seed/patients.ts'
import { randomFrom } from '../../seed/random.ts'
import { passOver } from './duplicatesOnFile.ts'
import { type CdcCase, pairsFound, readCdc, readSplink } from './labelled.ts'

/*
 * Precision and recall of the search for duplicates on labelled sets: `npm run bench:duplicates -- FOLDER`, a folder with
 * splink-fake1000/ and cdc-recordlinker/; without one the samples in tests/fixtures/contacts. The levels and keys were made with
 * both sets in sight; the thresholds, one half and nine in ten, were set before and tuned on neither (2026-11-26).
 *   --people 100000      the processor's time for so many in memory
 *   --on-file 1000000    the product's own first pass over so many in SQLite, or in --database postgres://…
 */

const samples = path.resolve(import.meta.dirname, '../fixtures/contacts')
const { values, positionals } = parseArgs({
  options: {
    people: { type: 'string', default: '0' },
    'on-file': { type: 'string', default: '0' },
    database: { type: 'string' },
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
  for (const [which, takes] of Object.entries(taken))
    for (const [what, { precision, recall, f1 }] of Object.entries(pairsFound(people, cluster, takes)))
      console.log(
        `splink fake_1000, ${what} ${which}: precision ${percent(precision)}, recall ${percent(recall)}, F1 ${f1.toFixed(3)}`,
      )
}

if (existsSync(`${folder}/cdc-recordlinker`)) {
  const { people, cases } = readCdc(`${folder}/cdc-recordlinker`)
  const model = fitModel(people, blocksOf(people))
  /** Of who is on file the one most like the case. */
  const answer = ({ person }: CdcCase) =>
    people
      .map((one) => {
        const pattern = compare(one, person)
        return { pattern, ...judge(model, pattern, one) }
      })
      .reduce((a, b) => (b.bits > a.bits ? b : a))
  const expectedAs = { likely: 'match', possible: 'possible_match' }
  let right = 0
  let [turns, rightElse] = [0, 0]
  for (const one of cases) {
    const { pattern, band } = answer(one)
    const said = band ? expectedAs[band] : 'no_match'
    // A social security number that differs decides these; the product compares none (`personOnFile`).
    const byNumber = ['slip', 'differs'].includes(levelsOf(pattern).number ?? '')
    if (byNumber) turns++
    else if (said === one.expected) rightElse++
    if (said === one.expected) right++
    else
      console.log(`CDC case ${one.name}: expected ${one.expected}, said ${said}: ${inWords(pattern, 'en')}`)
  }
  console.log(`CDC RecordLinker: ${right} of ${cases.length} as expected (${percent(right / cases.length)})`)
  const rest = cases.length - turns
  console.log(
    `CDC RecordLinker, without the ${turns} whose numbers differ: ${rightElse} of ${rest} (${percent(rightElse / rest)})`,
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
