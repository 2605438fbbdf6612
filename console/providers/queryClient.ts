import { QueryClient } from '@tanstack/react-query'
import { HttpError } from 'react-admin'

/** A refusal stays a refusal; only a server that did not answer is asked once more, soon. */
export const newQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 1 && !(error instanceof HttpError && error.status < 500),
        retryDelay: 300,
      },
    },
  })
