import { useWords } from '../core/words/useWords.ts'

/** What the values of a dimension are called: by their own name, else as the registry writes them. */
export function useNames() {
  const translate = useWords()
  return {
    value: (value: string, name: string | null = null) =>
      name ?? (value === 'unknown' || value === 'other' ? translate(`desk.adoption.${value}`) : value),
    dimension: (dimension: string) => translate.of('desk.dimension', dimension),
  }
}
