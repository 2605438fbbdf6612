import Box from '@mui/material/Box'

const colours = {
  plain: 'text.secondary',
  good: 'success.main',
  waits: 'warning.main',
  wrong: 'error.main',
} as const
export type Tone = keyof typeof colours

/** A state as a dot and a word: the word says it, the dot lets the eye find it. Red only for what is wrong. */
export function StateChip({ tone = 'plain', children }: { tone?: Tone; children: string }) {
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'baseline',
        gap: 0.75,
        whiteSpace: { xs: 'normal', sm: 'nowrap' },
      }}
    >
      <Box
        component="span"
        aria-hidden
        sx={{ width: 9, height: 9, borderRadius: '50%', bgcolor: colours[tone], flex: 'none' }}
      />
      {children}
    </Box>
  )
}
