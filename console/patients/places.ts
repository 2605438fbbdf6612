import PatientIcon from '@mui/icons-material/PersonSearch'
import type { Place } from '../core/places.ts'

export const patientPlaces: Place[] = [
  {
    path: '/patients',
    resource: 'patients',
    view: 'list',
    title: 'desk.find.title',
    needs: ['patients.search'],
    menu: { label: 'desk.patient.menu', icon: PatientIcon, letter: 'p' },
    page: () => import('./PatientSearch.tsx'),
  },
  {
    path: '/patients/:id/show',
    resource: 'patients',
    view: 'show',
    title: 'desk.patient.one',
    // Whoever may open an emergency access may come to a patient's page; the API decides whether it opens.
    needs: ['patients.show', 'patients.break-glass'],
    page: () => import('./PatientShow.tsx'),
  },
]
