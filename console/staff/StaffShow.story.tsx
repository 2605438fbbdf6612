import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { aClinicRequest, anEnrolment, aRoleRequest, aStaffPage } from './fixtures.ts'
import { StaffShowPage } from './StaffShow.tsx'

const page = <StaffShowPage id="s1" />
const role = 'administrator'
const none = {
  '/api/role-requests': rows([]),
  '/api/clinic-requests': rows([]),
  '/api/enrolment-requests': rows([]),
}
const nowhere = { enrolled: false, linkUntil: null, recoveryCodesLeft: 0, passkeys: 0, sessions: [] }

export const stories: Stories = {
  empty: {
    role,
    page,
    network: {
      ...none,
      '/api/staff/s1': () => [200, aStaffPage({ status: 'invited', lastSignInAt: null, access: nowhere })],
    },
  },
  loading: { role, page, network: { ...none, '/api/staff/s1': never } },
  error: { role, page, network: { ...none, '/api/staff/s1': down } },
  full: {
    role,
    page,
    network: {
      '/api/staff/s1': () => [200, aStaffPage()],
      '/api/clinic-requests': rows([aClinicRequest()]),
      '/api/role-requests': rows([aRoleRequest()]),
      '/api/enrolment-requests': rows([anEnrolment()]),
    },
  },
}
