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
  about,
  children,
}: {
  tab: Key
  /** The page it belongs to, and what that is called. */
  back: { to: string; title: Key }
  /** What is to be known of all its rows. */
  about?: Key
  children: ReactElement
}) {
  const say = useWords()
  return (
    <DeskList
      tab={tab}
      about={about}
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
