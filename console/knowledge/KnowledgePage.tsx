import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useLocaleState } from 'react-admin'
import { useAct } from '../core/acts.ts'
import type { KnowledgeTopic } from '../core/dataProvider.ts'
import { ActDialog } from '../core/form/ActDialog.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { asLocale } from '../core/words/i18n.ts'
import { useWords } from '../core/words/useWords.ts'
import { ArticleText } from './ArticleText.tsx'
import { MacroPanel } from './MacroPanel.tsx'
import { useArticles, useArticlesChanged } from './useArticles.ts'
import { WaitingVersions } from './WaitingVersions.tsx'

/** What agents say and do about each cause, to be read, found by any word, and written anew. */
export default function KnowledgePage() {
  const say = useWords()
  const format = useFormat()
  const [locale] = useLocaleState()
  const language = asLocale(locale) ?? 'en'
  const act = useAct('knowledge.version-written')
  const { data, error, refetch } = useArticles()
  const changed = useArticlesChanged()
  const [wanted, setWanted] = useState('')
  const [writing, setWriting] = useState<KnowledgeTopic>()
  const titleOf = ({ topic }: KnowledgeTopic) => say(`desk.cause.${topic}`)
  const found = data?.filter((one) => {
    const text = [titleOf(one), one[language].toSay, one[language].toDo].join(' ').toLowerCase()
    return wanted
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word))
  })
  return (
    <>
      <PageHead tab="desk.knowledge.title" />
      <Typography sx={{ maxWidth: 800, my: 1 }}>{say('desk.knowledge.intro')}</Typography>
      <WaitingVersions />
      <MacroPanel />
      {error ? <Failed error={error} retry={() => refetch()} /> : !found && <Waiting lines={10} />}
      {found && (
        <TextField
          type="search"
          size="small"
          label={say('desk.knowledge.find')}
          value={wanted}
          onChange={({ target }) => setWanted(target.value)}
          sx={{ width: '100%', maxWidth: 420, my: 1 }}
        />
      )}
      <Box role="status">
        {found?.length === 0 && (
          <Empty title={say('desk.knowledge.none')}>{say('desk.knowledge.noneHelp')}</Empty>
        )}
      </Box>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: '1fr', lg: '1fr 1fr' },
          alignItems: 'start',
        }}
      >
        {found?.map((one) => {
          const { version, approvedAt } = one[language]
          return (
            <Panel
              key={one.topic}
              title={titleOf(one)}
              action={
                act && (
                  <Button
                    size="small"
                    onClick={() => setWriting(one)}
                    aria-label={`${say('desk.knowledge.write')}: ${titleOf(one)}`}
                  >
                    {say('desk.knowledge.write')}
                  </Button>
                )
              }
            >
              <ArticleText {...one[language]} />
              <Typography variant="body2" sx={{ color: 'text.secondary', mt: 1 }}>
                {approvedAt === null
                  ? say('desk.knowledge.ours')
                  : say('desk.knowledge.version', { n: version, at: format.day(approvedAt) })}
              </Typography>
            </Panel>
          )
        })}
      </Box>
      {writing && act && (
        <ActDialog
          title={`${titleOf(writing)} (${say(`desk.knowledge.inLanguage.${language}`)})`}
          text={say('desk.knowledge.writeHelp')}
          act={act}
          params={{ topic: writing.topic }}
          given={{ language }}
          defaults={{ toSay: writing[language].toSay, toDo: writing[language].toDo }}
          fields={{
            toSay: { label: say('desk.knowledge.toSay'), autoFocus: true },
            toDo: { label: say('desk.knowledge.toDo') },
          }}
          onClose={() => setWriting(undefined)}
          onDone={() => {
            setWriting(undefined)
            changed()
          }}
        />
      )}
    </>
  )
}
