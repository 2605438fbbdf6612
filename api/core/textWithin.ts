/**
 * The text of what another server answered, where it is no longer than it may be: of an answer that does not end no more is read, or it
 * would fill the memory until its time is over (2026-11-28). @returns nothing of one that is longer
 */
export async function textWithin(
  { body }: Pick<Response, 'body'>,
  mostBytes: number,
): Promise<string | undefined> {
  const decoder = new TextDecoder()
  let [text, bytes] = ['', 0]
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength
    if (bytes > mostBytes) return undefined
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
