import type { Theme } from '@mui/material/styles'
import useMediaQuery from '@mui/material/useMediaQuery'
import { Sidebar as RaSidebar, type SidebarProps } from 'react-admin'

/**
 * The menu, made anew where the window becomes narrow or wide, by a zoom or by turning a tablet. react-admin's turns into a drawer that
 * is open for one moment and never ends closing: it lay over the whole page unseen, and no click or screen reader came through (2026-11-28).
 */
export function Sidebar(props: SidebarProps) {
  const narrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'))
  return <RaSidebar key={String(narrow)} {...props} />
}
