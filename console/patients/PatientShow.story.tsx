import type { Case } from '../core/dataProvider.ts'
import { aCase, aPatient, diagnosis, row, verified } from '../core/story/fixtures.ts'
import { down, type Network, never, refusing, rows } from '../core/story/network.ts'
import type { Stories, Story } from '../core/story/Stage.tsx'
import { PatientPage } from './PatientShow.tsx'

const page = <PatientPage id="p1" />
const known: Network = {
  '/api/patients/p1': () => [200, aPatient()],
  '/api/patients/p1/diagnosis': () => [200, diagnosis],
  '/api/cases': rows([]),
}

const failedTries: Case['risks'][number] = {
  name: 'failed-tries',
  raises: 'one-level',
  title: 'Failed tries today',
  why: 'there were 2 wrong answers or codes within 24 hours',
  todo: 'Go on as usual, and verify the caller one level higher.',
}

/** Empty means here: nobody has opened a case yet. */
export const stories: Stories & Record<'denied' | 'verified' | 'atRisk' | 'supervisor' | 'elsewhere', Story> =
  {
    empty: { page, network: known },
    loading: { page, network: { '/api/patients/p1': never, '/api/patients/p1/diagnosis': never } },
    error: { page, network: { '/api/patients/p1': down, '/api/patients/p1/diagnosis': down } },
    denied: { page, network: { '/api/patients/p1': refusing, '/api/patients/p1/diagnosis': refusing } },
    full: {
      page,
      network: {
        ...known,
        '/api/cases': rows([row()]),
        '/api/cases/c1': () => [200, aCase({ calledBefore: { aboutPatient: 2, aboutOthers: 3, days: 90 } })],
      },
    },
    verified: {
      page,
      network: {
        ...known,
        '/api/cases': rows([row(), row({ id: 'c0', number: 990, status: 'closed', outcome: 'explained' })]),
        '/api/cases/c1': () => [200, aCase({ verifications: [verified] })],
      },
    },
    atRisk: {
      page,
      network: {
        ...known,
        '/api/patients/p1': () => [200, aPatient({ risks: [failedTries] })],
        '/api/cases': rows([row()]),
        '/api/cases/c1': () => [200, aCase({ verifications: [verified], risks: [failedTries] })],
        '/api/macros': rows([
          {
            id: 'm1',
            language: 'en',
            category: null,
            title: 'Called back',
            body: 'Called back about case {caseNumber}. {agent}',
            version: 1,
            approvedAt: '2026-11-20T10:00:00.000Z',
          },
        ]),
      },
    },
    elsewhere: {
      page,
      network: {
        ...known,
        '/api/patients/p1/diagnosis': () => [
          200,
          {
            causes: [
              {
                code: 'duplicate-record',
                title: 'There may be a duplicate record',
                evidence: [],
                remedy: { act: 'refer-duplicate', title: 'Transfer to registration', tier: 'T0' },
                escalateTo: 'registration',
              },
            ],
          },
        ],
        '/api/cases': rows([row()]),
        '/api/cases/c1': () => [200, aCase()],
      },
    },
    supervisor: {
      page,
      role: 'supervisor',
      network: {
        ...known,
        '/api/cases': rows([row()]),
        '/api/cases/c1': () => [200, aCase({ assignedTo: null, assigneeId: null })],
      },
    },
  }
