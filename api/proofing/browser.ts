const name = '__Host-proofing'
const shape = new RegExp(`(?:^|;\\s*)${name}=([\\w-]{43})(?:;|$)`)

/** The Set-Cookie value that marks the browser which went to the provider; it goes with the browser's session. */
export const browserCookie = (secret: string): string =>
  `${name}=${secret}; Path=/; HttpOnly; Secure; SameSite=Strict`

export const browserOf = (cookie: string | undefined): string | undefined => shape.exec(cookie ?? '')?.[1]
