import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { myAccount } from './fixtures.ts'
import MyAccount from './MyAccount.tsx'

const page = <MyAccount />
const { sessions } = myAccount()

export const stories: Stories = {
  empty: {
    page,
    network: { '/api/me': () => [200, myAccount({ passkeys: [], sessions: sessions.slice(0, 1) })] },
  },
  loading: { page, network: { '/api/me': never } },
  error: { page, network: { '/api/me': down } },
  full: { page, network: { '/api/me': () => [200, myAccount()] } },
}
