import { act } from '../acts/act.ts'
import { caseNumbers } from '../cases/published.ts'
import { accessPolicy } from '../core/access/policy.ts'
import type { StaffCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Trx } from '../core/db/transact.ts'
import { Conflict } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { languageOf } from '../core/words.ts'
import { type ByPost, inviteByPost } from '../logins/byPost.ts'
import { ageBandAt } from '../patients/ageAt.ts'
import { sharesGuardiansHome } from '../patients/guardiansContacts.ts'
import { notLiving } from '../patients/living.ts'
import { patientsPolicy } from '../patients/policy.ts'
import type { PatientRow } from '../patients/published.ts'
import { holdPatient } from '../patients/target.ts'
import { wholeAddress } from '../patients/trustedChannel.ts'
import { missingStranger } from '../staff/kinship.ts'
import type { LetterState } from './lists.ts'
import { lettersPolicy } from './policy.ts'
import * as schema from './schema.ts'
import type { LetterRow } from './tables.ts'
import { nothingToPrint } from './words.ts'

/** Takes a letter from waiting to another state, for one of several who would. @returns whether it still waited */
async function leave(
  trx: Trx,
  ctx: StaffCtx,
  id: string,
  state: LetterState,
  made: Partial<Pick<LetterRow, 'batch_id' | 'token_id' | 'expires_at'>> = {},
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('letter')
    .set({ ...made, state, state_at: ctx.now().toISOString() })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

const nameOf = ({ given_name, family_name, suffix }: PatientRow) =>
  [given_name, family_name, suffix].filter(Boolean).join(' ')

/** Whether a letter that was ordered for a child would now be a teenager’s, and come to a guardian’s home. */
async function cameOfAge(trx: Trx, ctx: StaffCtx, { ordered_at }: LetterRow, patient: PatientRow) {
  const then = ageBandAt(patient, new Date(ordered_at), await readPolicy(trx, patientsPolicy))
  return then === 'child' && (await sharesGuardiansHome(trx, patient, ctx.now()))
}

interface Made {
  /** With the number of its case, which the desk can tell whoever holds the letter. */
  letter: LetterRow & { number: number }
  patient: PatientRow
  code: ByPost
}

/** What stands on the paper. */
const sheetOf = ({ letter, patient, code }: Made) => ({
  id: letter.id,
  language: languageOf(patient.language),
  name: nameOf(patient),
  lines: [...patient.street!.split(/\s*\n\s*/), `${patient.city}, ${patient.state} ${patient.postal_code}`],
  username: code.login.username,
  caseNumber: letter.number,
  code: code.code,
  expiresAt: code.expiresAt,
})

/**
 * Prints letters that wait: makes the code of each and shows it this once. By somebody who did not ask for them, so that nobody
 * alone names an account, has its code and is told the birth date that goes with it. Decided of each again at this moment:
 * who got in meanwhile, moved, died or was closed out gets none.
 */
export const printLetters = act({
  name: 'letters.printed',
  letter: 'C',
  words: { en: 'Printed activation letters', es: 'Imprimió cartas de activación' },
  watch: 'queued',
  verb: { en: 'Print the waiting letters', es: 'Imprimir las cartas en espera' },
  tag: 'Letters',
  at: 'POST /api/letters/print',
  needs: 'letters.print',
  fresh: true,
  reply: schema.printed,
  async do(trx, ctx) {
    const { letterDays, lettersAtOnce } = await readPolicy(trx, lettersPolicy)
    const { hospitalName } = await readPolicy(trx, accessPolicy)
    const waiting = await trx
      .selectFrom('letter as l')
      .innerJoin(caseNumbers(trx).as('c'), 'c.id', 'l.case_id')
      .selectAll('l')
      .select('c.number')
      .where('l.state', '=', 'waiting')
      .where('l.ordered_by', '!=', ctx.actor.id)
      .orderBy('l.ordered_at')
      .limit(lettersAtOnce)
      .execute()
    const made: Made[] = []
    let lapsed = 0
    // In the order of the patients, as whoever holds several does.
    for (const letter of waiting.sort((a, b) => (a.patient_id < b.patient_id ? -1 : 1))) {
      const patient = await holdPatient(trx, ctx, letter.patient_id)
      if (await missingStranger(trx, ctx, patient)) continue
      const still = patient.address_key === letter.address && wholeAddress(patient) && !notLiving(patient)
      const code =
        still && !(await cameOfAge(trx, ctx, letter, patient))
          ? await inviteByPost(trx, ctx, patient.id, letterDays)
          : undefined
      if (!code) {
        if (await leave(trx, ctx, letter.id, 'lapsed')) lapsed++
        continue
      }
      made.push({ letter, patient, code })
    }
    if (made.length === 0 && lapsed === 0) throw new Conflict(nothingToPrint)
    const batchId = newId()
    if (made.length > 0)
      await trx
        .insertInto('letter_batch')
        .values({
          id: batchId,
          printed_by: ctx.actor.id,
          printed_at: ctx.now().toISOString(),
          letters: made.length,
          posted_by: null,
          posted_at: null,
        })
        .execute()
    for (const { letter, code } of made) {
      const { tokenId: token_id, expiresAt: expires_at } = code
      // Another printed it between the list and now: its code is the one that counts.
      if (!(await leave(trx, ctx, letter.id, 'printed', { batch_id: batchId, token_id, expires_at })))
        throw new Conflict(nothingToPrint)
    }
    const patientIds = made.map(({ patient }) => patient.id)
    return {
      reply: {
        batchId: made.length ? batchId : null,
        hospital: hospitalName,
        address: `${ctx.desk.config.publicUrl}/portal/activate`,
        letters: made.map(sheetOf),
        lapsed,
      },
      about: { patientIds, object: { type: 'letter-batch', id: batchId } },
      fields: ['letter', 'invitedAt'],
      detail: { letters: made.length, lapsed },
      tells: patientIds.map((patientId) => ({ patientId, kind: 'invited' as const })),
    }
  },
})
