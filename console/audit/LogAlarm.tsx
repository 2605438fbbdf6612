import Alert from '@mui/material/Alert'
import { Link } from 'react-router'
import { notPrinted } from '../core/print.ts'
import { useWords } from '../core/words/useWords.ts'
import { useIntegrity } from './useIntegrity.ts'

/** Says over every page that the log was altered, to those who may look at the log: nobody has to open it to learn so. */
export function LogAlarm() {
  const say = useWords()
  const { data } = useIntegrity()
  // That sealing is late is told by the panel: nothing was altered.
  const isAltered =
    data && (data.lastVerification?.ok === false || ![null, 'not-sealing'].includes(data.problem))
  if (!isAltered) return null
  return (
    <Alert severity="error" role="alert" sx={{ borderRadius: 0, ...notPrinted }}>
      {say('desk.integrity.alarm')} <Link to="/audit">{say('desk.integrity.look')}</Link>
    </Alert>
  )
}
