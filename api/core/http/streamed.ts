/** So many entries go out as one piece. */
const together = 200

/**
 * A JSON object with its list of entries, in pieces, as they are made: so that no list is too long to be sent, and no piece holds the
 * thread. Without entries it has none, as FHIR wants it.
 */
export async function* withEntries(head: object, entries: AsyncIterable<object>): AsyncGenerator<string> {
  yield JSON.stringify(head).slice(0, -1)
  let open = ''
  let texts: string[] = []
  const piece = () => `${open || ',"entry":['}${texts.join(',')}`
  for await (const entry of entries) {
    texts.push(JSON.stringify(entry))
    if (texts.length < together) continue
    yield piece()
    open = ','
    texts = []
  }
  if (texts.length > 0) yield piece()
  yield open || texts.length > 0 ? ']}' : '}'
}

/** Text as it is asked for: a slow reader slows the reading, and one who hung up ends it. */
export function bytesOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await texts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await texts.return(undefined)
    },
  })
}
