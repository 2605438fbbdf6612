import { useQuery } from '@tanstack/react-query'
import type { Tier } from '../../api/acts/tiers.ts'
import { useDesk } from './dataProvider.ts'
import type { Schema } from './form/schema.ts'

/** An act as the API declares it: what it is called, where it goes, what it needs and what it asks for. */
export interface ActDeclaration {
  name: string
  /** The verb on its button, in the reader's language. */
  verb: string
  method: 'post' | 'put' | 'delete'
  path: string
  needs: string
  /** How well the caller has to be known. */
  tier: Tier | null
  /** It only closes or stops something: signals of risk do not raise its level. */
  closes: boolean
  /** The states of the login it fits. */
  from: string[] | null
  /** What can stand in its way, by the API’s names. */
  guards: string[]
  fresh: boolean
  body: Schema
}

/** The acts of whoever is signed in, in the reader's language; one that is not among them is not theirs to do. */
export function useActs() {
  const desk = useDesk()
  const { data, error, refetch } = useQuery({
    queryKey: ['acts'],
    queryFn: () => desk.acts(),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return { acts: data, error, refetch }
}

/** One act by its name, where it is one's own to do. */
export const useAct = (name: string): ActDeclaration | undefined =>
  useActs().acts?.find((act) => act.name === name)

/** Where acts on a patient’s login stand: a case offers them together. */
export const onLogins = '/api/patients/{id}/acts/'
