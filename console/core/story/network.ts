type Answer = [status: number, body: unknown, headers?: Record<string, string>]
type Route = (body: never) => Answer | Promise<never>

/** What the network of a story answers, by the beginning of the path; the console above it is the real one. */
export type Network = Record<string, Route>

/** A stand-in for the browser's `fetch`. What no route answers is an error, so that a story says all it needs. */
export function answering(network: Network): typeof fetch {
  // The longest path that fits: `/api/cases/1` before `/api/cases`.
  const paths = Object.keys(network).sort((a, b) => b.length - a.length)
  return async (input, init) => {
    const request =
      input instanceof Request ? input : new Request(new URL(String(input), 'http://localhost/'), init)
    const route = paths.find((path) => new URL(request.url).pathname.startsWith(path))
    if (!route) throw new Error(`nothing answers ${request.url}`)
    const text = await request.text()
    const [status, body, headers] = await network[route]!((text ? JSON.parse(text) : undefined) as never)
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'Content-Type': 'application/json', ...headers },
    })
  }
}

export const never = () => new Promise<never>(() => {})
export const down: Route = () => [503, { message: 'The database did not answer.', requestId: 'r-1' }]
export const refusing: Route = () => [403, { message: 'Your role does not include this.', missing: [] }]
/** A list as the API sends it. */
export const rows =
  (list: unknown[], total = list.length): Route =>
  () => [200, list, { 'Content-Range': `rows 0-${Math.max(0, list.length - 1)}/${total}` }]
