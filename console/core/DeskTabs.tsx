import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import { Link } from 'react-router'
import { notPrinted } from './print.ts'

/** The one kind of tabs: parts of a page of which one is shown. */
export function DeskTabs<Name extends string>({
  label,
  value,
  onChange,
  tabs,
}: {
  label: string
  /** None of them where it is false. */
  value: Name | false
  onChange: (name: Name) => void
  /** `letter`: the key that opens it. */
  tabs: { name: Name; label: string; letter?: string }[]
}) {
  return (
    <Tabs
      value={value}
      onChange={(_, name: Name) => onChange(name)}
      aria-label={label}
      variant="scrollable"
      sx={{ mb: 2, borderBottom: 1, borderColor: 'divider', minHeight: 40, ...notPrinted }}
    >
      {tabs.map((tab) => (
        <Tab
          key={tab.name}
          value={tab.name}
          label={tab.label}
          data-key={tab.letter}
          aria-keyshortcuts={tab.letter}
          sx={{ minHeight: 40 }}
        />
      ))}
    </Tabs>
  )
}

/** Pages that belong together, drawn as tabs are; each is a link of its own. */
export function PageTabs({
  label,
  tabs,
}: {
  label: string
  tabs: { to: string; label: string; here: boolean }[]
}) {
  return (
    <Box component="nav" aria-label={label} sx={pages}>
      {tabs.map((tab) => (
        <ButtonBase
          key={tab.to}
          component={Link}
          to={tab.to}
          aria-current={tab.here ? 'page' : undefined}
          sx={page}
        >
          {tab.label}
        </ButtonBase>
      ))}
    </Box>
  )
}

const pages = {
  display: 'flex',
  flexWrap: 'wrap',
  mb: 2,
  borderBottom: 1,
  borderColor: 'divider',
  ...notPrinted,
} as const
const page = {
  typography: 'button',
  minHeight: 40,
  px: 2,
  color: 'text.secondary',
  borderBottom: 2,
  borderColor: 'transparent',
  '&[aria-current]': { color: 'primary.main', borderColor: 'primary.main' },
} as const
