import { QueryClient } from '@tanstack/react-query'
import { HttpError } from 'react-admin'

/**
 * A refusal stays a refusal; only a server that did not answer is asked once more, soon. Without a network nothing
 * waits in silence: each request goes out, fails, and says so.
 */
export const newQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        // What failed is asked again once the network is back, or somebody comes back to the page.
        refetchOnReconnect: true,
        retry: (failures, error) =>
          failures < 1 && !(error instanceof HttpError && error.status < 500 && error.status > 0),
        retryDelay: 300,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
