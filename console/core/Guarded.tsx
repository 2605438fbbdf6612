import Button from '@mui/material/Button'
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import { useAuthenticated, usePermissions } from 'react-admin'
import { Link, useParams } from 'react-router'
import { permissionsOf, roles } from '../../api/core/access/permissions.ts'
import { PageHead } from './PageHead.tsx'
import { mayOpen, type Place } from './places.ts'
import type { SignedIn } from './session.ts'
import { Notice, Waiting } from './states.tsx'
import { useWords } from './words/useWords.ts'

/**
 * The page of a place, for those it is open to; nobody else's browser asks for anything of it. What a page holds belongs
 * to the record in its address: another id is another page, and nothing of the last record is left on it.
 */
export function guarded(place: Place): ComponentType {
  const Page = lazy(place.page)
  return function Guarded() {
    const { '*': _, ...named } = useParams()
    return (
      <Gate place={place}>
        <Suspense fallback={<Waiting lines={8} />}>
          <Page key={Object.values(named).join(' ')} />
        </Suspense>
      </Gate>
    )
  }
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
  const open = roles.filter((role) => mayOpen(place, permissionsOf(role)))
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
        {say('desk.denied.who', { roles: open.map((role) => say(`desk.role.${role}`)).join(', ') })}{' '}
        {say('desk.denied.help')}
      </Notice>
    </>
  )
}
