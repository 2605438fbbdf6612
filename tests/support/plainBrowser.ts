import type { House } from './harness.ts'
import { goodPassword, origin } from './harness.ts'

/** A patient's browser without scripts, signed in by the form: it keeps cookies, and follows where a form that worked leads. */
export async function signedInBrowser(house: House, username: string) {
  const jar = new Map<string, string>()
  const fetch = async (path: string, body?: URLSearchParams | FormData) =>
    house.app.request(origin + path, {
      method: body ? 'POST' : 'GET',
      headers: {
        Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body && { Origin: origin }),
      },
      ...(body && { body }),
    })
  const ask = async (
    path: string,
    body?: URLSearchParams | FormData,
  ): Promise<{ status: number; text: string; path: string }> => {
    const reply = await fetch(path, body)
    for (const one of reply.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(one)!
      if (value) jar.set(name!, value)
      else jar.delete(name!)
    }
    const to = reply.headers.get('location')
    return to ? ask(to) : { status: reply.status, text: await reply.text(), path }
  }
  await ask('/portal/sign-in', new URLSearchParams({ username, password: goodPassword }))
  return {
    get: (path: string) => ask(path),
    /** What an address answers, as it is. */
    fetch: (path: string) => fetch(path),
    /** Fills in and sends the form of a page whose button says so, with files where it takes some. */
    async press(
      page: { text: string; path: string },
      button: string,
      typed: Record<string, string> = {},
      files: readonly File[] = [],
    ) {
      const form = [...page.text.matchAll(/<form [^>]*method="post"[\s\S]*?<\/form>/g)]
        .map(([one]) => one)
        .find((one) => one.includes(`>${button}</button>`))
      if (!form) throw new Error(`no form with “${button}” on ${page.path}`)
      const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)]
      const chosen = [...form.matchAll(/<select[^>]* name="([^"]*)"[^>]*>\s*<option value="([^"]*)"/g)]
      const given = { ...Object.fromEntries([...hidden, ...chosen].map((m) => [m[1]!, m[2]!])), ...typed }
      const withFiles = form.includes('enctype="multipart/form-data"')
      const body = withFiles ? new FormData() : new URLSearchParams()
      for (const [name, value] of Object.entries(given)) body.append(name, value)
      if (body instanceof FormData) for (const file of files) body.append('files', file)
      return ask(page.path, body)
    },
  }
}
