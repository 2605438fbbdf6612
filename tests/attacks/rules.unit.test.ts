import { describe, expect, it } from 'vitest'
import { queues, worksQueue } from '../../api/cases/lists.ts'
import { type Role, roles } from '../../api/core/access/permissions.ts'
import { distrust } from '../../api/patients/trustedChannel.ts'
import { familyKeys, keysOfWhole } from '../../api/staff/kinship.ts'

describe('a case that was handed over', () => {
  it('is worked by its queue’s role and by no other', () => {
    const works = (queue: string | null) => roles.filter((role: Role) => worksQueue(role, queue))
    expect(works(null)).toEqual(['helpdesk', 'supervisor'])
    expect(Object.fromEntries(queues.map((queue) => [queue, works(queue)]))).toEqual({
      supervisor: ['supervisor'],
      privacy: ['privacy-officer'],
      security: ['privacy-officer'],
      registration: ['records'],
      'health-information-management': ['records'],
      clinic: ['helpdesk', 'supervisor'],
      incident: ['supervisor'],
    })
  })
})

describe('a channel', () => {
  const now = new Date('2026-11-26T12:00:00.000Z')
  const patient = { created_at: '2020-01-01T00:00:00.000Z' }
  const policy = { channelDelayHours: 24 }
  const put = (on_file_since: string, over: object = {}) =>
    ({ system: 'email', bounced_at: null, shared: false, on_file_since, ...over }) as never

  it('is trusted when it was there before the call and for longer than the delay, each by itself', () => {
    // The case has been open for days: what came meanwhile is younger than the call, though older than a day.
    const opened = '2026-11-20T09:00:00.000Z'
    expect(distrust(put('2026-11-23T09:00:00.000Z'), patient, { now, opened }, policy)).toBe('too-new')
    expect(distrust(put('2026-11-19T09:00:00.000Z'), patient, { now, opened }, policy)).toBeUndefined()
    // The case was opened a minute ago: what came this morning is older than the call, though not than a day.
    const justNow = '2026-11-26T11:59:00.000Z'
    expect(distrust(put('2026-11-26T08:00:00.000Z'), patient, { now, opened: justNow }, policy)).toBe(
      'too-new',
    )
    expect(
      distrust(put('2026-11-25T11:00:00.000Z'), patient, { now, opened: justNow }, policy),
    ).toBeUndefined()
  })

  it('that came with the record is as old as the record; one that bounces takes nothing, whoever was seen', () => {
    expect(distrust(put(patient.created_at), patient, { now }, policy)).toBeUndefined()
    const today = now.toISOString()
    expect(distrust(put(today), patient, { now, seenInPerson: true }, policy)).toBeUndefined()
    const why = (over: object, texts?: string) =>
      distrust(put(today, over), patient, { now, seenInPerson: true, texts }, policy)
    expect(why({ bounced_at: today })).toBe('bounced')
    expect(why({ shared: true })).toBe('shared')
    const phone = { system: 'phone', value: '413-555-0142' }
    expect(why(phone, 'US')).toBe('no-texts')
    expect(why({ ...phone, takes_texts: 1 })).toBe('no-gateway')
    expect(why({ ...phone, takes_texts: 1, bounced_at: today }, 'US')).toBe('bounced')
    expect(why({ ...phone, takes_texts: 1 }, 'US')).toBeUndefined()
  })
})

describe('kin', () => {
  const kin = (staff: string, family: string) =>
    [...familyKeys(family)].some((key) => keysOfWhole(staff).has(key))

  it('share a name in any of its spellings', () => {
    for (const [staff, family] of [
      ['Priya Das', 'Das'],
      ['Minh Do', 'Do'],
      ['Anh Le', 'Le'],
      ['Omar Ben', 'Ben'],
      ['Sean O’Connor', 'O Connor'],
      ['Sean O Connor', "O'Connor"],
      ['Ann Mc Donald', 'McDonald'],
      ['Ann MacDonald', 'McDonald'],
      ['Ana Delacruz', 'De la Cruz'],
      ['Jan Vandenberg', 'Van den Berg'],
      ['Eva St. John', 'Stjohn'],
      ['Eva Le Blanc', 'LeBlanc'],
      ['Ali El Sayed', 'Elsayed'],
      ['Uwe Müller', 'Mueller'],
      ['Jan Kowalski', 'Kowalska'],
      ['Maria Smith', 'Smith-Jones'],
      ['Wang Li', 'Wang'],
      ['Jane Doe, RN', 'Doe'],
    ] as const)
      expect([staff, family, kin(staff, family)]).toEqual([staff, family, true])
  })

  it('do not share a particle, a title or a beginning', () => {
    for (const [staff, family] of [
      ['Luis De la Rosa', 'De la Cruz'],
      ['John Baker Jr.', 'Miller Jr.'],
      ['Jane Doe, RN', 'Wang'],
      ['Ann Mackay', 'McKenzie'],
      ['Ann Smithers', 'Smith'],
    ] as const)
      expect([staff, family, kin(staff, family)]).toEqual([staff, family, false])
  })
})
