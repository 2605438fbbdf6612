import ColumnIcon from '@mui/icons-material/ViewColumn'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import ListItemText from '@mui/material/ListItemText'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useState } from 'react'
import { type AuditColumn, auditColumns } from '../../api/audit/lists.ts'
import { useWords } from '../core/words/useWords.ts'

/** Which columns the table shows, in the log’s own order. */
export function ColumnMenu({
  columns,
  onChange,
}: {
  columns: AuditColumn[]
  onChange: (columns: AuditColumn[]) => void
}) {
  const translate = useWords()
  const [anchor, setAnchor] = useState<HTMLElement>()
  const toggle = (column: AuditColumn) => {
    const next = auditColumns.filter((one) => columns.includes(one) !== (one === column))
    if (next.length > 0) onChange(next)
  }
  return (
    <>
      <Button
        startIcon={<ColumnIcon />}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {translate('desk.audit.columns')}
      </Button>
      <Menu open={anchor !== undefined} anchorEl={anchor} onClose={() => setAnchor(undefined)}>
        {auditColumns.map((column) => (
          <MenuItem
            key={column}
            role="menuitemcheckbox"
            aria-checked={columns.includes(column)}
            dense
            onClick={() => toggle(column)}
          >
            <Checkbox
              edge="start"
              size="small"
              checked={columns.includes(column)}
              tabIndex={-1}
              slotProps={{ input: { 'aria-hidden': true, tabIndex: -1 } }}
            />
            <ListItemText primary={translate(`desk.audit.${column}`)} />
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
