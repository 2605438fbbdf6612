import Button from '@mui/material/Button'
import { PageHead } from './PageHead.tsx'
import { Notice } from './states.tsx'
import { useWords } from './words/useWords.ts'

export function NoSuchPage() {
  const say = useWords()
  return (
    <>
      <PageHead tab="desk.notFound.title" />
      <Notice title={say('desk.notFound.title')}>{say('desk.notFound.help')}</Notice>
    </>
  )
}

/** What stands where a page failed to draw itself; the menu around it still works. */
export function BrokenPage() {
  const say = useWords()
  return (
    <>
      <PageHead tab="desk.broken.title" />
      <Notice
        title={say('desk.broken.title')}
        action={
          <Button color="inherit" size="small" onClick={() => window.location.reload()}>
            {say('desk.state.reload')}
          </Button>
        }
      >
        {say('desk.broken.help')}
      </Notice>
    </>
  )
}
