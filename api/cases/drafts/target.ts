import type { GuardCall, Target } from '../../acts/act.ts'
import { Invalid, NotFound } from '../../core/errors.ts'
import { patientById } from '../../patients/published.ts'
import { noPatient } from '../../patients/target.ts'
import { type DraftForm, draftFields } from '../lists.ts'
import { caseById } from '../published.ts'
import { notInForm } from '../words.ts'

interface Asked {
  form: DraftForm
  id: string
  values?: Readonly<Record<string, string | undefined>>
}

/**
 * What a draft is about: a case, or, before there is one, the patient for whom it is opened. Neither is held: nobody else reads
 * or changes a draft. Who may be kin may type; what they type is refused when it is sent.
 */
export const onDraft = {
  async load(trx, _ctx, { form, id }) {
    const patientId =
      form === 'summary' ? (await patientById(trx, id))?.id : (await caseById(trx, id))?.patient_id
    if (!patientId) throw new NotFound(noPatient)
    return { patientId, object: { type: form === 'summary' ? 'patient' : 'case', id } }
  },
  about: ({ patientId, object }) => ({ patientIds: [patientId], object }),
  guards: {
    /** Only what that form has, so that nothing else is kept by it. */
    fieldsOfForm: ({ input }: GuardCall<Found, Asked>, _wanted: true) => {
      const strange = Object.keys(input.values ?? {}).filter(
        (name) => !(draftFields[input.form] as readonly string[]).includes(name),
      )
      return strange.length === 0
        ? undefined
        : new Invalid(Object.fromEntries(strange.map((name) => [`values.${name}`, notInForm])))
    },
  },
} satisfies Target<Asked, Found>

interface Found {
  patientId: string
  object: { type: string; id: string }
}
