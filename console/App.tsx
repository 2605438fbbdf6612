import { AdminContext, AdminUI, CustomRoutes, memoryStore, Resource } from 'react-admin'
import { Route } from 'react-router'
import { createAuthProvider } from './core/auth.ts'
import { dataProvider } from './core/dataProvider.ts'
import { BrokenPage, NoSuchPage } from './core/Fallbacks.tsx'
import { guarded } from './core/Guarded.tsx'
import { newQueryClient } from './core/queryClient.ts'
import { Failed, Waiting } from './core/states.tsx'
import { darkTheme, lightTheme } from './core/theme.ts'
import { useLoaded } from './core/useLoaded.ts'
import { i18nProvider } from './core/words/i18n.ts'
import { Speaking } from './core/words/Speaking.tsx'
import { HomePage } from './home/HomePage.tsx'
import { Layout } from './Layout.tsx'
import { places } from './places.ts'
import { SignInPage } from './signin/SignInPage.tsx'

const loadEnrol = () => import('./signin/EnrolPage.tsx')
const loadInquiry = () => import('./privacy/InquiryPage.tsx')

// Nothing of a patient may stay on a shared workstation: the store lives in memory and ends with the tab.
const store = memoryStore()
const queryClient = newQueryClient()
const authProvider = createAuthProvider(places)

const pages = places.map((place) => ({ ...place, Page: guarded(place) }))
const resources = Object.entries(Object.groupBy(pages, ({ resource }) => resource ?? ''))

/** The console's site map: all of it comes from the places the rooms declare. */
export function App() {
  return (
    <AdminContext
      dataProvider={dataProvider}
      queryClient={queryClient}
      authProvider={authProvider}
      i18nProvider={i18nProvider}
      store={store}
      theme={lightTheme}
      darkTheme={darkTheme}
    >
      <Speaking>
        <AdminUI
          layout={Layout}
          loginPage={SignInPage}
          dashboard={HomePage}
          catchAll={NoSuchPage}
          error={BrokenPage}
          loading={Loading}
          requireAuth
          disableTelemetry
          title="Portal Desk"
        >
          {resources.map(([name, views = []]) =>
            name === '' ? (
              <CustomRoutes key="other">
                {views.map(({ path, Page }) => (
                  <Route key={path} path={path} element={<Page />} />
                ))}
              </CustomRoutes>
            ) : (
              <Resource
                key={name}
                name={name}
                {...Object.fromEntries(views.map(({ view, Page }) => [view, Page]))}
              />
            ),
          )}
          <CustomRoutes noLayout>
            <Route path="/enrol" element={<ByLink name="enrol" load={loadEnrol} />} />
            <Route path="/inquiry" element={<ByLink name="inquiry" load={loadInquiry} />} />
          </CustomRoutes>
        </AdminUI>
      </Speaking>
    </AdminContext>
  )
}

// React-admin’s own is blank for a second: who has just signed in would see a page with nothing on it.
const Loading = () => <Waiting lines={8} />

/** A page that a mailed link leads to: nobody is signed in for it. */
function ByLink({ name, load }: { name: string; load: typeof loadEnrol }) {
  const { Part: Page, error, retry } = useLoaded(name, load)
  if (Page) return <Page />
  return error ? <Failed error={error} retry={retry} /> : <Waiting />
}
