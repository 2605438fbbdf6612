import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { rows } from '../../console/core/story/network.ts'
import { aRoleRequest } from '../../console/staff/fixtures.ts'
import * as account from '../../console/staff/MyAccount.story.tsx'
import * as staffList from '../../console/staff/StaffList.story.tsx'
import { show } from './show.tsx'

it('a password is sent as it was typed, blanks and all, and neither field is to be read over a shoulder', async () => {
  const sent: unknown[] = []
  show({
    ...account.stories.full,
    network: {
      ...account.stories.full.network,
      '/api/me/password': (body) => {
        sent.push(body)
        return [200, {}]
      },
    },
  })
  const old = await screen.findByLabelText(/^Current password/)
  const next = screen.getByLabelText(/^New password/)
  for (const field of [old, next]) expect(field).toHaveProperty('type', 'password')
  await userEvent.type(old, ' old with blanks ')
  await userEvent.type(next, 'a new one, longer ')
  await userEvent.click(screen.getByRole('button', { name: 'Change my password' }))
  expect(await screen.findByText(/Your password was changed/)).toBeTruthy()
  expect(sent).toEqual([{ oldPassword: ' old with blanks ', newPassword: 'a new one, longer ' }])
  expect(old).toHaveProperty('value', '')
})

it('new recovery codes are shown, and the offer of others is gone while they are', async () => {
  show({
    ...account.stories.full,
    network: {
      ...account.stories.full.network,
      '/api/me/recovery-codes': () => [200, { recoveryCodes: ['AAAA-BBBB-CCCC-DDDD'] }],
    },
  })
  await userEvent.click(await screen.findByRole('button', { name: 'Get new recovery codes' }))
  expect(await screen.findByText('AAAA-BBBB-CCCC-DDDD')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Get new recovery codes' })).toBeNull()
})

it('a change of role is offered for approval to a second person only: not to whoever asked, nor whom it is about', async () => {
  show({
    ...staffList.stories.full,
    network: {
      ...staffList.stories.full.network,
      '/api/role-requests': rows([
        aRoleRequest({ id: 'q1', name: 'One Other' }),
        aRoleRequest({ id: 'q2', name: 'Two Mine', mine: true }),
        aRoleRequest({ id: 'q3', name: 'Three Me', about: true }),
      ]),
    },
  })
  const panel = within(await screen.findByRole('region', { name: 'Role changes waiting for approval' }))
  expect((await panel.findAllByRole('button')).map((button) => button.getAttribute('aria-label'))).toEqual([
    'Approve: One Other',
    'Decline: One Other',
    'Withdraw: Two Mine',
  ])
})
