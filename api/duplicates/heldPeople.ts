import type { Person } from './person.ts'

/** So many people are told apart by their number at most: it takes 24 bits beside a key's 40. */
export const heldAtMost = 2 ** 24 - 1
const bytesOfRoom = 2 ** 23
// No value holds control characters: texts that do are refused on their way in.
const [betweenFields, betweenValues] = ['\u0000', '\u0001']

/**
 * Many people in few bytes: as objects a million take a gigabyte and more, as text in a row of buffers a sixth of it. They are
 * numbered from 1 in the order in which they come, and come in the order of their ids.
 */
export class HeldPeople {
  readonly #rooms: Buffer[] = []
  /** Where each begins, with the number of the room before it; the end of the last comes after it. */
  #places = new Float64Array(2 ** 12)
  #count = 0
  #free = 0

  get count(): number {
    return this.#count
  }

  /** @returns the person's number */
  add(person: Person, version: number): number {
    const lists = [person.families, person.givens, person.phones, person.emails, person.numbers]
    const text = [
      ...[person.id, version, person.suffix, person.birthDate, person.sex, person.street, person.postal],
      ...[person.city, person.letters.family, person.letters.given],
      ...lists.map((list) => list.join(betweenValues)),
    ].join(betweenFields)
    const length = Buffer.byteLength(text)
    let room = this.#rooms.at(-1)
    if (room === undefined || this.#free + length > room.length) {
      room = Buffer.allocUnsafeSlow(Math.max(bytesOfRoom, length))
      this.#rooms.push(room)
      this.#free = 0
    }
    room.write(text, this.#free)
    if (2 * this.#count + 2 > this.#places.length) {
      const more = new Float64Array(2 * this.#places.length)
      more.set(this.#places)
      this.#places = more
    }
    this.#places[2 * this.#count] = (this.#rooms.length - 1) * 2 ** 32 + this.#free
    this.#places[2 * this.#count + 1] = length
    this.#free += length
    return ++this.#count
  }

  #fieldsOf(number: number): string[] {
    const place = this.#places[2 * number - 2]!
    const from = place % 2 ** 32
    const room = this.#rooms[Math.floor(place / 2 ** 32)]!
    return room.toString('utf8', from, from + this.#places[2 * number - 1]!).split(betweenFields)
  }

  person(number: number): Person {
    const [id, , suffix, birthDate, sex, street, postal, city, family, given, ...lists] =
      this.#fieldsOf(number)
    const [families, givens, phones, emails, numbers] = lists.map(valuesOf)
    return {
      ...{ id: id!, suffix: suffix!, birthDate: birthDate!, sex: sex!, street: street!, postal: postal! },
      ...{ city: city!, families: families!, givens: givens!, phones: phones!, emails: emails! },
      ...{ letters: { family: Number(family), given: Number(given) }, numbers: numbers! },
    }
  }

  idAndVersion(number: number): { id: string; version: number } {
    const [id, version] = this.#fieldsOf(number)
    return { id: id!, version: Number(version) }
  }

  /** @returns undefined where nobody of that id is held */
  numberOf(id: string): number | undefined {
    let [from, to] = [1, this.#count]
    while (from <= to) {
      const middle = (from + to) >>> 1
      const there = this.idAndVersion(middle).id
      if (there === id) return middle
      if (there < id) from = middle + 1
      else to = middle - 1
    }
    return undefined
  }
}

const nothing: readonly string[] = []
const valuesOf = (text: string): readonly string[] => (text === '' ? nothing : text.split(betweenValues))
