import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { useWords } from '../core/words/useWords.ts'

/** What to say, and the steps. */
export function ArticleText({ toSay, toDo, lang }: { toSay: string; toDo: string; lang?: 'en' | 'es' }) {
  const say = useWords()
  const id = useId()
  return (
    <Box lang={lang}>
      <Typography sx={{ color: 'text.secondary', fontWeight: 600 }} variant="body2">
        {say('desk.knowledge.say')}
      </Typography>
      <Typography sx={{ mb: 1, maxWidth: '70ch' }}>{toSay}</Typography>
      <Typography sx={{ color: 'text.secondary', fontWeight: 600 }} variant="body2" id={id}>
        {say('desk.knowledge.do')}
      </Typography>
      <Box component="ol" aria-labelledby={id} sx={{ m: 0, pl: 2.5, maxWidth: '70ch' }}>
        {toDo.split('\n').map((step) => (
          <li key={step}>{step}</li>
        ))}
      </Box>
    </Box>
  )
}
