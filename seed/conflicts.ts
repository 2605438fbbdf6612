import type { Desk } from '../api/core/context.ts'
import { systemCtx } from '../api/core/context.ts'
import { newId } from '../api/core/db/id.ts'
import { checkItem } from '../api/imports/readSource.ts'
import type { SourcePatient } from '../api/imports/records.ts'
import { nobodyMet } from '../api/imports/run.ts'
import { saveBatch } from '../api/imports/saveBatch.ts'

/**
 * Last night's feed told of two people what cannot be: one with another birth date, and one with another name. Their numbers were
 * taken in without an issuer, so that each alone contradicts.
 */
export async function setAside(desk: Desk, today: string): Promise<void> {
  const [one, other] = await desk.db.read
    .selectFrom('patient as p')
    .innerJoin('patient_identifier as i', 'i.patient_id', 'p.id')
    .select(['p.given_name', 'p.family_name', 'p.birth_date', 'i.value'])
    .where('p.deceased_at', 'is', null)
    .orderBy('i.value')
    .limit(2)
    .execute()
  const feed: Pick<SourcePatient, 'numbers' | 'givenName' | 'familyName' | 'birthDate'>[] = [
    {
      numbers: [numberOf(one!.value)],
      ...{ givenName: one!.given_name, familyName: one!.family_name, birthDate: '1979-04-12' },
    },
    {
      numbers: [numberOf(other!.value)],
      ...{ givenName: 'Ignatius', familyName: 'Bellweather', birthDate: other!.birth_date },
    },
  ]
  await saveBatch(
    systemCtx(desk, 'nightly-feed', newId()),
    feed.map((said, i) =>
      checkItem(
        {
          file: 'Patient.ndjson',
          line: 1204 + 311 * i,
          patient: { id: undefined, otherNames: [], visits: [], ...said },
        },
        { today, home: 'US', mrnIssuers: undefined },
      ),
    ),
    { format: 'fhir-ndjson' },
    nobodyMet(),
  )
}

const numberOf = (value: string) => ({ system: 'urn:example:valley-hospital', value })
