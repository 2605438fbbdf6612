import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Moment } from '../core/Moment.tsx'
import { Failed, Waiting } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import { type Asked, ask } from './api.ts'

interface State {
  exact: boolean
  countedUntil: string | null
  counting: boolean
}

/** Asks for a dashboard and shows it, with how its counts are to be read; the last one stays until the next has come. */
export function Dashboard<T extends State>({
  path,
  asked,
  part = false,
  children,
}: {
  path: string
  asked: Asked
  /** Of a page that says elsewhere how its counts are to be read. */
  part?: boolean
  children: (data: T) => ReactNode
}) {
  const translate = useWords()
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['adoption', path, asked],
    queryFn: () => ask<T>(path, asked),
    placeholderData: keepPreviousData,
    retry: false,
  })
  if (error) return <Failed error={error} retry={() => refetch()} />
  if (!data) return <Waiting lines={8} />
  return (
    <Box sx={{ display: 'grid', gap: 2, opacity: isPlaceholderData ? 0.6 : 1 }} aria-busy={isPlaceholderData}>
      {children(data)}
      {!part && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {data.counting && `${translate('desk.adoption.counting')} `}
          {data.countedUntil && (
            <>
              {translate('desk.adoption.countedUntil')} <Moment at={data.countedUntil} />.{' '}
            </>
          )}
          {!data.exact && translate('desk.adoption.rounded')}
        </Typography>
      )}
    </Box>
  )
}
