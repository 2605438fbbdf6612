import { useQueryClient } from '@tanstack/react-query'
import { useRedirect } from 'react-admin'
import { hear } from '../callers/heard.ts'
import type { PatientRow } from '../core/dataProvider.ts'
import { heardIn } from './heardIn.ts'

/** Opens the page of somebody who was found, and takes along what the caller was heard to say. */
export function useOpenPatient() {
  const redirect = useRedirect()
  const queries = useQueryClient()
  return (patient: PatientRow, typed: string) => {
    hear(queries, patient.id, heardIn(typed, patient))
    redirect('show', 'patients', patient.id)
  }
}
