// Passkeys, as the browser has them (Web Authentication Level 3). What it answers goes to our own server and nowhere else.

/** Whether this browser can, at this address: an address of digits has no passkeys (5.1.3). */
export const canUsePasskeys = () =>
  typeof window.PublicKeyCredential?.parseRequestOptionsFromJSON === 'function' &&
  !/^(\d+(\.\d+){3}|\[.*\])$/.test(location.hostname)

const base64url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

// Cancelled, or nobody touched the device: what the browser says of it is for developers.
const asked = (work) => work.catch(() => undefined)

/** Has a device make a passkey; nothing where it did not. */
export async function make(options) {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
  const made = await asked(navigator.credentials.create({ publicKey }))
  return (
    made && {
      id: made.id,
      clientDataJSON: base64url(made.response.clientDataJSON),
      attestationObject: base64url(made.response.attestationObject),
      transports: made.response.getTransports(),
    }
  )
}

/** Has a passkey answer; nothing where none did. */
export async function answer(options) {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
  const given = await asked(navigator.credentials.get({ publicKey }))
  return (
    given && {
      id: given.id,
      clientDataJSON: base64url(given.response.clientDataJSON),
      authenticatorData: base64url(given.response.authenticatorData),
      signature: base64url(given.response.signature),
    }
  )
}
