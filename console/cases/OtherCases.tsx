import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { Link as RouterLink } from 'react-router'
import type { CaseRow } from '../core/dataProvider.ts'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { useWords } from '../core/words/useWords.ts'

/** What else this patient called about; a closed case is read on its own page, an open one is worked on here. */
export function OtherCases({ cases, onChoose }: { cases: CaseRow[]; onChoose: (id: string) => void }) {
  const say = useWords()
  return (
    <Panel title={say('desk.case.earlier')}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {cases.map((one) => (
          <Typography component="li" variant="body2" key={one.id} sx={{ py: 0.25 }}>
            {one.status === 'closed' ? (
              <Link component={RouterLink} to={`/cases/${one.id}/show`}>
                {one.number}
              </Link>
            ) : (
              <Link component="button" onClick={() => onChoose(one.id)}>
                {one.number}
              </Link>
            )}{' '}
            · {say.of('desk.category', one.category)} · {say(`desk.caseStatus.${one.status}`)}
            {one.cause && ` · ${say.of('desk.cause', one.cause)}`}
            {one.outcome && ` · ${say.of('desk.outcome', one.outcome)}`} ·{' '}
            {say('desk.case.openedBy', { name: one.openedBy })} <Moment at={one.openedAt} as="relative" />
          </Typography>
        ))}
      </Box>
    </Panel>
  )
}
