import { Empty } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'

/** Nothing to draw: of blurred counts nobody knows whether there is none, or too few. */
export function Nothing({ exact }: { exact: boolean }) {
  const say = useWords()
  return <Empty title={say(exact ? 'desk.adoption.nothing' : 'desk.adoption.nothingShown')} />
}
