import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import { Link } from 'react-router'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'

/** A record’s value of a detail as a person says it: the name of a language, “yes”, “female”. */
export function useInWords() {
  const say = useWords()
  const { language } = useFormat()
  return (field: string, value: string) =>
    field === 'language' ? language(value) : say.of('desk.conflictValue', value)
}

const flags = ['deceased', 'inactive', 'replaced'] as const
type Flag = (typeof flags)[number]

/** Whose record a column of a table is, and what stands in the way of using it, in the words of that table. */
export function Whose({
  record,
  inWords,
}: {
  record: { id: string; name: string } & Record<Flag, boolean>
  inWords: (flag: Flag) => string
}) {
  return (
    <>
      <Link to={`/patients/${record.id}/show`}>{record.name}</Link>
      {flags
        .filter((flag) => record[flag])
        .map((flag) => (
          <Chip
            key={flag}
            size="small"
            color={flag === 'deceased' ? 'error' : 'warning'}
            variant="outlined"
            label={inWords(flag)}
            sx={{ ml: 1 }}
          />
        ))}
    </>
  )
}

/** What a record says of one detail, each value on a line; a word where it says nothing. */
export function Values({ of, nothing }: { of: readonly string[]; nothing: string }) {
  if (of.length === 0) return <Faint>{nothing}</Faint>
  return of.map((value) => (
    <Box key={value} sx={{ overflowWrap: 'anywhere' }}>
      {value}
    </Box>
  ))
}

export const Faint = ({ children }: { children: string }) => (
  <Typography variant="body2" sx={{ color: 'text.secondary' }}>
    {children}
  </Typography>
)
