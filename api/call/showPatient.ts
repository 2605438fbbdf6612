import { view } from '../acts/view.ts'
import { NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import { recentPolicy } from '../core/recentPolicy.ts'
import { waitingChanges } from '../logins/contact/changes.ts'
import { loginOf } from '../logins/published.ts'
import { mailsOf, statusOf } from '../mail/published.ts'
import { ageBandAt } from '../patients/ageAt.ts'
import { guardiansPhones } from '../patients/guardiansContacts.ts'
import { maskContact, maskEnd, maskUsername } from '../patients/mask.ts'
import { patientsPolicy } from '../patients/policy.ts'
import { standsForOf } from '../patients/proxyGrants.ts'
import type { PatientRow } from '../patients/published.ts'
import { patientById, proxiesOf } from '../patients/published.ts'
import { type Channel, channelsToProve } from '../patients/sharedContacts.ts'
import { survivorOf } from '../patients/survivor.ts'
import { noPatient } from '../patients/target.ts'
import { unreachable } from '../patients/trustedChannel.ts'
import { notesOn } from './queries.ts'
import { patient as reply } from './schema.ts'

/** The patient page, everything that proves identity masked. */
export const showPatient = view({
  name: 'patient.shown',
  letter: 'R',
  words: { en: 'Opened the patient’s page', es: 'Abrió la página del paciente' },
  watch: 'look',
  at: 'GET /api/patients/{id}',
  summary: 'Open a patient',
  tag: 'Patients',
  needs: 'patients.show',
  emergency: true,
  params: idParam,
  reply,
  async show(ctx, { id }) {
    const db = ctx.desk.db.read
    const row = await patientById(db, id)
    if (!row) throw new NotFound(noPatient)
    const [channels, proxies, mails, account, notes, contactChanges, survivor, actsFor] = await Promise.all([
      channelsToProve(db, id),
      proxiesOf(db, id),
      mailsOf(db, id, 10),
      loginOf(ctx, id),
      notesOn(db, id, 20),
      waitingChanges(ctx, id),
      survivorOf(db, row),
      standsForOf(db, id),
    ])
    const isGuardians = await guardiansPhones(db, row, ctx.now())
    const texts = ctx.desk.config.sms && (await readPolicy(db)).homeCountry
    return {
      reply: {
        ...identity(row),
        replacedBy: survivor,
        channels: channels.map((c) => ({
          id: c.id,
          system: c.system,
          masked: maskContact(c),
          onFileSince: c.on_file_since,
          bouncedAt: c.bounced_at,
          unreachable: unreachable(c, texts) ?? takesNoCode(c, isGuardians),
        })),
        account: account
          ? {
              id: account.id,
              username: maskUsername(account.username),
              status: account.status,
              statusReason: account.status_reason,
              mustChangePassword: account.must_change_password === 1,
              invitedAt: account.invited_at,
              activatedAt: account.activated_at,
              lockedAt: account.locked_at,
              lastSignInAt: account.last_sign_in_at,
              openSessions: account.openSessions,
              secondFactorSetAt: account.factorSetAt,
              passkeys: account.passkeys,
              newestPasskeyAt: account.newestPasskeyAt,
              version: account.version,
            }
          : null,
        contactChanges,
        ageBand: ageBandAt(row, ctx.now(), await recentPolicy(ctx.desk.db, patientsPolicy)),
        proofingOffered: ctx.desk.config.proofing !== undefined,
        proxies: proxies.map((p) => ({
          id: p.id,
          name: p.proxy_name,
          relationship: p.relationship,
          status: p.status,
          access: p.access!,
          waitingFor: p.waiting_for,
          endedReason: p.ended_reason,
        })),
        // Without a name: whose page it is was looked at, and not the other's.
        actsFor: actsFor.map((p) => ({
          patientId: p.patient_id,
          relationship: p.relationship,
          status: p.status,
        })),
        notes,
        mails: mails.map((m) => ({
          id: m.id,
          channel: m.channel,
          template: m.template,
          status: statusOf(m),
          attempts: m.attempts,
          lastError: m.last_error,
          createdAt: m.created_at,
          sentAt: m.sent_at,
        })),
      },
      seen: { patientIds: [id], object: { type: 'patient', id } },
    }
  },
})

/** Why no code goes to a contact that could receive one. */
function takesNoCode(
  channel: Channel,
  isGuardians: (channel: Channel) => boolean,
): 'shared' | 'guardians' | null {
  if (channel.shared) return 'shared'
  return isGuardians(channel) ? 'guardians' : null
}

function identity(row: PatientRow) {
  return {
    id: row.id,
    familyName: row.family_name,
    givenName: row.given_name,
    suffix: row.suffix,
    otherNames: [row.other_names, row.nicknames, row.former_given_names].flatMap(
      (names) => JSON.parse(names) as string[],
    ),
    birthDate: `${row.birth_date.slice(0, 4)}-••-••`,
    mrn: maskEnd(row.mrn, 3),
    sex: row.sex,
    language: row.language,
    address: row.city,
    deceasedAt: row.deceased_at,
    inactive: row.inactive_since !== null,
    version: row.version,
  }
}
