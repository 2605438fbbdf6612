import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { Link } from 'react-router'
import type { Key } from '../words.ts'
import { DeskList } from './DeskList.tsx'
import { useWords } from './words/useWords.ts'

/** A list that fits one page, beside the page it belongs to; the address holds nothing of it. */
export function ShortList({
  tab,
  back,
  children,
}: {
  tab: Key
  /** The page it belongs to, and what that is called. */
  back: { to: string; title: Key }
  children: ReactElement
}) {
  const say = useWords()
  return (
    <DeskList
      tab={tab}
      action={
        <Button component={Link} to={back.to}>
          {say(back.title)}
        </Button>
      }
      disableSyncWithLocation
      pagination={false}
    >
      {children}
    </DeskList>
  )
}
