import { z } from '@hono/zod-openapi'
import { assertion, passkey } from '../core/access/passkeySchema.ts'
import { permissions, roles } from '../core/access/permissions.ts'
import { id, moment, oneLine, text } from '../core/http/schema.ts'
import { rule } from '../core/words.ts'
import { disableReasons, enrolReasons, recognitions, roleReasons } from './lists.ts'

export const enrolmentParam = z.strictObject({ token: z.string().min(20).max(100) })
export const choosePassword = z.strictObject({ password: z.string().max(1000) })
export const totpSecret = z.object({ totp: z.object({ secret: z.string(), uri: z.string() }) })
const typedCode = z
  .string()
  .trim()
  .min(
    6,
    rule(
      'must be a code of 6 digits, or a recovery code',
      'debe ser un código de 6 cifras o de recuperación',
    ),
  )
  .max(40)
export const code = z.strictObject({ code: typedCode })
export const secondFactor = z
  .strictObject({ code: typedCode.optional(), passkey: assertion.optional() })
  .refine(({ code, passkey }) => (code === undefined) !== (passkey === undefined), {
    path: ['code'],
    message: rule(
      'is needed, or a passkey in its place, and not both',
      'hace falta, o en su lugar una llave de acceso, y no ambos',
    ),
  })
export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })
export const credentials = z.strictObject({
  email: text(254),
  password: z.string().min(1, rule('must not be empty', 'no debe estar vacía')).max(1000),
})
/** How somebody is told of what waits for them. */
export const alerts = z.strictObject({ sound: z.boolean(), digest: z.boolean() })
const hasPasskey = z.boolean().openapi({ description: 'A passkey may prove the second factor' })
export const secondFactorWanted = z.object({ state: z.literal('second-factor'), hasPasskey })
export const signedIn = z
  .object({
    staff: z.object({ id, name: z.string(), role: z.enum(roles), permissions: z.array(z.enum(permissions)) }),
    authTime: moment,
    hasPasskey,
    endsAt: moment.openapi({ description: 'When the session ends, whatever is done' }),
    idleMinutes: z.number().openapi({ description: 'After how long without activity it ends before' }),
    hospital: z.object({ name: z.string(), timeZone: z.string() }),
    alerts,
  })
  .openapi('SignedInStaff')
export const staffMember = z
  .object({
    id,
    name: z.string(),
    email: z.string(),
    role: z.enum(roles),
    status: z.enum(['invited', 'active', 'disabled']),
    lastSignInAt: moment.nullable(),
    createdAt: moment,
    version: z.number(),
  })
  .openapi('StaffMember')
export const staffFilter = z.strictObject({
  id: z.union([z.uuid(), z.array(z.uuid()).max(200)]).optional(),
  q: text(100).optional(),
  role: z.enum(roles).optional(),
  status: z.enum(['invited', 'active', 'disabled']).optional(),
})
export const enabling = z.strictObject({ version: z.number().int() })
export const disabling = z.strictObject({ reason: z.enum(disableReasons), version: z.number().int() })
export const askingRole = z.strictObject({
  role: z.enum(roles),
  reason: z.enum(roleReasons),
  version: z.number().int(),
})
export const roleDecided = z
  .object({ id, decision: z.enum(['approved', 'declined']).nullable() })
  .openapi('RoleRequestDecided')
/** Of what one asked about a colleague, as it is listed to those who may decide. */
const askedOfTwo = {
  askedBy: z.string(),
  askedAt: moment,
  lapsesAt: moment.openapi({ description: 'When it counts no more, unless somebody decides before' }),
  about: z.boolean().openapi({ description: 'It is about whoever asked for this list' }),
  mine: z.boolean().openapi({ description: 'It is theirs' }),
}
export const roleRequests = z.array(
  z
    .object({
      id,
      staffId: id,
      name: z.string(),
      from: z.enum(roles),
      to: z.enum(roles),
      reason: z.string(),
      ...askedOfTwo,
    })
    .openapi('RoleRequest'),
)
export const askingClinic = z.strictObject({ clinicId: id, version: z.number().int() })
export const clinicDecided = z
  .object({ id, decision: z.enum(['approved', 'declined']).nullable() })
  .openapi('ClinicRequestDecided')
export const clinicRequests = z.array(
  z
    .object({
      id,
      staffId: id,
      name: z.string(),
      from: z
        .string()
        .nullable()
        .openapi({ description: 'The name of the clinic; null where there was none' }),
      to: z.string(),
      ...askedOfTwo,
    })
    .openapi('ClinicRequest'),
)
export const nothing = z.object({})

