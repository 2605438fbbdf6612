import { z } from '@hono/zod-openapi'
import { date, id, text } from '../../core/http/schema.ts'
import { rule } from '../../core/words.ts'
import { factors } from '../alerts/schema.ts'
import * as lists from './lists.ts'

const version = z.number().int()
const mostOthers = 10_000_000

const given = {
  source: z.enum(lists.breachSources),
  summary: text(4000),
  kind: z.enum(lists.breachKinds),
  location: z.enum(lists.breachLocations),
  occurredFrom: date,
  occurredTo: date,
  knownOn: date,
  /** When it would have been known with reasonable diligence, if that was earlier. */
  shouldHaveKnownOn: date.optional(),
  dataKinds: z.strictObject(
    Object.fromEntries(lists.dataKinds.map((kind) => [kind, z.boolean().default(false)])) as Record<
      (typeof lists.dataKinds)[number],
      z.ZodDefault<z.ZodBoolean>
    >,
  ),
  others: z.number().int().min(0).max(mostOthers).default(0),
  associate: text(200).optional(),
  /** It acts for the hospital as its agent: what it knew, the hospital knew. */
  associateIsAgent: z.boolean().default(false),
  associateFoundOn: date.optional(),
}
type Given = z.output<z.ZodObject<typeof given>>

const inOrder = (facts: z.ZodType<Given>) =>
  facts
    .refine(({ occurredFrom, occurredTo }) => occurredTo >= occurredFrom, {
      path: ['occurredTo'],
      message: rule('must not be before the first day', 'no debe ser anterior al primer día'),
    })
    .refine(({ knownOn, occurredFrom }) => knownOn >= occurredFrom, {
      path: ['knownOn'],
      message: rule('must not be before it happened', 'no debe ser anterior al hecho'),
    })
    .refine(({ shouldHaveKnownOn, knownOn }) => (shouldHaveKnownOn ?? '') <= knownOn, {
      path: ['shouldHaveKnownOn'],
      message: rule('must not be after it was known', 'no debe ser posterior al hallazgo'),
    })
    .refine(({ source, associate }) => source !== 'business-associate' || associate !== undefined, {
      path: ['associate'],
      message: rule(
        'is needed where a business associate told of it',
        'hace falta si lo comunicó un asociado',
      ),
    })
    .refine(({ associateIsAgent, associateFoundOn }) => !associateIsAgent || associateFoundOn !== undefined, {
      path: ['associateFoundOn'],
      message: rule('is needed of an agent', 'hace falta si actúa como agente'),
    })

export const opened = inOrder(z.strictObject(given))
export const described = z.strictObject({ ...given, version })
export const checked = inOrder(described)

const mostAtOnce = 20_000
export const peopleAdded = z.strictObject({ mrns: text(mostAtOnce), version })
export const personRemoved = z.strictObject({ patientId: id, version })

const paragraph = text(3000)
/** The five contents of a notice (45 CFR 164.404(c)(1)). */
export const draft = {
  happened: paragraph,
  information: paragraph,
  steps: paragraph,
  doing: paragraph,
  contact: paragraph,
}
export const drafted = z.strictObject({ language: z.enum(lists.letterLanguages), ...draft, version })

export const assessed = z
  .strictObject({
    ...factors,
    lowProbability: z.boolean(),
    exception: z.enum(lists.breachExceptions).optional(),
    version,
  })
  .refine(
    (one) =>
      !one.lowProbability ||
      Object.keys(factors).every((name) => one[name as 'nature'].likelihood !== 'high'),
    {
      path: ['lowProbability'],
      message: rule(
        'cannot be concluded while a factor is rated high',
        'no se puede concluir mientras un factor sea alto',
      ),
    },
  )
/** What the register of disclosures says of a breach (45 CFR 164.528(b)(2)). */
export const disclosed = z.strictObject({
  recipient: text(200),
  recipientAddress: text(300).optional(),
  description: text(1000),
  version,
})

export const signed = z.strictObject({
  outcome: z.enum(lists.breachOutcomes),
  conclusion: text(4000),
  version,
})
export const countersigned = z
  .strictObject({ agrees: z.boolean(), reason: text(2000).optional(), version })
  .refine(({ agrees, reason }) => agrees || reason !== undefined, {
    path: ['reason'],
    message: rule('is needed where you do not agree', 'hace falta si no está de acuerdo'),
  })

export const posted = z.strictObject({ on: date, version })
export const noticeGiven = z
  .strictObject({
    patientId: id,
    method: z.enum(lists.personalMethods),
    recipient: text(500),
    on: date,
    /** Since when they agree to be written to by e-mail. */
    agreedOn: date.optional(),
    version,
  })
  .refine(({ method, agreedOn }) => (method === 'email') === (agreedOn !== undefined), {
    path: ['agreedOn'],
    message: rule(
      'is needed of an email, and only then',
      'hace falta en un correo electrónico, y solo entonces',
    ),
  })
export const publicGiven = z
  .strictObject({
    method: z.enum(lists.publicMethods),
    /** Where it stood, or to whom it went. */
    recipient: text(500),
    on: date,
    residence: text(40).optional(),
    reference: text(200).optional(),
    version,
  })
  .refine(({ method, residence }) => (method === 'media') === (residence !== undefined), {
    path: ['residence'],
    message: rule(
      'is needed of a notice to media, and only then',
      'hace falta en un aviso a medios, y solo entonces',
    ),
  })
export const noticeParam = z.strictObject({ id, noticeId: id })
export const returned = z.strictObject({ on: date, version })
export const withdrawn = z.strictObject({ version })

export const delayed = z.strictObject({
  kind: z.enum(lists.delayKinds),
  saidOn: date,
  until: date,
  official: text(300),
  reason: text(2000),
  version,
})
export const addition = z.strictObject({ text: text(4000) })
