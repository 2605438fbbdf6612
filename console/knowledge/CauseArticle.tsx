import Box from '@mui/material/Box'
import { useLocaleState } from 'react-admin'
import { asLocale } from '../core/words/i18n.ts'
import { useWords } from '../core/words/useWords.ts'
import { ArticleText } from './ArticleText.tsx'
import { useArticles } from './useArticles.ts'

/** What to say and do about a cause, folded beside it; nothing where it cannot be read, since the call goes on without. */
export function CauseArticle({ cause }: { cause: string }) {
  const say = useWords()
  const [locale] = useLocaleState()
  const { data } = useArticles()
  const article = data?.find(({ topic }) => topic === cause)?.[asLocale(locale) ?? 'en']
  if (!article) return null
  return (
    <Box component="details" sx={{ mt: 1 }}>
      <Box component="summary" sx={{ cursor: 'pointer', color: 'primary.main', fontWeight: 600, py: 0.5 }}>
        {say('desk.knowledge.title')}
      </Box>
      <ArticleText {...article} />
    </Box>
  )
}
