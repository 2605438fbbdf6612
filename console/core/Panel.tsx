import Box from '@mui/material/Box'
import Card from '@mui/material/Card'
import type { SxProps } from '@mui/material/styles'
import Typography from '@mui/material/Typography'
import { type ReactNode, type Ref, useId } from 'react'

/** A titled part of a page; screen readers find it by its title. */
export function Panel({
  title,
  action,
  ref,
  sx,
  letter,
  children,
}: {
  title: string
  action?: ReactNode
  ref?: Ref<HTMLDivElement>
  sx?: SxProps
  /** The key that leads into it. */
  letter?: string
  children: ReactNode
}) {
  const id = useId()
  return (
    <Card
      component="section"
      aria-labelledby={id}
      ref={ref}
      data-key={letter}
      // On paper it stands whole on one page, where it fits on one.
      sx={[{ p: 2, minWidth: 0, '@media print': { breakInside: 'avoid' } }, ...[sx ?? {}].flat()]}
    >
      <Box
        sx={{
          display: 'flex',
          justifyContent: 'space-between',
          alignItems: 'center',
          mb: 1.5,
          gap: 1,
          flexWrap: 'wrap',
        }}
      >
        <Typography variant="h2" id={id} sx={{ outline: 'none' }}>
          {title}
        </Typography>
        {action}
      </Box>
      {children}
    </Card>
  )
}
