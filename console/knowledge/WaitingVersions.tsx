import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useAct } from '../core/acts.ts'
import { useDesk } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Panel } from '../core/Panel.tsx'
import { Failed } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import { ArticleText } from './ArticleText.tsx'
import { useArticlesChanged } from './useArticles.ts'

/** What was written and waits for another person; nothing is drawn for those who do not approve, or where none waits. */
export function WaitingVersions() {
  const say = useWords()
  const desk = useDesk()
  const format = useFormat()
  const decided = useArticlesChanged()
  const approve = useAct('knowledge.version-approved')
  const decline = useAct('knowledge.version-declined')
  const { data, error, refetch } = useQuery({
    queryKey: ['knowledge', 'waiting'],
    queryFn: () => desk.knowledgeWaiting(),
    enabled: approve !== undefined,
  })
  if (error) return <Failed error={error} retry={() => refetch()} />
  if (!data?.length) return null
  return (
    <Panel title={say('desk.knowledge.waiting')} sx={{ my: 2 }}>
      {data.map(({ id, topic, language, toSay, toDo, writtenBy, writtenAt, mine }) => {
        const title = say(`desk.cause.${topic}`)
        const common = { params: { id }, about: title, quiet: true, onDone: decided, onStale: decided }
        return (
          <Box component="article" key={id} aria-label={title} sx={{ mb: 2 }}>
            <Typography variant="h3">
              {title} ({say(`desk.knowledge.inLanguage.${language}`)})
            </Typography>
            <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
              {say('desk.knowledge.by', { name: writtenBy, at: format.moment(writtenAt) })}
            </Typography>
            <ArticleText toSay={toSay} toDo={toDo} lang={language} />
            <Box sx={{ display: 'flex', gap: 1, mt: 1, flexWrap: 'wrap' }}>
              {!mine && <ActForm {...common} act={approve} verb={say('desk.knowledge.approve')} />}
              <ActForm
                {...common}
                act={decline}
                verb={say(mine ? 'desk.knowledge.withdraw' : 'desk.knowledge.decline')}
              />
            </Box>
          </Box>
        )
      })}
    </Panel>
  )
}
