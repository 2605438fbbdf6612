import { ResourceContextProvider } from 'react-admin'
import { down, never, rows } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { aClinicRequest, aMember, anEnrolment, aRoleRequest } from './fixtures.ts'
import StaffList from './StaffList.tsx'

const page = (
  <ResourceContextProvider value="staff">
    <StaffList />
  </ResourceContextProvider>
)
const role = 'administrator'

export const stories: Stories = {
  empty: {
    role,
    page,
    network: {
      '/api/staff': rows([]),
      '/api/role-requests': rows([]),
      '/api/clinic-requests': rows([]),
      '/api/enrolment-requests': rows([]),
    },
  },
  loading: {
    role,
    page,
    network: {
      '/api/staff': never,
      '/api/role-requests': never,
      '/api/clinic-requests': never,
      '/api/enrolment-requests': never,
    },
  },
  error: {
    role,
    page,
    network: {
      '/api/staff': down,
      '/api/role-requests': down,
      '/api/clinic-requests': down,
      '/api/enrolment-requests': down,
    },
  },
  full: {
    role,
    page,
    network: {
      '/api/enrolment-requests': rows([
        anEnrolment(),
        anEnrolment({ id: 'e2', kind: 'new', mine: true, reason: null, recognised: null }),
      ]),
      '/api/clinic-requests': rows([aClinicRequest()]),
      '/api/role-requests': rows([aRoleRequest(), aRoleRequest({ id: 'q2', mine: true })]),
      '/api/staff': rows([
        aMember(),
        aMember({ id: 's2', name: 'Lee Gone', status: 'disabled' }),
        aMember({ id: 'the-administrator', name: 'Sam Rivera', role: 'administrator' }),
      ]),
    },
  },
}
