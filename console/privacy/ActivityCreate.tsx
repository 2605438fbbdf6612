import Typography from '@mui/material/Typography'
import { useRedirect } from 'react-admin'
import { ActsReady } from '../core/ActsReady.tsx'
import { useAct } from '../core/acts.ts'
import { useNextFocus } from '../core/focus.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { useWords } from '../core/words/useWords.ts'

const usual = { sample: 20 }

/** Begins the review of a period. */
export default function ActivityCreate() {
  return (
    <>
      <PageHead tab="desk.privacy.activity.begin" />
      <ActsReady>
        <Period />
      </ActsReady>
    </>
  )
}

function Period() {
  const say = useWords()
  const redirect = useRedirect()
  const act = useAct('activity-review.begun')
  const part = useNextFocus(true, 'begin')
  return (
    <Panel title={say('desk.privacy.activity.whichPeriod')} sx={{ maxWidth: 800, mt: 2 }} ref={part}>
      <Typography sx={{ mb: 2 }}>{say('desk.privacy.activity.about')}</Typography>
      <ActForm<{ id: string }>
        act={act}
        params={{}}
        defaults={usual}
        fields={{
          fromDay: { label: say('desk.privacy.activity.from') },
          toDay: { label: say('desk.privacy.activity.to') },
          sample: { label: say('desk.privacy.activity.sample'), quiet: true },
        }}
        verb={say('desk.privacy.activity.beginButton')}
        grid
        onDone={({ id }) => redirect('show', 'activity-reviews', id)}
        onCancel={() => redirect('list', 'activity-reviews')}
      />
    </Panel>
  )
}
