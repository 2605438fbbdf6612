import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'

/** The one kind of tabs: parts of a page of which one is shown. */
export function DeskTabs<Name extends string>({
  label,
  value,
  onChange,
  tabs,
}: {
  label: string
  value: Name
  onChange: (name: Name) => void
  tabs: { name: Name; label: string }[]
}) {
  return (
    <Tabs
      value={value}
      onChange={(_, name: Name) => onChange(name)}
      aria-label={label}
      variant="scrollable"
      sx={{ mb: 2, borderBottom: 1, borderColor: 'divider', minHeight: 40 }}
    >
      {tabs.map((tab) => (
        <Tab key={tab.name} value={tab.name} label={tab.label} sx={{ minHeight: 40 }} />
      ))}
    </Tabs>
  )
}
