import { act } from '../acts/act.ts'
import { hospitalDay } from '../core/calendar.ts'
import type { Trx } from '../core/db/transact.ts'
import { Invalid } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { type PolicyOf, type PolicyRows, readPolicy } from '../core/policy.ts'
import type { PatientRow } from '../patients/published.ts'
import { channelsOf, identifiersOf } from '../patients/published.ts'
import { contactKey } from '../patients/saveContacts.ts'
import { areShared } from '../patients/sharedContacts.ts'
import { lastVisitAt, providerName } from '../patients/visits.ts'
import { type Answers, answerKey, compareAnswers, type OnFile } from './compare.ts'
import { newVerification } from './newVerification.ts'
import { callersPolicy } from './policy.ts'
import { presentVerification } from './present.ts'
import { recentAnswers } from './published.ts'
import * as schema from './schema.ts'
import { onCaller } from './target.ts'
import { tierOf } from './tier.ts'
import { ofMany } from './words.ts'
import { countAnswer } from './wrongAnswers.ts'

/**
 * Compares what the caller says with the record and answers whether it proves them, never with a stored value. Which factors
 * matched is kept; what was said is not, but for a keyed hash of what was wrong: each different wrong answer counts, also one
 * beside enough right ones, else the rest of the record could be asked out one by one.
 */
export const verifyCaller = act({
  name: 'caller.verified',
  letter: 'E',
  words: { en: 'Checked who was calling', es: 'Comprobó quién llamaba' },
  watch: 'proof',
  verb: { en: 'Compare what the caller says', es: 'Comparar lo que dice quien llama' },
  tag: 'Callers',
  at: 'POST /api/patients/{id}/verifications',
  needs: 'callers.verify',
  status: 201,
  params: idParam,
  body: schema.verify,
  reply: schema.verification,
  on: onCaller,
  guards: { openCase: true, stranger: true, proxy: true, attempts: true, questions: true, answersLeft: true },
  async do(trx, ctx, found, { caller, nameAsShown, answers: typed }) {
    const { patient } = found
    const answers = nameAsShown ? { ...typed, ...nameOf(patient) } : typed
    const now = ctx.now()
    const policy = await readPolicy(trx, callersPolicy)
    const refuse = await refusalOfShared(trx, answers, policy.homeCountry)
    if (refuse) return { outcome: 'failure', refuse }
    const { matched, unmatched } = compareAnswers(answers, await onFile(trx, patient, now, policy))
    const tier = tierOf(matched, unmatched)
    const row = await newVerification(trx, ctx, found, policy, {
      caller,
      tier,
      matched: JSON.stringify(matched),
      unmatched: JSON.stringify(unmatched),
      failed: tier === 'T0' ? 1 : 0,
    })
    // Of a right answer that is told nothing more can be learned; one that is not told counts as asked.
    for (const factor of tier === 'T0' ? [...unmatched, ...matched] : unmatched)
      await countAnswer(trx, ctx, patient.id, {
        factor,
        key: answerKey(factor, answers[factor]!, row.hospital_day, policy.homeCountry),
        wrong: unmatched.includes(factor),
      })
    const { wrong } = await recentAnswers(trx, patient.id, now)
    return {
      reply: presentVerification(row, wrong, policy),
      about: { object: { type: 'verification', id: row.id } },
      ...(tier === 'T0' && { outcome: 'failure' }),
      detail: { tier, caller, matched, unmatched, ...(nameAsShown && { nameAsShown }) },
      tells: [
        {
          id: `check:${row.id}`,
          patientId: patient.id,
          kind: row.failed ? 'verify-failed' : 'verified',
          at: row.created_at,
        },
      ],
    }
  },
})

/**
 * An answer that many patients would give proves none of them. It is told of what was said, whoever the record is of, so that
 * nothing is learned of them; and it costs the patient nothing, since the caller may well be right (2026-11-27). It costs whoever asks,
 * as any answer does: that many have a number is told too, and numbers could be tried through (2026-11-28).
 */
async function refusalOfShared(trx: Trx, answers: Answers, home: string): Promise<Invalid | undefined> {
  const said = (['phone', 'email'] as const).flatMap((system) => {
    const value = answers[system]
    return value === undefined ? [] : [{ system, value_key: contactKey({ system, value }, home) }]
  })
  const shared = await areShared(trx, said)
  const refused = said.flatMap(({ system }, i) => (shared[i] ? [[`answers.${system}`, ofMany]] : []))
  return refused.length > 0 ? new Invalid(Object.fromEntries(refused)) : undefined
}

const nameOf = (patient: PatientRow) => ({
  givenName: patient.given_name || patient.family_name,
  familyName: patient.family_name,
})

/** What the record holds to compare with. */
async function onFile(
  trx: Trx,
  patient: PatientRow,
  now: Date,
  { timeZone, homeCountry }: Pick<PolicyOf<PolicyRows>, 'timeZone' | 'homeCountry'>,
): Promise<OnFile> {
  const channels = await channelsOf(trx, patient.id)
  const lastVisit = await lastVisitAt(trx, patient.id, now.toISOString())
  const valuesOf = (system: 'phone' | 'email') =>
    channels.filter((channel) => channel.system === system).map((channel) => channel.value)
  return {
    patient,
    today: hospitalDay(now, timeZone),
    home: homeCountry,
    phones: valuesOf('phone'),
    emails: valuesOf('email'),
    identifiers: await identifiersOf(trx, patient.id),
    lastVisitDate: lastVisit && hospitalDay(new Date(lastVisit), timeZone),
    primaryCareProvider: await providerName(trx, patient.primary_provider_id),
  }
}
