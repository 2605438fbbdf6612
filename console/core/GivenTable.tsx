import type { ComponentProps } from 'react'
import { DataTable, ListContextProvider, type RaRecord, useList } from 'react-admin'

/** Rows that are at hand already, in the one kind of table; sorted in the browser where a column may be. */
export function GivenTable<Row extends RaRecord>({
  rows,
  name,
  ...table
}: { rows: Row[]; name: string } & Pick<
  ComponentProps<typeof DataTable>,
  'children' | 'empty' | 'expand' | 'expandSingle' | 'rowClick' | 'rowSx' | 'sx'
>) {
  const list = useList<Row>({ data: rows, resource: name })
  return (
    <ListContextProvider value={list}>
      <DataTable resource={name} bulkActionButtons={false} rowClick={false} {...table} />
    </ListContextProvider>
  )
}
