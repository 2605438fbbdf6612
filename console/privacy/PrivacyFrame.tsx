import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { PageHead } from '../core/PageHead.tsx'
import { notPrinted } from '../core/print.ts'
import { useWords } from '../core/words/useWords.ts'

const pages = {
  alerts: '/privacy-alerts',
  activity: '/activity-reviews',
  watched: '/watched-records',
  rules: '/privacy-rules',
} as const

/** The pages of the privacy office, one beside the other. */
export function PrivacyFrame({ page, children }: { page: keyof typeof pages; children: ReactNode }) {
  const translate = useWords()
  return (
    <Box sx={{ display: 'grid', gap: 2, maxWidth: 1280, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <PageHead tab={`desk.privacy.${page}.title`} />
      <Box
        component="nav"
        aria-label={translate('desk.privacy.pages')}
        sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', ...notPrinted }}
      >
        {(Object.keys(pages) as (keyof typeof pages)[]).map((name) => (
          <Button
            key={name}
            component={Link}
            to={pages[name]}
            variant={name === page ? 'outlined' : 'text'}
            {...(name === page && { 'aria-current': 'page' })}
          >
            {translate(`desk.privacy.${name}.title`)}
          </Button>
        ))}
      </Box>
      {children}
    </Box>
  )
}
