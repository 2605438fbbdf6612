import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { hourMs } from '../core/calendar.ts'
import { unseen } from '../core/db/oneOf.ts'
import type { Db } from '../core/db/open.ts'
import { prepared } from '../core/db/prepared.ts'
import { consonants, leavesOutVowels, lettersOf } from './alike.ts'
import { Nearest, SameLength } from './nearestWords.ts'

/*
 * The words of all names, held in memory by each process that searches (2026-11-26). Who misspells a name leaves few words out
 * of hundred thousands by its letters alone: to look at all of them takes a millisecond, where an index of what is left of
 * each word without one or two letters took forty rows a word, and most of a search among a million people. A word takes
 * some 60 bytes here. Words are taken in by their numbers, so that a search knows all that was committed before it.
 */

interface Row {
  id: number
  word: string
}

const atOnce = 2_000
/** How long a number that was not committed before later ones may still be: no transaction of ours takes that long. */
const overtakenMs = hourMs
/** Gaps with no more numbers than that between them are one, and so many are looked at: earlier ones were undone long ago. */
const apart = 64
const gapsAtMost = 1_000

/** How many letters may be missing of a word that sounds as long. */
const mayMiss = (length: number) => (length < 3 ? 0 : length < 6 ? 1 : 2)
const farthest = 4

const pageOf = prepared(
  (db, p: { after: number }) =>
    db
      .selectFrom('name_word')
      .select(['id', 'word'])
      .where('id', '>', unseen(db, p.after, 'integer'))
      .orderBy('id')
      .limit(sql.lit(atOnce)),
  'kept',
)

interface Gap {
  from: number
  to: number
  at: number
}

export class NamesInUse {
  readonly #db: Db
  readonly #byLength: SameLength[] = []
  readonly #consonants = new Map<string, string[]>()
  #size = 0
  #upto = 0
  /**
   * Numbers given to transactions that were not committed when later ones were, with when that was seen, in their order. One
   * import takes thousands of numbers in a row, and one that is undone leaves as many that never come.
   */
  #gaps: Gap[] = []
  #lookedBack = 0
  #reading: Promise<void> | undefined
  #next: Promise<void> | undefined

  constructor(db: Db) {
    this.#db = db
  }

  /** Takes in what was committed until now; those who ask meanwhile share the next reading. */
  catchUp(): Promise<void> {
    this.#next ??= (this.#reading ?? Promise.resolve())
      .catch(() => {})
      .then(() => {
        this.#reading = this.#next
        this.#next = undefined
        return this.#read()
      })
    return this.#next
  }

  async #read(): Promise<void> {
    for (;;) {
      const rows = await pageOf(this.#db.read, { after: this.#upto })
      this.#take(rows)
      if (rows.length < atOnce) break
      // Nobody waits for more than one page.
      await nextTurn()
    }
    await this.#readGaps()
  }

  /** Looks for what was committed since in a gap; the older the newest gap is, the more seldom. */
  async #readGaps(): Promise<void> {
    const now = performance.now()
    const newest = this.#gaps.at(-1)
    if (!newest || now - this.#lookedBack < (now - newest.at) / 100) return
    this.#lookedBack = now
    const gaps = this.#gaps.filter(({ at }) => now - at < overtakenMs).slice(-gapsAtMost)
    const { rows } = await sql<Row>`
      select w.id, w.word
      from unnest(${gaps.map(({ from }) => from)}::integer[], ${gaps.map(({ to }) => to)}::integer[]) as gap (first, last)
      join name_word w on w.id between gap.first and gap.last
      order by w.id`.execute(this.#db.read)
    this.#gaps = []
    let next = 0
    for (const { from, to, at } of gaps) {
      let missing = from
      for (; next < rows.length && rows[next]!.id <= to; next++) {
        const { id, word } = rows[next]!
        this.#add(word)
        this.#note(missing, id - 1, at)
        missing = id + 1
      }
      this.#note(missing, to, at)
    }
  }

  #note(from: number, to: number, at: number): void {
    if (from > to) return
    const last = this.#gaps.at(-1)
    if (last && from - last.to <= apart) Object.assign(last, { to, at })
    else this.#gaps.push({ from, to, at })
  }

  #take(rows: readonly Row[]): void {
    const now = performance.now()
    for (const { id, word } of rows) {
      // On SQLite writers come one after another, and nobody is overtaken.
      if (this.#db.engine === 'postgres') this.#note(this.#upto + 1, id - 1, now)
      this.#upto = id
      this.#add(word)
    }
  }

  #add(word: string): void {
    const letters = lettersOf(word)
    this.#byLength[letters.length] ??= new SameLength()
    const same = this.#byLength[letters.length]!
    if (same.has(word, letters)) return
    same.add(word, letters)
    this.#size++
    if (!leavesOutVowels(word)) return
    const key = consonants(word)
    const others = this.#consonants.get(key)
    if (others) others.push(word)
    else this.#consonants.set(key, [word])
  }

  /** How many words there are; none is ever taken away. */
  get size(): number {
    return this.#size
  }

  /** Whether somebody has a name of which it is a whole word. */
  has(word: string): boolean {
    const letters = lettersOf(word)
    return this.#byLength[letters.length]?.has(word, letters) ?? false
  }

  /**
   * Words that sound as if they had nearly the same letters, the nearest first, and those with the same consonants in scripts
   * that leave out vowels.
   * @param differing how many letters may be missing or too many, taken together
   */
  closestTo(typed: string, differing = farthest): string[] {
    const letters = lettersOf(typed)
    const most = mayMiss(letters.length)
    const near = new Nearest(differing)
    for (let length = Math.max(letters.length - most, 0); length <= letters.length + 2; length++)
      this.#byLength[length]?.addNear(letters, most, mayMiss(length), near)
    return [...near.words(), ...(this.#consonants.get(consonants(typed)) ?? [])]
  }
}

const known = new WeakMap<Db, NamesInUse>()

/** The words of all names of a database, as it is now. */
export async function namesInUse(db: Db): Promise<NamesInUse> {
  let names = known.get(db)
  if (!names) {
    names = new NamesInUse(db)
    known.set(db, names)
  }
  await names.catchUp()
  return names
}
