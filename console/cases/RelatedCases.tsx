import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { useAct } from '../core/acts.ts'
import type { Case, CaseRow } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Moment } from '../core/Moment.tsx'
import { rolesInWords } from '../core/rolesInWords.ts'
import { useWords } from '../core/words/useWords.ts'

interface Props {
  supportCase: Case
  /** The patient’s other cases. */
  others: readonly CaseRow[]
  /** The reader works the case where it is now. */
  mine: boolean
  onChanged: () => void
  onStale: () => void
}

const lines = { listStyle: 'none', m: 0, p: 0, mt: 1, display: 'grid', gap: 0.5 } as const

/**
 * What the case belongs to: second cases about the same call, which are shown in it, and cases of other patients, of which
 * the number stands here and who works them.
 */
export function RelatedCases({ supportCase, others, mine, onChanged, onStale }: Props) {
  const say = useWords()
  const [merge, separate] = [useAct('case.merged'), useAct('case.separated')]
  const [link, unlink] = [useAct('case.linked'), useAct('case.unlinked')]
  const [asking, setAsking] = useState<'merge' | 'link'>()
  const { id, version, merged, links, status, mergedInto } = supportCase
  const open = status !== 'closed' && mine
  const into = others.filter((one) => one.status !== 'closed')
  const done = () => {
    setAsking(undefined)
    onChanged()
  }
  const form = { params: { id }, onDone: done, onStale, onCancel: () => setAsking(undefined), inline: true }
  return (
    <>
      {(merged.length > 0 || links.length > 0 || mergedInto) && (
        <Box component="ul" sx={lines} aria-label={say('desk.case.related')}>
          {mergedInto && (
            <Typography component="li" variant="body2">
              {say('desk.case.goesOnAs')}{' '}
              <Link component={RouterLink} to={`/cases/${mergedInto.id}/show`}>
                {mergedInto.number}
              </Link>
              <ActForm
                act={separate}
                params={{ id }}
                given={{ version }}
                quiet
                onDone={onChanged}
                onStale={onStale}
              />
            </Typography>
          )}
          {merged.map((one) => (
            <Typography component="li" variant="body2" key={one.id}>
              {say('desk.case.alsoHere', { number: one.number })} <Moment at={one.openedAt} as="relative" />:{' '}
              {one.summary}
              <ActForm
                act={separate}
                params={{ id: one.id }}
                given={{ version: one.version }}
                about={String(one.number)}
                quiet
                onDone={onChanged}
                onStale={onStale}
              />
            </Typography>
          ))}
          {links.map((one) => (
            <Typography component="li" variant="body2" key={one.id}>
              {say(`desk.case.linked.${one.is}`)}{' '}
              <Link component={RouterLink} to={`/cases/${one.id}/show`}>
                {one.number}
              </Link>{' '}
              ·{' '}
              {say('desk.case.workedBy', {
                roles: rolesInWords(say, (role) => one.workedBy.includes(role)),
              })}
              {one.is === 'parent' && mine && (
                <ActForm act={unlink} params={{ id }} quiet onDone={onChanged} />
              )}
            </Typography>
          ))}
        </Box>
      )}
      {open && asking === undefined && (
        <Box sx={{ display: 'flex', gap: 1, mt: 1, flexWrap: 'wrap' }}>
          {merge && into.length > 0 && <Button onClick={() => setAsking('merge')}>{merge.verb} …</Button>}
          {link && !links.some(({ is }) => is === 'parent') && (
            <Button onClick={() => setAsking('link')}>{link.verb} …</Button>
          )}
        </Box>
      )}
      {open && asking === 'merge' && (
        <ActForm
          {...form}
          act={merge}
          given={{ version }}
          fields={{
            into: {
              choices: into.map((one) => ({
                id: one.id,
                name: `${one.number} · ${say.of('desk.category', one.category)}`,
              })),
              autoFocus: true,
            },
          }}
        />
      )}
      {open && asking === 'link' && <ActForm {...form} act={link} fields={{ number: { autoFocus: true } }} />}
    </>
  )
}
