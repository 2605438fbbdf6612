import type { ComponentType } from 'react'
import type { Permission } from '../../api/core/access/permissions.ts'
import type { Key } from '../words.ts'

/** What waits behind an item of the menu, and how that is said. */
export interface Waiting {
  count: number
  says: string
}

/** A page of the console. Menu, routes, titles and permissions all come from this one declaration. */
export interface Place {
  /** Its address, as react-router writes it. */
  path: string
  /** What the browser's tab is called: never a patient's name, since histories are kept on disk. */
  title: Key
  /** Any one of these permissions opens it, or that somebody is signed in. */
  needs: [Permission, ...Permission[]] | 'signed-in'
  page: () => Promise<{ default: ComponentType }>
  /** Where it is a view of a resource of react-admin. */
  resource?: string
  view?: 'list' | 'show' | 'create' | 'edit'
  /** How it stands in the menu, where it does. */
  menu?: {
    label: Key
    icon: ComponentType
    /** The letter that leads there after “g”. */
    letter: string
    /** How much waits there for the reader, kept current; a hook. */
    useWaiting?: () => Waiting | undefined
  }
}

/** What stands in somebody's menu, in the order the places are declared. */
export const menuOf = (places: readonly Place[], permissions: readonly Permission[]) =>
  places.flatMap((place) =>
    place.menu && mayOpen(place, permissions) ? [{ path: place.path, ...place.menu }] : [],
  )

/** Whether whoever has these permissions may open a place. */
export const mayOpen = ({ needs }: Pick<Place, 'needs'>, permissions: readonly Permission[]): boolean =>
  needs === 'signed-in' || needs.some((permission) => permissions.includes(permission))
