/**
 * Posts something of the log to an address.
 * @throws for every answer but 2xx, for a redirect, and for no answer in time
 */
export async function postTo(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  patienceMs: number,
): Promise<void> {
  const reply = await fetch(url, {
    method: 'POST',
    body,
    headers,
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  })
  await reply.body?.cancel()
  if (!reply.ok) throw new Error(`answered ${reply.status}`)
}
