import type { ReactElement, ReactNode } from 'react'
import { DataTable, type RaRecord } from 'react-admin'

/** A table of rows that came whole with their page, drawn as every list is; it neither sorts nor pages. */
export function RowTable<Row extends RaRecord>({
  resource,
  rows,
  empty,
  label,
  rowSx,
  expand,
  children,
}: {
  resource: string
  rows: Row[]
  empty?: ReactElement
  /** What the rows are, for those who hear the table. */
  label: string
  rowSx?: (row: Row) => object
  /** What a row opens to; its first cell is an `Opener`. */
  expand?: ReactElement
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
      rowClick={expand ? 'expand' : false}
      expand={expand}
      expandSingle
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
/** On a phone the arrow takes the room of a column; the first cell opens the row too. */
export const withoutArrow = {
  '& .RaDataTable-expandHeader, & .RaDataTable-expandIconCell': { display: { xs: 'none', sm: 'table-cell' } },
} as const
const scrolls = { overflowX: 'auto', '& .RaDataTable-table': { minWidth: 0 }, ...withoutArrow } as const
