import type { House } from './harness.ts'
import { goodPassword, origin } from './harness.ts'

/** A patient's browser without scripts, signed in by the form: it keeps cookies, and follows where a form that worked leads. */
export async function signedInBrowser(house: House, username: string) {
  const jar = new Map<string, string>()
  const ask = async (
    path: string,
    fields?: Record<string, string>,
  ): Promise<{ status: number; text: string; path: string }> => {
    const reply = await house.app.request(origin + path, {
      method: fields ? 'POST' : 'GET',
      headers: {
        Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(fields && { Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded' }),
      },
      ...(fields && { body: new URLSearchParams(fields) }),
    })
    for (const one of reply.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(one)!
      if (value) jar.set(name!, value)
      else jar.delete(name!)
    }
    const to = reply.headers.get('location')
    return to ? ask(to) : { status: reply.status, text: await reply.text(), path }
  }
  await ask('/portal/sign-in', { username, password: goodPassword })
  return {
    get: (path: string) => ask(path),
    /** Fills in and sends the form of a page whose button says so. */
    async press(page: { text: string; path: string }, button: string, typed: Record<string, string> = {}) {
      const form = [...page.text.matchAll(/<form method="post"[\s\S]*?<\/form>/g)]
        .map(([one]) => one)
        .find((one) => one.includes(`>${button}</button>`))
      if (!form) throw new Error(`no form with “${button}” on ${page.path}`)
      const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)]
      const chosen = [...form.matchAll(/<select[^>]* name="([^"]*)"[^>]*>\s*<option value="([^"]*)"/g)]
      return ask(page.path, {
        ...Object.fromEntries([...hidden, ...chosen].map((m) => [m[1]!, m[2]!])),
        ...typed,
      })
    },
  }
}
