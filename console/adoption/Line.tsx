import Box from '@mui/material/Box'
import type { ReactNode } from 'react'

/** A further line of a table's cell, which may hold no paragraph. */
export function Line({ strong, children }: { strong?: boolean; children: ReactNode }) {
  return (
    <Box
      component="span"
      sx={{ display: 'block', fontSize: '.875rem', color: strong ? 'text.primary' : 'text.secondary' }}
    >
      {children}
    </Box>
  )
}
