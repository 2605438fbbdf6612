import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import { useCanAccess } from 'react-admin'
import { PageHead } from '../core/PageHead.tsx'
import { Waiting } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import { EquityTab, PlacesTab } from './CompareTab.tsx'
import { FeaturesTab } from './FeaturesTab.tsx'
import { FunnelTab } from './FunnelTab.tsx'
import { OverviewTab } from './OverviewTab.tsx'
import { QuestionBar } from './QuestionBar.tsx'
import { RetentionTab } from './RetentionTab.tsx'
import { SupportTab } from './SupportTab.tsx'
import { type AskedQuestion, type Tab as TabName, tabs, useQuestion } from './useQuestion.ts'

const contents: Record<TabName, (props: { question: AskedQuestion }) => React.ReactNode> = {
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
  const translate = useWords()
  const question = useQuestion()
  const { canAccess, isPending } = useCanAccess({ resource: 'adoption.compare', action: 'list' })
  if (isPending) return <Waiting />
  const shown = tabs.filter((tab) => canAccess || (tab !== 'places' && tab !== 'equity'))
  const tab = shown.includes(question.tab) ? question.tab : 'overview'
  const Content = contents[tab]
  return (
    <Box sx={{ display: 'grid', gap: 2, maxWidth: 1280 }}>
      <PageHead tab="desk.menu.adoption" />
      <QuestionBar question={question} />
      <Tabs
        value={tab}
        onChange={(_, next) => question.set({ tab: next === 'overview' ? '' : next })}
        variant="scrollable"
        aria-label={translate('desk.adoption.dashboards')}
      >
        {shown.map((name) => (
          <Tab
            key={name}
            value={name}
            label={translate(`desk.adoption.tab.${name}`)}
            id={`tab-${name}`}
            aria-controls={`panel-${name}`}
          />
        ))}
      </Tabs>
      <Box role="tabpanel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`}>
        <Content question={question} />
      </Box>
    </Box>
  )
}
