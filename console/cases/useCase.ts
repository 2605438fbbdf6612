import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Case } from '../providers/data.ts'
import { get } from '../providers/http.ts'

export type Progress = Case['progress']

/** A case, and, while it is open, what happens to the patient's login as it happens. */
export function useCase(id: string | undefined) {
  const key = ['case', id]
  const query = useQuery({
    queryKey: key,
    queryFn: () => get<Case>(`/cases/${id}`),
    enabled: !!id,
    gcTime: 0,
    retry: false,
  })
  const progress = useProgress(id, query.data)
  return {
    supportCase: query.data,
    progress,
    error: query.error,
    reload: () => query.refetch(),
    replace: () => query.refetch(),
  }
}

function useProgress(id: string | undefined, supportCase: Case | undefined): Progress | undefined {
  const [live, setLive] = useState<{ id: string; progress: Progress }>()
  const open = supportCase !== undefined && supportCase.status !== 'closed'
  useEffect(() => {
    if (!id || !open) return
    const source = new EventSource(`/api/cases/${id}/watch`)
    source.addEventListener('progress', (event) => setLive({ id, progress: JSON.parse(event.data) }))
    source.addEventListener('end', () => source.close())
    return () => source.close()
  }, [id, open])
  return live && live.id === id ? live.progress : supportCase?.progress
}
