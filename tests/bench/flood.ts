import { readFileSync } from 'node:fs'
import autocannon from 'autocannon'

/*
 * Sends a server the requests of a plan and prints how they were answered; a process of its own, so that what asks beside it is not
 * held up: node tests/bench/flood.ts PLAN
 */
export interface FloodPlan {
  url: string
  seconds: number
  connections: number
  /** A second, whatever is answered; as many as are answered where it is missing. */
  rate?: number
  requests: { method: 'GET' | 'POST'; path: string; headers: Record<string, string>; body?: string }[]
}

export interface Flood {
  answered: number
  refused: number
  /** Refusals that do not say when to come again. */
  unsaid: number
  otherwise: number
  unanswered: number
  p99: number
}

const { url, seconds, connections, rate, requests }: FloodPlan = JSON.parse(
  readFileSync(process.argv[2]!, 'utf8'),
)
const flood: Flood = { answered: 0, refused: 0, unsaid: 0, otherwise: 0, unanswered: 0, p99: 0 }
const seen = await autocannon({
  url,
  connections,
  duration: seconds,
  timeout: 30,
  ...(rate && { overallRate: rate }),
  requests: [
    {
      setupRequest: (request: autocannon.Request) => ({
        ...request,
        ...requests[Math.floor(Math.random() * requests.length)],
      }),
      onResponse(status, _body, _context, headers) {
        if (status < 300) flood.answered++
        else if (status === 503 || status === 429) {
          flood.refused++
          const said = Object.keys(headers ?? {}).some((name) => name.toLowerCase() === 'retry-after')
          if (!said) flood.unsaid++
        } else flood.otherwise++
      },
    },
  ],
})
console.log(JSON.stringify({ ...flood, unanswered: seen.errors + seen.timeouts, p99: seen.latency.p99 }))
