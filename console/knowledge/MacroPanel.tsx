import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { categories } from '../../api/cases/lists.ts'
import { useAct } from '../core/acts.ts'
import { type Macro, type MacroWaiting, useDesk } from '../core/dataProvider.ts'
import { ActDialog } from '../core/form/ActDialog.tsx'
import { ActForm } from '../core/form/ActForm.tsx'
import { Panel } from '../core/Panel.tsx'
import { Empty, Failed } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import { useArticlesChanged } from './useArticles.ts'
import { useMacros } from './useMacros.ts'

/** The texts for notes: read by all who work cases, written and approved by those who write articles. */
export function MacroPanel() {
  const say = useWords()
  const format = useFormat()
  const changed = useArticlesChanged()
  const [write, rewrite] = [useAct('knowledge.macro-written'), useAct('knowledge.macro-rewritten')]
  const retire = useAct('knowledge.macro-retired')
  const { data, error, refetch } = useMacros()
  const [writing, setWriting] = useState<Macro | 'new'>()
  if (error) return <Failed error={error} retry={() => refetch()} />
  if (!data) return null
  const dialog = {
    text: say('desk.macro.intro'),
    onClose: () => setWriting(undefined),
    onDone: () => {
      setWriting(undefined)
      changed()
    },
  }
  return (
    <Panel
      title={say('desk.macro.title')}
      sx={{ my: 2 }}
      action={
        write && (
          <Button size="small" onClick={() => setWriting('new')}>
            {write.verb}
          </Button>
        )
      }
    >
      <WaitingMacros />
      {data.length === 0 && <Empty title={say('desk.macro.none')}>{say('desk.macro.noneHelp')}</Empty>}
      {data.map((macro) => (
        <Box component="article" key={macro.id} aria-label={macro.title} sx={{ mb: 2 }}>
          <MacroText macro={macro} />
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {say('desk.knowledge.version', { n: macro.version, at: format.day(macro.approvedAt) })}
          </Typography>
          <Box sx={{ display: 'flex', gap: 1, mt: 0.5, flexWrap: 'wrap' }}>
            {rewrite && (
              <Button
                size="small"
                onClick={() => setWriting(macro)}
                aria-label={`${rewrite.verb}: ${macro.title}`}
              >
                {rewrite.verb}
              </Button>
            )}
            <ActForm
              act={retire}
              params={{ id: macro.id }}
              about={macro.title}
              quiet
              onDone={changed}
              onStale={changed}
            />
          </Box>
        </Box>
      ))}
      {writing === 'new' && write && (
        <ActDialog
          {...dialog}
          title={write.verb}
          act={write}
          params={{}}
          fields={{
            title: { autoFocus: true },
            language: { of: 'desk.knowledge.inLanguage' },
            category: { of: 'desk.category', values: categories },
          }}
        />
      )}
      {writing && writing !== 'new' && rewrite && (
        <ActDialog
          {...dialog}
          title={`${rewrite.verb}: ${writing.title}`}
          act={rewrite}
          params={{ id: writing.id }}
          defaults={{ title: writing.title, body: writing.body }}
          fields={{ title: { autoFocus: true } }}
        />
      )}
    </Panel>
  )
}

function MacroText({ macro: { title, language, category, body } }: { macro: Macro | MacroWaiting }) {
  const say = useWords()
  const about = category === null ? say('desk.macro.any') : say.of('desk.category', category)
  return (
    <>
      <Typography variant="h3">
        {title} ({say(`desk.knowledge.inLanguage.${language}`)}, {about})
      </Typography>
      <Typography lang={language} sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {body}
      </Typography>
    </>
  )
}

/** What was written and waits for another person. */
function WaitingMacros() {
  const say = useWords()
  const desk = useDesk()
  const format = useFormat()
  const decided = useArticlesChanged()
  const [approve, decline] = [useAct('knowledge.macro-approved'), useAct('knowledge.macro-declined')]
  const { data, error, refetch } = useQuery({
    queryKey: ['knowledge', 'macros', 'waiting'],
    queryFn: () => desk.macrosWaiting(),
    enabled: approve !== undefined,
  })
  if (error) return <Failed error={error} retry={() => refetch()} />
  if (!data?.length) return null
  return (
    <>
      <Typography variant="h3">{say('desk.knowledge.waiting')}</Typography>
      {data.map((macro) => {
        const common = { params: { id: macro.id }, about: macro.title, quiet: true }
        return (
          <Box component="article" key={macro.id} aria-label={macro.title} sx={{ mb: 2 }}>
            <MacroText macro={macro} />
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {say('desk.knowledge.by', { name: macro.writtenBy, at: format.moment(macro.writtenAt) })}
            </Typography>
            <Box sx={{ display: 'flex', gap: 1, mt: 0.5, flexWrap: 'wrap' }}>
              {!macro.mine && (
                <ActForm
                  {...common}
                  act={approve}
                  verb={say('desk.knowledge.approve')}
                  onDone={decided}
                  onStale={decided}
                />
              )}
              <ActForm
                {...common}
                act={decline}
                verb={say(macro.mine ? 'desk.knowledge.withdraw' : 'desk.knowledge.decline')}
                onDone={decided}
                onStale={decided}
              />
            </Box>
          </Box>
        )
      })}
    </>
  )
}
