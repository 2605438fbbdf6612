import type { ReactElement, ReactNode } from 'react'
import { DataTable, type RaRecord } from 'react-admin'

/** A table of rows that came whole with their page, drawn as every list is; it neither sorts nor pages. */
export function RowTable<Row extends RaRecord>({
  resource,
  rows,
  empty,
  label,
  rowSx,
  children,
}: {
  resource: string
  rows: Row[]
  empty?: ReactElement
  /** What the rows are, for those who hear the table. */
  label: string
  rowSx?: (row: Row) => object
  children: ReactNode
}) {
  return (
    <DataTable<Row>
      resource={resource}
      data={rows}
      total={rows.length}
      isPending={false}
      sort={unsorted}
      bulkActionButtons={false}
      rowClick={false}
      empty={empty}
      rowSx={rowSx}
      aria-label={label}
      sx={scrolls}
    >
      {children}
    </DataTable>
  )
}

const unsorted = { field: '', order: 'ASC' } as const
const scrolls = { overflowX: 'auto', '& .RaDataTable-table': { minWidth: 0 } } as const
