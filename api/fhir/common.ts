import { z } from '@hono/zod-openapi'
import type { Action } from '../audit/action.ts'
import type { Desk } from '../core/context.ts'

export const media = 'application/fhir+json'

const longest = 500
const often = 10
const value = z.string().max(longest)
/** A parameter of a search; given several times, all of them hold. */
export const given = z.union([value, z.array(value).max(often)]).optional()
export const format = z.enum(['json', 'application/json', media]).optional()

/** The types of what is read are FHIR's own: its schema judges them in the tests. */
export const resource = z.looseObject({ resourceType: z.string() }).openapi('FhirResource')

/**
 * As reads in the portal are, so that a patient is told of a proxy's. Which type was asked for is logged, and how many there
 * were; what was searched by is not.
 */
export const read: Action = {
  name: 'portal.health-fhir-read',
  letter: 'R',
  words: {
    en: 'Read health records over the interface for apps',
    es: 'Leyó datos de salud por la interfaz para aplicaciones',
  },
  watch: 'nothing',
}
export const common = { ...read, tag: 'FHIR', needs: 'patient', media } as const

/** Where all of it is served. */
export const baseOf = ({ config }: Desk) => new URL('/fhir/R4', config.publicUrl).href

/** Who lets apps in: the OpenID provider of this server. */
export const issuerOf = ({ config }: Desk) => new URL('/apps', config.publicUrl).href
