import { rule } from '../core/words.ts'

const loopback = ['127.0.0.1', '[::1]']

/** Schemes of apps on a phone have a dot, as they are made of a name of the internet (RFC 8252, 7.1). */
const isOwnScheme = (protocol: string) => /^[a-z][a-z0-9+.-]*\.[a-z0-9+.-]*:$/.test(protocol)

/** Whether a patient's browser may be sent there with a code: to the web over TLS, to an app, or to a program on the same machine. */
function isGood(uri: string): boolean {
  if (!URL.canParse(uri) || uri.includes('#') || /\s/.test(uri)) return false
  const { protocol, hostname, username, password } = new URL(uri)
  if (username || password) return false
  if (protocol === 'https:') return hostname.includes('.') && !loopback.includes(hostname)
  if (protocol === 'http:') return loopback.includes(hostname)
  return isOwnScheme(protocol)
}

export const linesOf = (text: string): string[] => [...new Set(text.split(/\s+/).filter(Boolean))]

const most = 10

export const areGood = (text: string): boolean => {
  const lines = linesOf(text)
  return lines.length > 0 && lines.length <= most && lines.every(isGood)
}

export const notGood = rule(
  `must be one to ${most} addresses, each on a line of its own: https, a scheme of the app's own such as org.example.app:/back, or http on 127.0.0.1`,
  `deben ser de una a ${most} direcciones, cada una en su línea: https, un esquema propio de la aplicación como org.example.app:/back, o http en 127.0.0.1`,
)

/** What the provider calls them: by it the rules for their addresses differ. */
export const kindOf = (uris: readonly string[]): 'web' | 'native' =>
  uris.every((uri) => uri.startsWith('https:')) ? 'web' : 'native'
