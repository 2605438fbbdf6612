import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { useAct } from '../core/acts.ts'
import type { CaseRow } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'

/** Takes the most urgent case that nobody has, and leads to it. */
export function NextCase() {
  const act = useAct('case.next-taken')
  const navigate = useNavigate()
  const queries = useQueryClient()
  return (
    <ActForm<CaseRow>
      act={act}
      params={{}}
      quiet
      onDone={({ id, patientId }) => {
        queries.invalidateQueries({ queryKey: ['case-queues'] })
        navigate(`/patients/${patientId}/show?case=${id}`)
      }}
    />
  )
}
