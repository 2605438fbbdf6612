import MarkIcon from '@mui/icons-material/EventNoteOutlined'
import Button from '@mui/material/Button'
import { Link } from 'react-router'
import { notPrinted } from '../core/print.ts'
import { useWords } from '../core/words/useWords.ts'

/** From a chart to what is marked on its axis of time. */
export function MarksLink({ count }: { count: number }) {
  const say = useWords()
  return (
    <Button
      size="small"
      component={Link}
      to="/adoption/annotations"
      startIcon={<MarkIcon />}
      sx={{ whiteSpace: 'nowrap', flex: 'none', ...notPrinted }}
    >
      {say('desk.adoption.marks', { n: count })}
    </Button>
  )
}
