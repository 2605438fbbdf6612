import type { z } from 'zod'
import type { asked, assertion, begun, created } from '../../api/core/access/passkeySchema.ts'
import { sayNow } from './words/now.ts'

/*
 * Passkeys, as the browser has them. What it answers goes to the server and nowhere else; only what is checked there is sent.
 */

type Creation = z.output<typeof begun>['options']
type Request = z.output<typeof asked>['options']

/** Whether this browser can, at this address: an address of digits has no passkeys (Web Authentication Level 3, 5.1.3). */
export const canUsePasskeys = (): boolean =>
  typeof window.PublicKeyCredential?.parseRequestOptionsFromJSON === 'function' &&
  !/^(\d+(\.\d+){3}|\[.*\])$/.test(window.location.hostname)

/** Has a device make a passkey. @throws an error in the reader's words */
export async function makePasskey(options: Creation): Promise<z.input<typeof created>> {
  const { id, response } = await ask(() =>
    navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
    }),
  )
  const made = response as AuthenticatorAttestationResponse
  return {
    id,
    clientDataJSON: base64url(made.clientDataJSON),
    attestationObject: base64url(made.attestationObject),
    transports: made.getTransports(),
  }
}

/** Has a passkey answer. @throws an error in the reader's words */
export async function answerByPasskey(options: Request): Promise<z.input<typeof assertion>> {
  const { id, response } = await ask(() =>
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
  )
  const { clientDataJSON, authenticatorData, signature } = response as AuthenticatorAssertionResponse
  return {
    id,
    clientDataJSON: base64url(clientDataJSON),
    authenticatorData: base64url(authenticatorData),
    signature: base64url(signature),
  }
}

async function ask(work: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  const answer = await work().catch((failure: unknown) => {
    // What the browser says is for developers; most often it was cancelled, or nobody touched the device.
    const known = failure instanceof DOMException && failure.name === 'InvalidStateError'
    throw new Error(sayNow(known ? 'desk.passkey.onDevice' : 'desk.passkey.notUsed'))
  })
  if (!(answer instanceof PublicKeyCredential)) throw new Error(sayNow('desk.passkey.notUsed'))
  return answer
}

const base64url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
