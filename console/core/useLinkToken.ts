import { useEffect, useState } from 'react'
import { useLocation } from 'react-router'

/** The token of a mailed link. It is a secret: it leaves the address bar and the history as soon as it is read. */
export function useLinkToken(page: 'enrol' | 'inquiry'): string {
  const { search } = useLocation()
  const [token] = useState(() => new URLSearchParams(search).get('token') ?? '')
  useEffect(() => history.replaceState(history.state, '', `#/${page}`), [page])
  return token
}
