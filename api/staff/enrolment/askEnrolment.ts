import { act } from '../../acts/act.ts'
import { Invalid } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { insertStaff } from '../addStaff.ts'
import { staffByEmail } from '../queries.ts'
import * as schema from '../schema.ts'
import { emailTaken } from '../words.ts'
import { keepRequest, onReturning } from './target.ts'

/*
 * Decision (2026-11-26): adding takes a second person as a change of role does. Whoever could add alone would add their own
 * second person, at a mailbox of theirs. The first ones are added on the server, where there is nobody to approve.
 */
const common = {
  letter: 'C',
  watch: 'nothing',
  tag: 'Staff',
  needs: 'staff.manage',
  fresh: true,
  status: 201,
  reply: schema.enrolmentDecided,
} as const

/** Asks that somebody be added. They are on the list at once, as invited; their link is mailed when a second person approves. */
export const askAddition = act({
  ...common,
  name: 'staff.addition-asked',
  words: { en: 'Requested that a staff member be added', es: 'Solicitó añadir a un miembro del personal' },
  verb: { en: 'Add a staff member', es: 'Añadir a alguien al personal' },
  at: 'POST /api/staff',
  body: schema.addingStaff,
  labels: {
    name: { en: 'Name', es: 'Nombre' },
    email: { en: 'Work email address', es: 'Correo electrónico del trabajo' },
    role: { en: 'Role', es: 'Función' },
    street: { en: 'Home street', es: 'Calle de su domicilio' },
    postalCode: { en: 'Home postal code', es: 'Código postal de su domicilio' },
  },
  async do(trx, ctx, _, { street, postalCode, ...person }) {
    if (await staffByEmail(trx, person.email)) throw new Invalid({ email: emailTaken })
    const address = street && postalCode ? { street, postalCode } : undefined
    // Mails to them speak as whoever adds them does, until they choose for themselves.
    const staffId = await insertStaff(trx, ctx, { ...person, address, language: ctx.language })
    const added = { id: staffId, version: 1 }
    const id = await keepRequest(trx, ctx, added, { kind: 'new', reason: null, recognised: null })
    return {
      reply: { id, staffId, decision: null },
      about: { object: { type: 'staff', id: staffId } },
      detail: { request: id, role: person.role },
    }
  },
})

/** Asks that a colleague who lost what they prove themselves by enrols again. Nothing of theirs changes by it. */
export const askEnrolment = act({
  ...common,
  name: 'staff.enrolment-asked',
  words: {
    en: 'Requested that a colleague set up their sign-in again',
    es: 'Solicitó que un colega vuelva a configurar su acceso',
  },
  verb: { en: 'Request a new enrollment', es: 'Solicitar una nueva alta' },
  at: 'POST /api/staff/{id}/enrolment-requests',
  params: idParam,
  body: schema.askingEnrolment,
  labels: {
    reason: { en: 'Reason', es: 'Motivo' },
    recognised: { en: 'How you made sure it is them', es: 'Cómo se aseguró de que es esa persona' },
  },
  on: onReturning,
  guards: { notMyself: true, version: true, notDisabled: true, noneWaits: true },
  async do(trx, ctx, staff, { reason, recognised }) {
    const id = await keepRequest(trx, ctx, staff, { kind: 'again', reason, recognised })
    return {
      reply: { id, staffId: staff.id, decision: null },
      about: { object: { type: 'staff', id: staff.id }, purpose: reason },
      detail: { request: id, recognised },
    }
  },
})
