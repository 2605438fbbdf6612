import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { COSEALG, decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers'
import type { z } from 'zod'
import type { Config } from '../config.ts'
import type { assertion, created, creationOptions, requestOptions } from './passkeySchema.ts'

/*
 * Web Authentication, as the house uses it: @simplewebauthn checks kind, challenge, origin, relying party, presence,
 * verification of the user and signature (Web Authentication Level 3, 7.1 and 7.2). What the database decides (whose
 * challenge, whose passkey, which counter) is decided by the acts, of staff and of patients alike.
 */

const algorithms: number[] = [COSEALG.EdDSA, COSEALG.ES256, COSEALG.RS256]

/** Who asks: a passkey made for another address answers to that one only. */
function relyingParty({ publicUrl }: Config) {
  const { hostname, origin } = new URL(publicUrl)
  return { expectedRPID: hostname, expectedOrigin: origin }
}

/** A passkey as it is kept: ids and keys in base64url, transports as JSON. */
export interface KeptPasskey {
  id: string
  credential_id: string
  public_key: string
  counter: number
  transports: string
  name: string
  created_at: string
  last_used_at: string | null
}
type Known = Pick<KeptPasskey, 'credential_id' | 'transports'>

const asKnown = ({ credential_id, transports }: Known) => ({
  id: credential_id,
  transports: JSON.parse(transports) as string[],
})

interface Asking {
  /** One of ours; else one is made. */
  challenge?: Uint8Array<ArrayBuffer>
  /** How long the device may take. */
  minutes: number
}

/**
 * What a browser needs to make a passkey; a resident one is found by the device itself, without being told whose it is.
 * No attestation is asked for: which maker's it is, nobody here decides on.
 */
export async function optionsToCreate(
  config: Config,
  who: { id: string; username: string; name: string },
  have: readonly Known[],
  { challenge, minutes, resident = 'preferred' }: Asking & { resident?: 'preferred' | 'required' },
) {
  const options = await generateRegistrationOptions({
    rpName: 'Portal Desk',
    rpID: relyingParty(config).expectedRPID,
    userID: new Uint8Array(Buffer.from(who.id)),
    userName: who.username,
    userDisplayName: who.name,
    timeout: minutes * 60_000,
    ...(challenge && { challenge }),
    attestationType: 'none',
    excludeCredentials: have.map(asKnown),
    authenticatorSelection: { residentKey: resident, userVerification: 'required' },
    supportedAlgorithmIDs: algorithms,
  })
  return options as z.output<typeof creationOptions>
}

/** What a browser needs to have one of these passkeys answer; of none, whichever it has of ours. */
export async function optionsToProve(config: Config, have: readonly Known[], { challenge, minutes }: Asking) {
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(config).expectedRPID,
    allowCredentials: have.map(asKnown),
    userVerification: 'required',
    timeout: minutes * 60_000,
    ...(challenge && { challenge }),
  })
  return options as z.output<typeof requestOptions>
}

/** What was signed, whoever was asked for it. */
export interface Signed {
  challenge: string
  counter: number
}

/** A new passkey, where what a browser answered is in order; else nothing. */
export async function madePasskey(
  config: Config,
  { id, transports, ...response }: z.output<typeof created>,
): Promise<(Signed & { credentialId: string; publicKey: string }) | undefined> {
  try {
    // Other statements name certificates, and with them addresses that would be asked whether those were revoked.
    const attestation = decodeAttestationObject(isoBase64URL.toBuffer(response.attestationObject))
    const selfMade = attestation.get('fmt') === 'packed' && !attestation.get('attStmt').get('x5c')
    if (attestation.get('fmt') !== 'none' && !selfMade) return undefined
    let challenge = ''
    const { registrationInfo: made } = await verifyRegistrationResponse({
      response: { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} },
      ...relyingParty(config),
      expectedChallenge: (given) => {
        challenge = given
        return true
      },
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    })
    if (made?.credential.id !== id) return undefined
    const { counter, publicKey } = made.credential
    return { challenge, counter, credentialId: id, publicKey: isoBase64URL.fromBuffer(publicKey) }
  } catch {
    return undefined
  }
}

/** What a passkey signed, where that is in order; else nothing. Its counter is compared by whoever holds its row. */
export async function answered(
  config: Config,
  { public_key }: Pick<KeptPasskey, 'public_key'>,
  { id, ...response }: z.output<typeof assertion>,
): Promise<Signed | undefined> {
  try {
    let challenge = ''
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} },
      ...relyingParty(config),
      expectedChallenge: (given) => {
        challenge = given
        return true
      },
      credential: { id, publicKey: isoBase64URL.toBuffer(public_key), counter: 0 },
      requireUserVerification: true,
    })
    return verified ? { challenge, counter: authenticationInfo.newCounter } : undefined
  } catch {
    return undefined
  }
}

/** Whether a counter goes on. Many count nothing, and stay at 0; one that does not go on was perhaps copied. */
export const goesOn = (signed: Pick<Signed, 'counter'>, kept: Pick<KeptPasskey, 'counter'>): boolean =>
  Math.max(signed.counter, kept.counter) === 0 || signed.counter > kept.counter
