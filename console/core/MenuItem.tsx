import Badge from '@mui/material/Badge'
import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { Menu } from 'react-admin'
import type { Waiting } from './places.ts'

const nothing = () => undefined

/** An item of the menu, with how much waits behind it: drawn at its icon, so that a folded menu shows it, and said in words. */
export function MenuItem({
  to,
  label,
  icon,
  useWaiting = nothing,
}: {
  to: string
  label: string
  icon: ReactElement
  useWaiting?: () => Waiting | undefined
}) {
  const waiting = useWaiting()
  const says = waiting && waiting.count > 0 ? waiting.says : undefined
  return (
    <Menu.Item
      to={to}
      primaryText={
        <>
          {label}
          {says && (
            <Box component="span" sx={heardOnly}>
              : {says}
            </Box>
          )}
        </>
      }
      leftIcon={
        <Badge badgeContent={says ? waiting!.count : 0} color="warning" max={99}>
          {icon}
        </Badge>
      }
    />
  )
}

const heardOnly = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
} as const
