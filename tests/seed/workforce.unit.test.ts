import { expect, it } from 'vitest'
import { mailboxName } from '../../seed/workforce.ts'

it('somebody of the demo’s staff has a mailbox that is one, whatever letters their name is of', () => {
  const names = [
    ['José', 'Muñoz'],
    ['Ann', 'de la Cruz'],
    ['立伟', '刘'],
    ['Ann', '刘'],
  ] as const
  expect(names.map(([given, family]) => mailboxName(given, family))).toEqual([
    'jose.munoz',
    'ann.cruz',
    '',
    'ann',
  ])
})
