import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Key } from '../words.ts'
import { focusIsFree } from './focus.ts'
import { notPrinted } from './print.ts'
import { useWords, type Values } from './words/useWords.ts'

const product = 'Portal Desk'

/** Names the browser's tab. It takes a text of ours and no name: histories are kept on disk. */
export function useTabTitle(title: Key, values?: Values): void {
  const say = useWords()
  const text = say(title, values)
  useEffect(() => {
    document.title = `${text} · ${product}`
    return () => {
      document.title = product
    }
  }, [text])
}

/**
 * The head of every page: its one h1, which takes the focus when somebody comes here and nothing else claims it, and
 * the title of the tab. `children` stand beside the heading, `action` at the end of the line.
 */
export function PageHead({
  tab,
  values,
  title,
  children,
  action,
}: {
  tab: Key
  values?: Values
  /** The heading, where it is another than the tab's. */
  title?: string
  children?: ReactNode
  action?: ReactNode
}) {
  const say = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useTabTitle(tab, values)
  useEffect(() => {
    if (focusIsFree()) heading.current?.focus()
  }, [])
  return (
    <Box sx={{ display: 'flex', gap: 2, alignItems: 'baseline', flexWrap: 'wrap' }}>
      <Typography variant="h1" ref={heading} tabIndex={-1} sx={{ outline: 'none' }}>
        {title ?? say(tab, values)}
      </Typography>
      {children}
      {action && <Box sx={{ ml: 'auto', ...notPrinted }}>{action}</Box>}
    </Box>
  )
}
