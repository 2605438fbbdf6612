import PeopleIcon from '@mui/icons-material/Badge'
import CaseIcon from '@mui/icons-material/ConfirmationNumber'
import AuditIcon from '@mui/icons-material/FactCheck'
import PatientIcon from '@mui/icons-material/PersonSearch'
import { lazy, type ReactNode, Suspense } from 'react'
import { Admin, CustomRoutes, memoryStore, Resource } from 'react-admin'
import { Route } from 'react-router'
import { CaseList } from './cases/CaseList.tsx'
import { CaseShow } from './cases/CaseShow.tsx'
import { PatientSearch } from './patients/PatientSearch.tsx'
import { PatientShow } from './patients/PatientShow.tsx'
import { authProvider } from './providers/auth.ts'
import { dataProvider } from './providers/data.ts'
import { i18nProvider } from './providers/i18n.ts'
import { newQueryClient } from './providers/queryClient.ts'
import { EnrolPage } from './signin/EnrolPage.tsx'
import { SignInPage } from './signin/SignInPage.tsx'
import { StaffList } from './staff/StaffList.tsx'
import { Home } from './ui/Home.tsx'
import { Layout } from './ui/Layout.tsx'
import { Waiting } from './ui/states.tsx'
import { darkTheme, lightTheme } from './ui/theme.ts'

const AdoptionPage = lazy(() => import('./adoption/AdoptionPage.tsx'))
const AlertsPage = lazy(() => import('./privacy/AlertsPage.tsx'))
const AlertPage = lazy(() => import('./privacy/AlertPage.tsx'))
const ActivityPage = lazy(() => import('./privacy/ActivityPage.tsx'))
const WatchedPage = lazy(() => import('./privacy/WatchedPage.tsx'))
const RulesPage = lazy(() => import('./privacy/RulesPage.tsx'))
const BreakGlassPage = lazy(() => import('./privacy/BreakGlassPage.tsx'))
const AccessReviewPage = lazy(() => import('./staff/AccessReviewPage.tsx'))
const AuditPage = lazy(() => import('./audit/AuditPage.tsx'))
const ReportPage = lazy(() => import('./audit/ReportPage.tsx'))
const DisclosuresPage = lazy(() => import('./privacy/DisclosuresPage.tsx'))

const whenLoaded = (page: ReactNode) => <Suspense fallback={<Waiting />}>{page}</Suspense>

// Nothing of a patient may stay on a shared workstation: the store lives in memory and ends with the tab.
const store = memoryStore()
const queryClient = newQueryClient()

/** The console's site map. */
export function App() {
  return (
    <Admin
      dataProvider={dataProvider}
      queryClient={queryClient}
      authProvider={authProvider}
      i18nProvider={i18nProvider}
      store={store}
      theme={lightTheme}
      darkTheme={darkTheme}
      layout={Layout}
      loginPage={SignInPage}
      dashboard={Home}
      requireAuth
      disableTelemetry
      title="Portal Desk"
    >
      <Resource name="patients" icon={PatientIcon} list={PatientSearch} show={PatientShow} />
      <Resource name="cases" icon={CaseIcon} list={CaseList} show={CaseShow} />
      <Resource name="audit" icon={AuditIcon} list={AuditPage} />
      <Resource name="staff" icon={PeopleIcon} list={StaffList} />
      <CustomRoutes>
        <Route path="/adoption" element={whenLoaded(<AdoptionPage />)} />
        <Route path="/privacy-alerts" element={whenLoaded(<AlertsPage />)} />
        <Route path="/privacy-alerts/:id" element={whenLoaded(<AlertPage />)} />
        <Route path="/activity-reviews" element={whenLoaded(<ActivityPage />)} />
        <Route path="/watched-records" element={whenLoaded(<WatchedPage />)} />
        <Route path="/privacy-rules" element={whenLoaded(<RulesPage />)} />
        <Route path="/break-glass" element={whenLoaded(<BreakGlassPage />)} />
        <Route path="/access-reviews" element={whenLoaded(<AccessReviewPage />)} />
        <Route path="/reports/:subject/:id" element={whenLoaded(<ReportPage />)} />
        <Route path="/patients/:id/disclosures" element={whenLoaded(<DisclosuresPage />)} />
      </CustomRoutes>
      <CustomRoutes noLayout>
        <Route path="/enrol" element={<EnrolPage />} />
      </CustomRoutes>
    </Admin>
  )
}
