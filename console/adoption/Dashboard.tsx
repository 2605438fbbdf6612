import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import type { Asked, Dashboards } from '../core/figureMethods.ts'
import { Moment } from '../core/Moment.tsx'
import { Failed, Waiting } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import { useDashboard } from './useDashboard.ts'

/** Asks for a dashboard and shows it, with how its counts are to be read. */
export function Dashboard<Name extends keyof Dashboards>({
  name,
  asked,
  children,
}: {
  name: Name
  asked: Asked
  children: (data: Dashboards[Name]) => ReactNode
}) {
  const { data, error, refetch, isPlaceholderData } = useDashboard(name, asked)
  if (error) return <Failed error={error} retry={() => refetch()} />
  if (!data) return <Waiting lines={8} />
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: 'minmax(0, 1fr)',
        opacity: isPlaceholderData ? 0.6 : 1,
      }}
      aria-busy={isPlaceholderData}
    >
      {children(data)}
      <HowCounted state={data} />
    </Box>
  )
}

/** Until when was counted, and whether the counts are rounded. */
export function HowCounted({
  state,
}: {
  state: { exact: boolean; countedUntil: string | null; counting: boolean; recounting: boolean }
}) {
  const say = useWords()
  return (
    <Typography variant="body2" sx={{ color: 'text.secondary' }}>
      {state.counting && `${say('desk.adoption.counting')} `}
      {state.countedUntil && (
        <>
          {say('desk.adoption.countedUntil')} <Moment at={state.countedUntil} /> ·{' '}
        </>
      )}
      {state.recounting && `${say('desk.adoption.recounting')} `}
      {!state.exact && say('desk.adoption.rounded')}
    </Typography>
  )
}
