import Link from '@mui/material/Link'
import type { ReactNode } from 'react'
import { useExpanded, useRecordContext, useResourceContext } from 'react-admin'

/** What a row is called, as the button that opens it: the arrow react-admin draws can only be clicked. */
export function Opener({ children }: { children: ReactNode }) {
  const resource = useResourceContext()!
  const { id } = useRecordContext()!
  const [open, toggle] = useExpanded(resource, id, true)
  return (
    <Link
      component="button"
      type="button"
      aria-expanded={open}
      aria-controls={open ? `${resource}-${id}-expand` : undefined}
      onClick={(event) => {
        event.stopPropagation()
        toggle()
      }}
      sx={{ textAlign: 'left', font: 'inherit', verticalAlign: 'baseline' }}
    >
      {children}
    </Link>
  )
}
