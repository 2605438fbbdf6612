import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { Case } from '../core/dataProvider.ts'
import { useWords } from '../core/words/useWords.ts'

/** What speaks for proving the caller further than usual, before anything is asked: each by name, why, and what to do. */
export function Risks({ risks }: { risks: Case['risks'] }) {
  const say = useWords()
  if (risks.length === 0) return null
  return (
    <Alert severity="warning" variant="outlined" role="note" icon={false} sx={{ mb: 1.5 }}>
      <Typography sx={{ fontWeight: 600 }}>{say('desk.risk.title')}</Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {risks.map(({ name, title, why }) => (
          <li key={name}>
            {title}: {why}.
          </li>
        ))}
      </Box>
      {[...new Set(risks.map(({ todo }) => todo))].map((todo) => (
        <Typography key={todo} variant="body2" sx={{ mt: 0.5 }}>
          {todo}
        </Typography>
      ))}
    </Alert>
  )
}