/** The address and names of a new staff member, as the command line gives them. */
export const newStaff = z.object({
  email: z.email(rule('must be an email address', 'debe ser un correo electrónico')).max(254),
  name: z
    .string()
    .trim()
    .min(2, rule('must have at least 2 characters', 'debe tener al menos 2 caracteres'))
    .max(100)
    .regex(oneLine, rule('must be one line of plain text', 'debe ser una línea de texto sin formato')),
  role: z.enum(roles, rule(`must be one of ${roles.join(', ')}`, `debe ser uno de: ${roles.join(', ')}`)),
  /** Street and postal code: with the surname it decides whose account this person may not act on alone. */
  address: z.object({ street: z.string(), postalCode: z.string() }).optional(),
})

/** A new colleague, as the console is told of them; the address is needed whole or not at all. */
export const addingStaff = z
  .strictObject({
    name: newStaff.shape.name,
    email: newStaff.shape.email,
    role: newStaff.shape.role,
    street: text(200).optional(),
    postalCode: text(20).optional(),
  })
  .refine(({ street, postalCode }) => (street === undefined) === (postalCode === undefined), {
    path: ['postalCode'],
    message: rule('is needed with the street, and only with it', 'hace falta con la calle, y solo con ella'),
  })
export const askingEnrolment = z.strictObject({
  reason: z.enum(enrolReasons),
  recognised: z.enum(recognitions),
  version: z.number().int(),
})
export const enrolmentDecided = z
  .object({ id, staffId: id, decision: z.enum(['approved', 'declined']).nullable() })
  .openapi('EnrolmentRequestDecided')
export const enrolmentRequests = z.array(
  z
    .object({
      id,
      staffId: id,
      kind: z.enum(['new', 'again']),
      name: z.string(),
      email: z.string().openapi({ description: 'Where the link goes' }),
      role: z.enum(roles),
      reason: z.string().nullable(),
      recognised: z.enum(recognitions).nullable(),
      ...askedOfTwo,
    })
    .openapi('EnrolmentRequest'),
)

const secret = z.string().min(1, rule('must not be empty', 'no debe estar vacío')).max(1000)
// The format tells forms that what is typed is not to be read over a shoulder.
const password = secret.meta({ format: 'password' })
export const passwordChange = z.strictObject({ oldPassword: password, newPassword: password })

const session = z.object({
  id,
  ip: z.string().nullable().openapi({ description: 'The network address it began from' }),
  since: moment,
  lastSeenAt: moment,
  current: z.boolean().openapi({ description: 'The session this was asked in' }),
})
/** A colleague, and for who manages the staff how they get in. */
export const staffPage = staffMember
  .extend({
    clinicId: id.nullable().openapi({ description: 'Of clinic staff: whose inbox they work in' }),
    access: z
      .object({
        enrolled: z.boolean().openapi({ description: 'They have a password and an authenticator' }),
        linkUntil: moment
          .nullable()
          .openapi({ description: 'Until when an enrollment link of theirs works' }),
        recoveryCodesLeft: z.number(),
        passkeys: z.number(),
        sessions: z.array(session),
      })
      .nullable(),
  })
  .openapi('StaffPage')
/** Without a session, all of theirs. */
export const endingSessions = z.strictObject({ session: id.optional(), version: z.number().int() })
export const sessionsEnded = z.object({ id, ended: z.number() }).openapi('StaffSessionsEnded')

/** One's own account, and nothing by which one proves who one is. */
export const myAccount = z
  .object({
    name: z.string(),
    email: z.string(),
    role: z.enum(roles),
    recoveryCodesLeft: z.number(),
    passkeys: z.array(passkey),
    sessions: z.array(session),
  })
  .openapi('MyAccount')

const reviewHead = {
  id,
  quarter: z.string(),
  begunAt: moment,
  begunBy: z.string(),
  finishedAt: moment.nullable(),
  finishedBy: z.string().nullable(),
}
export const accessReviewRow = z
  .object({ ...reviewHead, current: z.boolean().openapi({ description: 'Of the quarter we are in' }) })
  .openapi('AccessReviewRow')
export const accessReviewFilter = z.strictObject({ finished: z.boolean().optional() })
export const accessReview = z
  .object({
    ...reviewHead,
    items: z.array(
      z.object({
        staffId: id,
        name: z.string(),
        email: z.string(),
        role: z.enum(roles),
        lastSignInAt: moment.nullable(),
        unused: z.array(z.enum(permissions)),
        decision: z.enum(['certified', 'revoked']).nullable(),
        reason: z.string().nullable(),
        decidedBy: z.string().nullable(),
        decidedAt: moment.nullable(),
        own: z.boolean(),
      }),
    ),
  })
  .openapi('AccessReview')
/** What an act on a review answers: the review itself is shown by its view. */
export const reviewChanged = z
  .object({ id, quarter: z.string(), finishedAt: moment.nullable(), undecided: z.number() })
  .openapi('AccessReviewChanged')
export const decision = z
  .strictObject({ staffId: id, decision: z.enum(['certified', 'revoked']), reason: text(300).optional() })
  .refine(({ decision, reason }) => decision === 'certified' || reason !== undefined, {
    path: ['reason'],
    message: rule('is needed where access is revoked', 'hace falta cuando se revoca el acceso'),
  })
