import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useCanAccess } from 'react-admin'
import { Link as RouterLink } from 'react-router'
import { Panel } from '../core/Panel.tsx'
import { useWords } from '../core/words/useWords.ts'

const steps = ['import', 'events', 'wait'] as const

/** What to do in a hospital nothing was counted of, in the order in which it helps. */
export function StartHere({ exact }: { exact: boolean }) {
  const say = useWords()
  const { canAccess: mayPlan } = useCanAccess({ resource: 'adoption.plan', action: 'list' })
  const help = {
    import: say('desk.adoption.start.importHelp'),
    events: say('desk.adoption.start.eventsHelp'),
    wait: say(exact ? 'desk.adoption.start.waitMinutes' : 'desk.adoption.start.waitDay'),
  }
  return (
    <Panel title={say(exact ? 'desk.adoption.start.title' : 'desk.adoption.start.titleCopy')}>
      <Box component="ol" sx={{ m: 0, pl: 3, maxWidth: '75ch', '& li': { mb: 1.5 } }}>
        {steps.map((step) => (
          <li key={step}>
            <Typography sx={{ fontWeight: 600 }}>{say(`desk.adoption.start.${step}`)}</Typography>
            <Typography variant="body2">{help[step]}</Typography>
          </li>
        ))}
        {mayPlan && (
          <li>
            <Typography sx={{ fontWeight: 600 }}>{say('desk.adoption.start.plan')}</Typography>
            <Typography variant="body2">{say('desk.adoption.start.planHelp')}</Typography>
            <Box sx={{ display: 'flex', gap: 2, mt: 0.5 }}>
              <Link component={RouterLink} to="/adoption/goals">
                {say('desk.adoption.goals')}
              </Link>
              <Link component={RouterLink} to="/adoption/annotations">
                {say('desk.adoption.marksTitle')}
              </Link>
            </Box>
          </li>
        )}
      </Box>
    </Panel>
  )
}
