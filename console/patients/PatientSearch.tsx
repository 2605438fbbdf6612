import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { useWords } from '../core/words/useWords.ts'
import { PatientFinder } from './PatientFinder.tsx'
import { useOpenPatient } from './useOpenPatient.ts'

/** The patients page is a search: nobody has a reason to leaf through people. */
export default function PatientSearch() {
  const say = useWords()
  return (
    <>
      <PageHead tab="desk.find.title" />
      <Panel title={say('desk.find.who')} sx={{ maxWidth: 800, mt: 2 }}>
        <PatientFinder onPick={useOpenPatient()} />
      </Panel>
    </>
  )
}
