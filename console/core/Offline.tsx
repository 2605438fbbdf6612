import Alert from '@mui/material/Alert'
import { onlineManager } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { notPrinted } from './print.ts'
import { useWords } from './words/useWords.ts'

const watch = (read: () => void) => onlineManager.subscribe(read)
const offline = () => !navigator.onLine

/** Says that there is no network, and what still works. */
export function Offline() {
  const say = useWords()
  if (!useSyncExternalStore(watch, offline)) return null
  return (
    <Alert severity="warning" role="status" sx={{ borderRadius: 0, ...notPrinted }}>
      {say('desk.state.offline')}
    </Alert>
  )
}
