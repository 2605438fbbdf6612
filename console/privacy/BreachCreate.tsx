import { useNotify } from 'react-admin'
import { useNavigate } from 'react-router'
import { ActsReady } from '../core/ActsReady.tsx'
import { useAct } from '../core/acts.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { useWords } from '../core/words/useWords.ts'
import { useFactFields } from './BreachFacts.tsx'

const usual = {
  others: 0,
  associateIsAgent: false,
  dataKinds: { clinical: false, demographic: true, financial: false, other: false },
}

/** Begins with what was reported: what happened, when, when it became known, and from whom. */
export default function BreachCreate() {
  return (
    <>
      <PageHead tab="desk.breach.begin" />
      <ActsReady>
        <Begin />
      </ActsReady>
    </>
  )
}

function Begin() {
  const say = useWords()
  const navigate = useNavigate()
  const notify = useNotify()
  const act = useAct('breach.opened')
  return (
    <Panel title={say('desk.breach.facts')} sx={{ maxWidth: 900, mt: 2 }}>
      <ActForm<{ id: string }>
        act={act}
        params={{}}
        defaults={usual}
        {...useFactFields()}
        grid
        onDone={({ id }) => {
          notify(say('desk.breachState.open'), { type: 'success' })
          navigate(`/breaches/${id}/show`)
        }}
      />
    </Panel>
  )
}
