import Box from '@mui/material/Box'
import type { Figures } from './api.ts'
import { Dashboard } from './Dashboard.tsx'
import { FigureCard } from './FigureCard.tsx'
import { TrendCard } from './TrendCard.tsx'
import type { AskedQuestion } from './useQuestion.ts'

const groups = [
  ['offered', 'activated', 'accessed', 'active-30', 'active-90', 'active-365', 'superusers', 'proxy-share'],
  ['time-to-activate', 'activated-of-offered', 'code-expiry', 'declined'],
  [
    'calls',
    'lock-outs',
    'resets',
    'first-contact',
    'repeat-calls',
    'service-level',
    'time-to-resolve',
    'verification-failure',
  ],
]

/** The figures at a glance, with their goals, and how the chief ones went. */
export function OverviewTab({ question }: { question: AskedQuestion }) {
  const { period, against } = question
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Dashboard<Figures> path="figures" asked={{ ...period, against, figures: groups.flat().join(',') }}>
        {(data) => (
          <>
            {groups.map((codes) => (
              <Box
                key={codes[0]}
                sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(250px, 1fr))' }}
              >
                {codes.map((code) => {
                  const figure = data.figures.find((one) => one.code === code)
                  return figure && <FigureCard key={code} figure={figure} reply={data} />
                })}
              </Box>
            ))}
          </>
        )}
      </Dashboard>
      <TrendCard question={question} figures={['activated', 'accessed', 'active-30']} name="use" />
      <TrendCard question={question} figures={['calls', 'lock-outs', 'resets']} name="load" />
    </Box>
  )
}
