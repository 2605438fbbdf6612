import type { GuardCall, Target } from '../../acts/act.ts'
import { tiers } from '../../acts/tiers.ts'
import { type CaseRow, caseById } from '../../cases/published.ts'
import { aboutCase } from '../../cases/target.ts'
import { held } from '../../core/db/lock.ts'
import { NotFound } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { missingBeside } from '../../logins/risk/missing.ts'
import { type OnLogin, onLogin } from '../../logins/target.ts'
import { portalPolicy } from '../policy.ts'
import type { PatientViewRow } from '../tables.ts'
import { noView } from '../words.ts'

type Asked = { id: string; caseId: string; verificationId: string }
type Call = GuardCall<OnLogin, Asked>

/** The level to which whoever agrees must be proved, as the policy has it. */
export const levelOf = ({ viewAsPatientLevel }: { viewAsPatientLevel: number }) => tiers[viewAsPatientLevel]!

/** A patient whose portal is to be looked at, in a case of theirs, while they are on the phone or at the desk. */
export const onConsenting = {
  ...onLogin,
  guards: {
    openCase: onLogin.guards.openCase,
    queue: onLogin.guards.queue,
    /** Whoever agrees is proved as far as the policy says, and further where signals of risk speak up. */
    consentLevel: async ({ trx, ctx, found }: Call, _wanted: true) =>
      missingBeside(levelOf(await readPolicy(trx, portalPolicy)), found.risks, found.verification, ctx.now()),
    patientSpeaks: onLogin.guards.patientSpeaks,
    stranger: onLogin.guards.stranger,
    living: onLogin.guards.living,
  },
} satisfies Target<Asked, OnLogin>

/** One's own look at a patient's portal; nobody learns whether others have one. */
export const onMyView = {
  async load(trx, ctx, { id }) {
    const row = await held(
      ctx.desk.db,
      trx.selectFrom('patient_view').selectAll().where('id', '=', id).where('staff_id', '=', ctx.actor.id),
    ).executeTakeFirst()
    const supportCase = row && (await caseById(trx, row.case_id))
    if (!supportCase) throw new NotFound(noView)
    return { row, supportCase }
  },
  about: ({ row, supportCase }) => ({
    ...aboutCase(supportCase),
    object: { type: 'patient-view', id: row.id },
  }),
  guards: {},
} satisfies Target<{ id: string }, { row: PatientViewRow; supportCase: CaseRow }>
