import { view } from '../../acts/view.ts'
import type { callers } from '../../callers/lists.ts'
import { verificationById } from '../../callers/published.ts'
import { missingTo } from '../../callers/tier.ts'
import { caseById } from '../../cases/published.ts'
import { aboutCase, missingQueue } from '../../cases/target.ts'
import type { StaffCtx } from '../../core/context.ts'
import { Conflict, NotFound } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { readPolicy } from '../../core/policy.ts'
import { noticesAt, saidToPatients } from '../../incidents/outages.ts'
import { accountByPatient } from '../../logins/published.ts'
import { maskUsername } from '../../patients/mask.ts'
import { preferencesOf } from '../../patients/preferences.ts'
import { patientById } from '../../patients/published.ts'
import { portalPolicy } from '../policy.ts'
import { ownPasskeys, ownProfile, ownProxies, ownSecondFactor } from '../shown.ts'
import { noView, viewOver } from '../words.ts'
import type { consents } from './lists.ts'
import * as schema from './schema.ts'
import { signInSays } from './signInSays.ts'
import { levelOf } from './target.ts'

/** One's own look that goes on. @throws NotFound where it is nobody's or another's, Conflict once it is over */
async function liveView(ctx: StaffCtx, id: string) {
  const db = ctx.desk.db.read
  const row = await db
    .selectFrom('patient_view')
    .selectAll()
    .where('id', '=', id)
    .where('staff_id', '=', ctx.actor.id)
    .executeTakeFirst()
  if (!row) throw new NotFound(noView)
  const now = ctx.now()
  const [supportCase, verification] = await Promise.all([
    caseById(db, row.case_id),
    verificationById(db, row.verification_id),
  ])
  const level = levelOf(await readPolicy(db, portalPolicy))
  const over =
    row.ended_at !== null ||
    row.until_at <= now.toISOString() ||
    supportCase!.status === 'closed' ||
    missingQueue(ctx.actor.role, supportCase!) !== undefined ||
    missingTo(level, verification, now).length > 0
  if (over) throw new Conflict(viewOver)
  return { row, supportCase: supportCase!, verification: verification! }
}

/**
 * What the patient sees in the portal now, for the agent they allowed to look, and read only: no act of a patient takes a staff
 * session. What is clinical there (the record, visits, messages, refills, who looked) never comes here, nor what is on file, which the
 * desk sees masked: the page says so (2026-11-27). The username stays masked, as everywhere at the desk.
 */
export const showAsPatient = view({
  name: 'portal.viewed-as-patient',
  letter: 'R',
  words: {
    en: 'Looked, with the patient’s consent, at what the patient sees in the portal',
    es: 'Vio, con el consentimiento del paciente, lo que este ve en el portal',
  },
  watch: 'look',
  at: 'GET /api/portal-views/{id}',
  summary: 'What the patient sees in the portal',
  tag: 'Portal accounts',
  needs: 'accounts.act',
  params: idParam,
  reply: schema.patientView,
  async show(ctx, { id }) {
    const db = ctx.desk.db.read
    const { row, supportCase, verification } = await liveView(ctx, id)
    const [found, login, notices] = await Promise.all([
      patientById(db, row.patient_id),
      accountByPatient(db, row.patient_id),
      noticesAt(db, ctx.now().toISOString()),
    ])
    const patient = found!
    const { state, words } = await signInSays(db, patient, login)
    const inside = login !== undefined && (state === 'opens' || state === 'code-wanted')
    return {
      reply: {
        id,
        patientId: patient.id,
        caseId: supportCase.id,
        caseNumber: supportCase.number,
        patientName: `${patient.given_name} ${patient.family_name}`,
        staffName: ctx.actor.name,
        consent: {
          by: verification.caller as (typeof callers)[number],
          how: row.consent as (typeof consents)[number],
          at: row.begun_at,
        },
        until: row.until_at,
        notices: notices.map((row) => saidToPatients(row, ctx.language)),
        signIn: { state, says: words?.[ctx.language] ?? null },
        portal: inside
          ? {
              me: { ...ownProfile(patient, login), username: maskUsername(login.username) },
              proxies: await ownProxies(db, patient.id),
              passkeys: await ownPasskeys(db, login.id),
              secondFactor: await ownSecondFactor(db, ctx, patient, login),
              preferences: await preferencesOf(db, patient.id),
            }
          : null,
      },
      seen: { ...aboutCase(supportCase), object: { type: 'patient-view', id } },
    }
  },
})
