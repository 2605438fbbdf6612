import { patientActs } from '../../api/adoption/lists.ts'
import { dayNumber } from '../../api/adoption/rollup/calendar.ts'
import { insertEvents, insertPeople } from '../../api/adoption/rollup/intake.ts'
import type { Person } from '../../api/adoption/rollup/segments.ts'
import type { Desk } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { type Random, randomFrom } from '../../seed/random.ts'

export const stable = (prefix: string, i: number) =>
  `${prefix}${i.toString(16).padStart(7, '0')}-0000-7000-8000-${i.toString(16).padStart(12, '0')}`

/** Places of a made-up hospital: ten providers for each clinic. */
export const placesOf = (clinicCount: number) => {
  const clinics = Array.from({ length: clinicCount }, (_, i) => stable('a', i))
  const providers = Array.from({ length: clinicCount * 10 }, (_, i) => ({
    id: stable('b', i),
    clinic: clinics[i % clinicCount]!,
  }))
  return { clinics, providers }
}

interface Made extends ReturnType<typeof placesOf> {
  patients: number
  /** For each patient. */
  events: number
  /** How far back they go. */
  days: number
  random: Random
  today: number
}

function historyOf(person: number, { providers, days, events: each, random, today }: Made) {
  const provider = random.pick(providers)
  const facts: Person = {
    clinic: provider.clinic,
    provider: provider.id,
    birthYear: random.int(1935, 2015),
    sex: random.pick(['female', 'male']),
    language: random.pick(['en', 'en', 'en', 'es', 'zh']),
    race: random.pick(['white', 'white', 'black', 'asian', 'other', null]),
    ethnicity: random.pick(['hispanic', 'nonhispanic', null]),
    payer: random.pick(['commercial', 'Medicare', 'Medicaid', null]),
    endedOn: null,
  }
  let n = 0
  const event = (kind: string, day: number, value: number | null = null, data: string | null = null) => ({
    person,
    id: `e${n++}`,
    kind,
    day,
    at: day * 86_400 + random.int(0, 86_399),
    value,
    data,
    amends: null,
    batch: 0,
  })
  const start = today - random.int(30, days)
  const events = [
    event('person', today - days, null, JSON.stringify(facts)),
    ...Array.from({ length: Math.round(days / 365) }, () => event('seen', today - random.int(1, days))),
  ]
  if (random.chance(0.7)) events.push(event('offered', start, start + 1), event('delivered', start))
  if (random.chance(0.6)) {
    events.push(event('opened', start), event('activated', start))
    // A tenth of the people do half of everything.
    const many = Math.round(each * (random.chance(0.1) ? 8 : 1) * (0.4 + random.next()))
    for (let i = 0; i < many; i++) {
      const day = start + Math.floor(random.next() * (today - start))
      const kind = random.chance(0.5) ? 'sign-in' : random.pick(patientActs)
      events.push(event(kind, day))
      if (kind === 'message') events.push(event('answered', day, random.int(600, 400_000)))
    }
  }
  for (let years = days / 730; years > 0; years--) {
    if (!random.chance(0.12)) continue
    const day = today - random.int(1, days)
    events.push(
      event('call', day),
      event('verified', day),
      event('locked', day),
      event(
        'call-closed',
        day,
        random.int(60, 9_000),
        JSON.stringify({
          cause: random.pick(['locked-out', 'forgotten-password', 'invitation-expired']),
          escalated: random.chance(0.1),
          inTime: random.chance(0.95),
        }),
      ),
    )
  }
  return events
}

/** Writes the histories of a made-up hospital, which are not counted yet. @returns how many events they hold */
export async function makeHospital(
  desk: Desk,
  given: Pick<Made, 'patients' | 'events' | 'days' | 'clinics' | 'providers'>,
): Promise<number> {
  const { patients, clinics, providers } = given
  const made = { ...given, random: randomFrom(5), today: dayNumber(new Date().toISOString().slice(0, 10)) }
  let events = 0
  for (let from = 1; from <= patients; from += 2_000) {
    const people = Array.from({ length: Math.min(2_000, patients - from + 1) }, (_, i) => from + i)
    const rows = people.flatMap((person) => historyOf(person, made))
    events += rows.length
    await transact(desk.db, async (trx) => {
      await insertPeople(
        trx,
        people.map((person) => ({ person, patient_id: stable('c', person) })),
      )
      await insertEvents(trx, rows)
    })
  }
  // One asker asks more here than anybody may in a day.
  await desk.db.write.insertInto('setting').values({ name: 'groupQuestionsADay', value: '20000' }).execute()
  await desk.db.write
    .insertInto('clinic')
    .values(clinics.map((id, i) => ({ id, external_id: id, name: `Clinic ${i}`, other_portal: null })))
    .execute()
  await desk.db.write
    .insertInto('provider')
    .values(
      providers.map(({ id, clinic }, i) => ({
        id,
        external_id: id,
        name: `Provider ${i}`,
        clinic_id: clinic,
      })),
    )
    .execute()
  await desk.db.write.updateTable('adoption_state').set({ backfilled_at: new Date().toISOString() }).execute()
  return events
}
