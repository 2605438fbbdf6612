import { useTranslate } from 'react-admin'

/** What the values of a dimension are called: by their own name, else as the registry writes them. */
export function useNames() {
  const translate = useTranslate()
  return {
    value: (value: string, name: string | null = null) =>
      name ?? (value === 'unknown' || value === 'other' ? translate(`desk.adoption.${value}`) : value),
    dimension: (dimension: string) => translate(`desk.dimension.${dimension}`),
  }
}
