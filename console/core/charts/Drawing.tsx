import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { ResponsiveContainer } from 'recharts'

/*
 * A drawing is as wide as its card, and never keeps the card wide: on paper, and until it is drawn anew after its place became narrower,
 * it shrinks (2026-11-28).
 */
const withinItsPlace = {
  contain: 'inline-size',
  // The frame around a drawing has no width of its own.
  '& .recharts-responsive-container > div': { width: '100% !important', height: '100% !important' },
  '& .recharts-wrapper, & .recharts-legend-wrapper, & svg': { maxWidth: '100%' },
} as const

/** The place a chart is drawn in: all charts have this one. */
export function Drawing({ height, children }: { height: number; children: ReactNode }) {
  return (
    <Box sx={withinItsPlace} data-drawing>
      <ResponsiveContainer width="100%" height={height}>
        {children}
      </ResponsiveContainer>
    </Box>
  )
}
