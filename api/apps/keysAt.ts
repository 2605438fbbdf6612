import { type LookupOptions, lookup } from 'node:dns'
import { get } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { hourMs } from '../core/calendar.ts'
import type { Desk } from '../core/context.ts'
import { type PublicJwk, publicKeysIn } from './publicKeys.ts'

/*
 * The public keys that an app publishes at an address. Whoever registers the app chooses the address, and whoever asks for a token in
 * its name makes us go there: so it is https, it is never a place within the house, unless the operator named its host, and it is
 * asked seldom, for little and not for long (2026-11-27).
 */
const patienceMs = 4_000
const mostBytes = 64 * 1024
/** However often a key is asked for that is not known, the address is asked no sooner again. */
const againMs = 30_000

/** Addresses of this machine, of networks behind a router, and those that are given to nobody (IANA special-purpose registries). */
const inside = new BlockList()
for (const block of [
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.168.0.0/16',
  '198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4',
  '::/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 3fff::/20 5f00::/16 fc00::/7 fe80::/10 ff00::/8',
].flatMap((line) => line.split(' '))) {
  const [net, bits] = block.split('/') as [string, string]
  inside.addSubnet(net, Number(bits), isIP(net) === 6 ? 'ipv6' : 'ipv4')
}

/** Whether an address is none of the open internet. */
export const isInside = (address: string): boolean =>
  inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

const within = () => new Error('the address is within the house')

/** Of a name that stands for several addresses all have to be outside: which one is taken is not ours to say. */
const outsideOnly: LookupFunction = (host, options: LookupOptions, done) =>
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, [])
    if (addresses.length === 0 || addresses.some(({ address }) => isInside(address)))
      return done(within(), [])
    if (options.all) return done(null, addresses)
    done(null, addresses[0]!.address, addresses[0]!.family)
  })

/** @throws for every answer but a whole one, in time, of no more than may be; a redirect is none */
function download(address: string, mayBeInside: boolean): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const url = new URL(address)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (url.protocol !== 'https:' || (!mayBeInside && isIP(host) && isInside(host))) throw within()
  get(
    url,
    {
      agent: false,
      headers: { Accept: 'application/json' },
      signal: AbortSignal.timeout(patienceMs),
      ...(!mayBeInside && { lookup: outsideOnly }),
    },
    async (reply) => {
      try {
        if (reply.statusCode !== 200) throw new Error(`answered ${reply.statusCode}`)
        const parts: Buffer[] = []
        let bytes = 0
        for await (const part of reply) {
          bytes += part.length
          if (bytes > mostBytes) throw new Error('answered too much')
          parts.push(part)
        }
        resolve(Buffer.concat(parts).toString('utf8'))
      } catch (error) {
        reply.destroy()
        reject(error)
      }
    },
  ).on('error', reject)
  return promise
}

interface Known {
  keys: PublicJwk[]
  readAt: number
  triedAt: number
  under?: Promise<void>
}

/** What apps publish, as this process read it. */
export interface KeysAt {
  /**
   * @param kid a key that is asked for: where it is not known, the address is asked again, though not again and again
   * @param mostMinutes how long what was read counts without asking again
   * @throws Error where nothing is known of it
   */
  read(address: string, kid: string | undefined, mostMinutes: number): Promise<PublicJwk[]>
}

export function keysPublished(
  { config, log }: Pick<Desk, 'config' | 'log'>,
  now = () => performance.now(),
): KeysAt {
  const known = new Map<string, Known>()
  async function ask(address: string, one: Known): Promise<void> {
    one.triedAt = now()
    try {
      const keys = publicKeysIn(
        await download(address, config.privateKeyHosts.includes(new URL(address).hostname)),
      )
      if (keys.length === 0) throw new Error('no key that can be used')
      one.keys = keys
      one.readAt = now()
    } catch (error) {
      log.warn({ error: (error as Error).message }, 'the keys of an app could not be read')
    }
  }
  return {
    async read(address, kid, mostMinutes) {
      const one = known.get(address) ?? { keys: [], readAt: -Infinity, triedAt: -Infinity }
      known.set(address, one)
      const isOld = now() - one.readAt > mostMinutes * 60_000
      const isUnknown = kid !== undefined && !one.keys.some((key) => key.kid === kid)
      // Who comes meanwhile waits with whoever was first.
      if ((isOld || isUnknown) && now() - one.triedAt > againMs)
        one.under = ask(address, one).finally(() => delete one.under)
      await one.under
      // What was read last holds for an hour where the address does not answer.
      if (now() - one.readAt > hourMs) throw new Error('its keys are not known')
      return one.keys
    },
  }
}

/** Whether something is an address that keys may be published at. */
export function isKeysAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, hash } = new URL(text)
  return protocol === 'https:' && !username && !password && !hash
}
