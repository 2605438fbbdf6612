import Box from '@mui/material/Box'
import type { Figures } from './api.ts'
import { Dashboard } from './Dashboard.tsx'
import { FigureCard } from './FigureCard.tsx'
import { TrendCard } from './TrendCard.tsx'
import type { AskedQuestion } from './useQuestion.ts'

// Each row of cards is a question of its own: none waits for the others, here or on the server.
const groups = [
  ['offered', 'activated', 'accessed', 'active-30', 'active-90', 'active-365', 'superusers', 'proxy-share'],
  ['time-to-activate', 'activated-of-offered', 'code-expiry', 'declined'],
  ['calls', 'lock-outs', 'resets', 'verification-failure'],
  ['first-contact', 'repeat-calls', 'service-level', 'time-to-resolve'],
]

/** The figures at a glance, with their goals, and how the chief ones went. */
export function OverviewTab({ question }: { question: AskedQuestion }) {
  const { period, against } = question
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {groups.map((codes, i) => (
        <Dashboard<Figures>
          key={codes[0]}
          path="figures"
          part={i < groups.length - 1}
          asked={{ ...period, against, figures: codes.join(',') }}
        >
          {(data) => (
            <Box
              sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(250px, 1fr))' }}
            >
              {data.figures.map((figure) => (
                <FigureCard key={figure.code} figure={figure} reply={data} />
              ))}
            </Box>
          )}
        </Dashboard>
      ))}
      <TrendCard question={question} figures={['activated', 'accessed', 'active-30']} name="use" />
      <TrendCard question={question} figures={['calls', 'lock-outs', 'resets']} name="load" />
    </Box>
  )
}
