import { useListContext } from 'react-admin'
import { DeskTabs } from './DeskTabs.tsx'

type Filter = Readonly<Record<string, string | boolean | number>>

/** The usual questions to a list, as tabs above it; which one is asked stands in the address, as every filter does. */
export function FilterTabs<Name extends string>({
  label,
  tabs,
}: {
  label: string
  tabs: { name: Name; label: string; filter: Filter }[]
}) {
  const { filterValues, setFilters } = useListContext()
  const asked = tabs.find(({ filter }) => same(filter, filterValues))
  return (
    <DeskTabs
      label={label}
      value={asked?.name ?? false}
      onChange={(name) => setFilters(tabs.find((tab) => tab.name === name)!.filter)}
      tabs={tabs}
    />
  )
}

const same = (a: Filter, b: Filter) =>
  Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((name) => a[name] === b[name])
