import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { Title } from 'react-admin'
import { Link } from 'react-router'
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
  const title = translate(`desk.privacy.${page}.title`)
  return (
    <Box sx={{ py: 2, display: 'grid', gap: 2, maxWidth: 1280, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Title title={title} />
      <Typography variant="h1">{title}</Typography>
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
