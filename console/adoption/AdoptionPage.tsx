import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactNode } from 'react'
import { useCanAccess } from 'react-admin'
import { Link } from 'react-router'
import { DeskTabs } from '../core/DeskTabs.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { printedOnly } from '../core/print.ts'
import { sessionNow } from '../core/session.ts'
import { Waiting } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import { EquityTab, PlacesTab } from './CompareTab.tsx'
import { FeaturesTab } from './FeaturesTab.tsx'
import { FunnelTab } from './FunnelTab.tsx'
import { useFormat } from './format.ts'
import { OverviewTab } from './OverviewTab.tsx'
import { QuestionBar } from './QuestionBar.tsx'
import { RetentionTab } from './RetentionTab.tsx'
import { SupportTab } from './SupportTab.tsx'
import { type AskedQuestion, type Tab, tabs, useQuestion } from './useQuestion.ts'

const contents: Record<Tab, (props: { question: AskedQuestion }) => ReactNode> = {
  overview: OverviewTab,
  funnel: FunnelTab,
  retention: RetentionTab,
  places: PlacesTab,
  equity: EquityTab,
  features: FeaturesTab,
  support: SupportTab,
}

/** Whether patients use the portal, and what it saves. No identities: figures only. */
export default function AdoptionPage() {
  const say = useWords()
  const format = useFormat()
  const question = useQuestion()
  const { canAccess, isPending } = useCanAccess({ resource: 'adoption.compare', action: 'list' })
  const shown = tabs.filter((tab) => canAccess || (tab !== 'places' && tab !== 'equity'))
  const tab = shown.includes(question.tab) ? question.tab : 'overview'
  const Content = contents[tab]
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Box sx={printedOnly}>
        {sessionNow().signedIn?.hospital.name} · {say(`desk.adoption.tab.${tab}`)} ·{' '}
        {say('desk.adoption.printed', { day: format.day(new Date().toISOString().slice(0, 10)) })}
      </Box>
      <PageHead
        tab="desk.menu.adoption"
        action={
          <>
            <Button onClick={() => window.print()}>{say('desk.adoption.print')}</Button>
            <Button component={Link} to="/adoption/goals">
              {say('desk.adoption.goals')}
            </Button>
            <Button component={Link} to="/adoption/annotations">
              {say('desk.adoption.marksTitle')}
            </Button>
          </>
        }
      />
      {isPending ? (
        <Waiting lines={8} />
      ) : (
        <>
          <DeskTabs
            label={say('desk.adoption.dashboards')}
            value={tab}
            onChange={(next) => question.set({ tab: next === 'overview' ? '' : next })}
            tabs={shown.map((name) => ({ name, label: say(`desk.adoption.tab.${name}`) }))}
          />
          <QuestionBar question={question} tab={tab} />
          <Box role="tabpanel" aria-label={say(`desk.adoption.tab.${tab}`)}>
            <Content question={question} />
          </Box>
        </>
      )}
    </Box>
  )
}
