import Button from '@mui/material/Button'
import type { ComponentType, ReactNode } from 'react'
import { useAuthenticated, usePermissions } from 'react-admin'
import { Link, useParams } from 'react-router'
import { permissionsOf } from '../../api/core/access/permissions.ts'
import { PageHead } from './PageHead.tsx'
import { mayOpen, type Place } from './places.ts'
import { rolesInWords } from './rolesInWords.ts'
import type { SignedIn } from './session.ts'
import { Failed, Notice, Waiting } from './states.tsx'
import { useLoaded } from './useLoaded.ts'
import { useWords } from './words/useWords.ts'

/**
 * The page of a place, for those it is open to; nobody else's browser asks for anything of it. What a page holds belongs
 * to the record in its address: another id is another page, and nothing of the last record is left on it.
 */
export function guarded(place: Place): ComponentType {
  return function Guarded() {
    const { '*': _, ...named } = useParams()
    return (
      <Gate place={place}>
        <Opened key={Object.values(named).join(' ')} place={place} />
      </Gate>
    )
  }
}

function Opened({ place }: { place: Place }) {
  const { Part: Page, error, retry } = useLoaded(place.path, place.page)
  if (Page) return <Page />
  if (!error) return <Waiting lines={8} />
  return (
    <>
      <PageHead tab={place.title} />
      <Failed error={error} retry={retry} />
    </>
  )
}

export function Gate({ place, children }: { place: Place; children: ReactNode }) {
  useAuthenticated()
  const { permissions: staff } = usePermissions<SignedIn['staff']>()
  if (!staff) return <Waiting lines={8} />
  if (!mayOpen(place, staff.permissions)) return <Denied place={place} />
  return children
}

/** Not allowed, said as a page: who can open it, and what to do. */
export function Denied({ place }: { place: Place }) {
  const say = useWords()
  const open = rolesInWords(say, (role) => mayOpen(place, permissionsOf(role)))
  return (
    <>
      <PageHead tab={place.title} />
      <Notice
        title={say('desk.denied.title')}
        action={
          <Button component={Link} to="/" color="inherit" size="small">
            {say('desk.denied.home')}
          </Button>
        }
      >
        {say('desk.denied.who', { roles: open })} {say('desk.denied.help')}
      </Notice>
    </>
  )
}
