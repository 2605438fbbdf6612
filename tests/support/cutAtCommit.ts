import { type AddressInfo, connect, createServer } from 'node:net'

/** Stands between a client and a PostgreSQL: passes each COMMIT on, and cuts the line when its answer comes. */
export async function cutAtCommit(url: string): Promise<{ url: string; stop(): void }> {
  const target = new URL(url)
  const [port, host] = [Number(target.port), target.hostname]
  const server = createServer((client) => {
    const upstream = connect(port, host)
    let committing = false
    client.on('data', (chunk) => {
      committing ||= chunk.includes('commit')
      upstream.write(chunk)
    })
    upstream.on('data', (chunk) => {
      if (!committing) return void client.write(chunk)
      client.destroy()
      upstream.destroy()
    })
    client.on('error', () => {}).on('close', () => upstream.destroy())
    upstream.on('error', () => {}).on('close', () => client.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  target.port = String((server.address() as AddressInfo).port)
  return { url: target.href, stop: () => server.close() }
}
