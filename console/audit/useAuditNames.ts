import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../core/dataProvider.ts'

/** What the log's own terms are called in the reader's language: acts, purposes, kinds of object. */
export function useAuditNames() {
  const desk = useDesk()
  const { data } = useQuery({
    queryKey: ['audit-words'],
    queryFn: () => desk.auditWords(),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const nameIn = (list: { id: string; name: string }[] | undefined, id: string) =>
    list?.find((one) => one.id === id)?.name ?? id
  return {
    acts: data?.acts ?? [],
    purposes: data?.purposes ?? [],
    objectTypes: data?.objectTypes ?? [],
    action: (id: string) => nameIn(data?.acts, id),
    purpose: (id: string) => nameIn(data?.purposes, id),
    objectType: (id: string) => nameIn(data?.objectTypes, id),
  }
}
