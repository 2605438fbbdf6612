import { z } from '@hono/zod-openapi'
import { openView } from '../acts/view.ts'
import { issuerOf } from '../fhir/common.ts'
import { signedBy } from './publicKeys.ts'
import { scopes } from './scopes.ts'

/** What an app finds first: where it asks, and what there is to ask for (SMART App Launch 2.2, 8). */
export const smartConfiguration = openView({
  unrecorded: 'It shows what is served, and nothing of anybody.',
  at: 'GET /fhir/R4/.well-known/smart-configuration',
  summary: 'SMART configuration',
  tag: 'FHIR',
  needs: 'public',
  reply: z.looseObject({ issuer: z.string() }),
  async show({ desk }) {
    const issuer = issuerOf(desk)
    return {
      reply: {
        issuer,
        jwks_uri: `${issuer}/jwks`,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        revocation_endpoint: `${issuer}/token/revocation`,
        token_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'private_key_jwt'],
        token_endpoint_auth_signing_alg_values_supported: [...signedBy],
        grant_types_supported: ['authorization_code'],
        response_types_supported: ['code'],
        code_challenge_methods_supported: ['S256'],
        scopes_supported: scopes,
        capabilities: [
          'launch-standalone',
          'client-public',
          'client-confidential-symmetric',
          'client-confidential-asymmetric',
          'context-standalone-patient',
          'permission-offline',
          'permission-patient',
          'permission-v1',
          'permission-v2',
          'sso-openid-connect',
        ],
      },
    }
  },
})
