import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { Title, useTranslate } from 'react-admin'
import { Link } from 'react-router'
import { notPrinted } from '../ui/print.ts'

const pages = {
  alerts: '/privacy-alerts',
  activity: '/activity-reviews',
  watched: '/watched-records',
  rules: '/privacy-rules',
} as const

/** The pages of the privacy office, one beside the other. */
export function PrivacyFrame({ page, children }: { page: keyof typeof pages; children: ReactNode }) {
  const translate = useTranslate()
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
        {Object.entries(pages).map(([name, to]) => (
          <Button
            key={name}
            component={Link}
            to={to}
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
