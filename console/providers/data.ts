import simpleRestProvider from 'ra-data-simple-rest'
import type { DataProvider } from 'react-admin'
import type { z } from 'zod'
import type { supportCase } from '../../api/call/schema.ts'
import type { verification } from '../../api/callers/schema.ts'
import type { diagnosis } from '../../api/logins/schema.ts'
import type { patient, patientPage } from '../../api/patients/schema.ts'
import { get, httpClient, post } from './http.ts'

export type Patient = z.output<typeof patient>
export type PatientPage = z.output<typeof patientPage>
export type PatientRow = PatientPage['data'][number]
export type Diagnosis = z.output<typeof diagnosis>
export type Cause = Diagnosis['causes'][number]
export type Case = z.output<typeof supportCase>
export type Verification = z.output<typeof verification>

const rest = simpleRestProvider('/api', httpClient)

/** Finds patients by POST: what identifies a person never stands in an address. */
export const searchPatients = (q: string, range: [number, number] = [0, 24]) =>
  post<PatientPage>('/patients/search', { filter: { q }, range })

export const dataProvider: DataProvider = {
  ...rest,
  async getList(resource, params) {
    if (resource !== 'patients') return rest.getList(resource, params)
    const { page, perPage } = params.pagination ?? { page: 1, perPage: 25 }
    const { data, total } = await searchPatients(String(params.filter?.q ?? ''), [
      (page - 1) * perPage,
      page * perPage - 1,
    ])
    return { data: data as never, total }
  },
}

export const diagnose = (patientId: string) => get<Diagnosis>(`/patients/${patientId}/diagnosis`)
