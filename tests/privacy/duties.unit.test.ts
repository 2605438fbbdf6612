import { describe, expect, it } from 'vitest'
import {
  type Affected,
  discoveredOn,
  dutiesOf,
  type Facts,
  type Sent,
} from '../../api/privacy/breaches/duties.ts'

const policy = { alertDays: 60, hhsAtOnceFrom: 500, hhsYearlyDays: 60, mediaOver: 500, substituteFrom: 10 }
const facts = (over: Partial<Facts> = {}): Facts => ({
  known_on: '2026-11-02',
  should_known_on: null,
  associate_agent: 0,
  associate_found_on: null,
  others: 0,
  status: 'concluded',
  outcome: 'breach',
  delay_until: null,
  ...over,
})
const people = (n: number, residence = 'OH', reachable = true): Affected[] =>
  Array.from({ length: n }, (_, i) => ({ patient_id: `${residence}${i}${reachable}`, residence, reachable }))
const sent = (over: Partial<Sent>): Sent => ({
  patient_id: null,
  method: 'mail',
  residence: null,
  on_day: '2026-11-20',
  returned_on: null,
  withdrawn_at: null,
  ...over,
})
const mailed = (some: Affected[], over: Partial<Sent> = {}) =>
  some.map(({ patient_id }) => sent({ patient_id, ...over }))
const dues = (f: Facts, p: Affected[], s: Sent[] = []) =>
  Object.fromEntries(
    dutiesOf(f, p, s, policy).map((one) => [
      one.duty + (one.residence ?? ''),
      [one.dueOn, one.doneOn, one.left],
    ]),
  )

describe('what is due about a breach', () => {
  it('runs from the first day it was known, would have been known, or an agent knew', () => {
    expect(discoveredOn(facts())).toBe('2026-11-02')
    expect(discoveredOn(facts({ should_known_on: '2026-10-20' }))).toBe('2026-10-20')
    const associate = { associate_found_on: '2026-09-01' }
    expect(discoveredOn(facts(associate))).toBe('2026-11-02')
    expect(discoveredOn(facts({ ...associate, associate_agent: 1 }))).toBe('2026-09-01')
  })

  it('is to conclude it first, and nothing where it was none', () => {
    expect(dues(facts({ status: 'signed' }), people(3))).toEqual({ conclude: ['2027-01-01', null, 3] })
    expect(dues(facts({ outcome: 'low-probability' }), people(3))).toEqual({})
  })

  it('goes to HHS with the year’s others below 500, and with the letters from 500 on', () => {
    expect(dues(facts(), people(499)).hhs![0]).toBe('2027-03-01')
    // 2027 ends on day 365, and 2028 is a leap year.
    expect(dues(facts({ known_on: '2027-05-01' }), people(1)).hhs![0]).toBe('2028-02-29')
    expect(dues(facts(), people(500)).hhs![0]).toBe('2027-01-01')
    expect(dues(facts({ others: 1 }), people(499)).hhs![0]).toBe('2027-01-01')
  })

  it('goes to the media of a state with more than 500 affected residents, and of no other', () => {
    const those = [...people(501, 'OH'), ...people(500, 'IN')]
    expect(Object.keys(dues(facts(), those))).toEqual(['individuals', 'mediaOH', 'hhs'])
    const media = sent({ method: 'media', residence: 'OH' })
    expect(dues(facts(), those, [media]).mediaOH).toEqual(['2027-01-01', '2026-11-20', 0])
  })

  it('is not done by a call, a letter that came back or was withdrawn, or one printed and not mailed', () => {
    const those = people(1)
    for (const over of [
      { method: 'phone' },
      { returned_on: '2026-11-25' },
      { withdrawn_at: 'x' },
      { on_day: null },
    ] as Partial<Sent>[])
      expect([over, dues(facts(), those, mailed(those, over)).individuals]).toEqual([
        over,
        ['2027-01-01', null, 1],
      ])
    expect(dues(facts(), those, mailed(those)).individuals).toEqual(['2027-01-01', '2026-11-20', 0])
  })

  it('is posted publicly from ten people on whom no letter reaches; nine are told one by one', () => {
    expect(dues(facts(), people(9, 'OH', false)).substitute).toBeUndefined()
    const ten = people(10, 'OH', false)
    expect(dues(facts(), ten).substitute).toEqual(['2027-01-01', null, 10])
    const web = sent({ method: 'web', on_day: '2026-11-22' })
    expect(dues(facts(), ten, [web])).toMatchObject({
      individuals: ['2027-01-01', '2026-11-22', 0],
      substitute: ['2027-01-01', '2026-11-22', 0],
    })
    // Public words are no substitute for whom a letter reaches.
    expect(dues(facts(), [...ten, ...people(1)], [web]).individuals).toEqual(['2027-01-01', null, 1])
  })

  it('waits as long as law enforcement asks, and no day of the sixty is won by less', () => {
    expect(dues(facts({ delay_until: '2027-02-10' }), people(1)).individuals![0]).toBe('2027-02-10')
    expect(dues(facts({ delay_until: '2026-12-10' }), people(1)).individuals![0]).toBe('2027-01-01')
  })

  it('is not done while people without a record here were not told', () => {
    const those = people(1)
    const others = facts({ others: 4 })
    expect(dues(others, those, mailed(those)).individuals).toEqual(['2027-01-01', null, 4])
    const elsewhere = sent({ method: 'elsewhere', on_day: '2026-11-21' })
    expect(dues(others, those, [...mailed(those), elsewhere]).individuals).toEqual([
      '2027-01-01',
      '2026-11-21',
      0,
    ])
  })
})
