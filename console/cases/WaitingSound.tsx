import { useEffect, useRef, useSyncExternalStore } from 'react'
import { sessionNow, watchSession } from '../core/session.ts'
import { useQueueCounts } from './useQueueCounts.ts'

/** A short tone when something new waits for the reader, where they chose one; nothing is drawn. */
export function WaitingSound() {
  const { signedIn } = useSyncExternalStore(watchSession, sessionNow)
  return signedIn?.alerts.sound ? <Sounding /> : null
}

function Sounding() {
  const { counts } = useQueueCounts()
  const waits = counts && counts.handed + counts.answered + counts.toCall
  const before = useRef(waits)
  useEffect(() => {
    if (waits !== undefined && before.current !== undefined && waits > before.current) tone()
    before.current = waits
  }, [waits])
  return null
}

/** Two soft notes of a third of a second, from no file. */
function tone(): void {
  const context = new AudioContext()
  const gain = context.createGain()
  gain.gain.setValueAtTime(0.08, context.currentTime)
  gain.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 0.35)
  const note = context.createOscillator()
  note.frequency.setValueAtTime(660, context.currentTime)
  note.frequency.setValueAtTime(880, context.currentTime + 0.12)
  note.connect(gain).connect(context.destination)
  note.start()
  note.stop(context.currentTime + 0.35)
  note.onended = () => context.close()
}
