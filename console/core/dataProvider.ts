import simpleRestProvider from 'ra-data-simple-rest'
import { type DataProvider, type GetListParams, useDataProvider } from 'react-admin'
import type { z } from 'zod'
import type { appRow } from '../../api/apps/schema.ts'
import type { backupsShown } from '../../api/backup/schema.ts'
import type { patient, patientPage, supportCase, work } from '../../api/call/schema.ts'
import type { approvalRow, approvalsWaiting, verification } from '../../api/callers/schema.ts'
import type { showDraft } from '../../api/cases/drafts/keepDraft.ts'
import type { caseRow, foundCases, queueCounts, takers, viewRow } from '../../api/cases/schema.ts'
import type { pair, pairCounts, pairRow } from '../../api/duplicates/schema.ts'
import type { posture } from '../../api/evidence/showPosture.ts'
import type { conflict, conflictRow } from '../../api/imports/conflicts/schema.ts'
import type { noticeRow } from '../../api/incidents/schema.ts'
import type { macros, waitingMacros } from '../../api/knowledge/macros/schema.ts'
import type { articles, waiting } from '../../api/knowledge/schema.ts'
import type { batchRow, letterRow, printed } from '../../api/letters/schema.ts'
import type { actDone, diagnosis } from '../../api/logins/schema.ts'
import type { patientView } from '../../api/portal/asPatient/schema.ts'
import type { accountingShown } from '../../api/privacy/accounting/schema.ts'
import type { activityReview, activityReviewRow } from '../../api/privacy/activity/schema.ts'
import type { alert, alertRow, overview } from '../../api/privacy/alerts/schema.ts'
import type { breach, breachRow, letters } from '../../api/privacy/breaches/shown.ts'
import type { sanctionRow } from '../../api/privacy/sanctions/schema.ts'
import type { accounting, ruleRow } from '../../api/privacy/schema.ts'
import type { watched } from '../../api/privacy/watched/schema.ts'
import type { callReview, draws, myReviews, reviewRow } from '../../api/quality/schema.ts'
import type { policy } from '../../api/settings/schema.ts'
import type {
  accessReview,
  accessReviewRow,
  clinicRequests,
  enrolmentRequests,
  myAccount,
  roleRequests,
  staffMember,
  staffPage,
} from '../../api/staff/schema.ts'
import type { ActDeclaration } from './acts.ts'
import { clinicMethods } from './clinicMethods.ts'
import { figureMethods } from './figureMethods.ts'
import { get, httpClient, post, put, putQuietly, type Reading, remove } from './http.ts'
import { type Intent, newIntent } from './intent.ts'
import { listEvents, logMethods } from './logMethods.ts'

export type PatientRecord = z.output<typeof patient>
/** A patient's page, with what the diagnosis says speaks for proving a caller further. */
export type Patient = PatientRecord & Pick<Diagnosis, 'risks'>
export type PatientPage = z.output<typeof patientPage>
export type PatientRow = PatientPage['data'][number]
export type Diagnosis = z.output<typeof diagnosis>
export type Cause = Diagnosis['causes'][number]
export type CaseRow = z.output<typeof caseRow>
export type FoundCases = z.output<typeof foundCases>
export type CaseView = z.output<typeof viewRow>
export type QueueCounts = z.output<typeof queueCounts>
export type Case = z.output<typeof supportCase>
export type Progress = Case['progress']
export type Verification = z.output<typeof verification>
export type DeskWork = z.output<typeof work>
export type ApprovalRow = z.output<typeof approvalRow>
export type ApprovalsWaiting = z.output<typeof approvalsWaiting>
export type ActDone = z.output<typeof actDone>

export type RecordConflict = z.output<typeof conflict>
export type RecordConflictRow = z.output<typeof conflictRow>
export type DuplicatePair = z.output<typeof pair>
export type DuplicatePairRow = z.output<typeof pairRow>
export type DuplicateCounts = z.output<typeof pairCounts>

export type AppRow = z.output<typeof appRow>
export type NoticeRow = z.output<typeof noticeRow>
export type LetterRow = z.output<typeof letterRow>
export type LetterBatch = z.output<typeof batchRow>
export type PrintedLetters = z.output<typeof printed>

type Named = { id: string; name: string }

export type QualityDraw = z.output<typeof draws>[number]
export type CallReviewRow = z.output<typeof reviewRow>
export type CallReview = z.output<typeof callReview>
export type MyCallReview = z.output<typeof myReviews>[number]
export type PatientView = z.output<typeof patientView>

export type Alert = z.output<typeof alert>
export type AlertRow = z.output<typeof alertRow>
export type Breach = z.output<typeof breach>
export type BreachRow = z.output<typeof breachRow>
export type BreachLetters = z.output<typeof letters> & { withoutAddress?: number; inPortal?: number }
export type Sanction = z.output<typeof sanctionRow>
export type PrivacyOverview = z.output<typeof overview>
export type PrivacyRule = z.output<typeof ruleRow>
export type Watched = z.output<typeof watched>
export type Activity = z.output<typeof activityReview>
export type ActivityRow = z.output<typeof activityReviewRow>
export type Accounting = z.output<typeof accounting>
export type AccountingShown = z.output<typeof accountingShown>
export type StaffMember = z.output<typeof staffMember>
export type StaffPage = z.output<typeof staffPage>
export type EnrolmentRequest = z.output<typeof enrolmentRequests>[number]
export type ClinicRequest = z.output<typeof clinicRequests>[number]
export type RoleRequest = z.output<typeof roleRequests>[number]
export type MyAccount = z.output<typeof myAccount>
export type AccessReview = z.output<typeof accessReview>
export type AccessReviewRow = z.output<typeof accessReviewRow>
export type KnowledgeTopic = z.output<typeof articles>[number]
export type KnowledgeWaiting = z.output<typeof waiting>[number]
export type Macro = z.output<typeof macros>[number]
export type MacroWaiting = z.output<typeof waitingMacros>[number]
export type Backups = z.output<typeof backupsShown>
export type Posture = z.output<typeof posture>
export type Policy = z.output<typeof policy>

const rest = simpleRestProvider('/api', httpClient)
const mostIds = 80
// Short lists of one's own or of the hospital's, which the API sends whole.
const whole = new Set(['case-views', 'audit-views', 'audit-exports', 'adoption/annotations'])

const deskMethods = {
  ...rest,
  async getList(resource: string, params: GetListParams) {
    if (resource === 'audit') return listEvents(params)
    if (!whole.has(resource)) return rest.getList(resource, params)
    const data = await get<never[]>(`/${resource}`)
    return { data, total: data.length }
  },
  /** In one request, but for more ids than an address holds. */
  async getMany(resource: string, { ids }: { ids: (string | number)[] }) {
    const parts = Array.from({ length: Math.ceil(ids.length / mostIds) }, (_, i) =>
      ids.slice(i * mostIds, (i + 1) * mostIds),
    )
    const read = await Promise.all(
      parts.map((id) =>
        get<never[]>(`/${resource}?${new URLSearchParams({ filter: JSON.stringify({ id }) })}`),
      ),
    )
    return { data: read.flat() }
  },
  /** A creation has one effect, however often a lost reply makes it be sent: `meta.intent` is its form's. */
  async create(resource: string, { data, meta }: { data: unknown; meta?: { intent?: Intent } }) {
    return { data: await post<never>(`/${resource}`, data, meta?.intent ?? newIntent()) }
  },
  /** Finds patients by POST: what identifies a person never stands in an address. */
  searchPatients: (q: string, typing: boolean, signal?: AbortSignal) => search(q, typing, [0, 9], signal),
  showPatient: (id: string, { background, signal }: Reading = {}) =>
    get<PatientRecord>(`/patients/${id}`, background, signal),
  diagnose: (patientId: string, { background, signal }: Reading = {}) =>
    get<Diagnosis>(`/patients/${patientId}/diagnosis`, background, signal),
  showCase: (id: string, { background, signal }: Reading = {}) =>
    get<Case>(`/cases/${id}`, background, signal),
  showPortalView: (id: string, { background, signal }: Reading = {}) =>
    get<PatientView>(`/portal-views/${id}`, background, signal),
  showCallReview: (id: string, { background, signal }: Reading = {}) =>
    get<CallReview>(`/quality-reviews/${id}`, background, signal),
  qualityDraws: () => get<QualityDraw[]>('/quality-draws'),
  myCallReviews: () => get<MyCallReview[]>('/me/quality-reviews'),
  /** What one was typing oneself. Nobody has to be there for it to be read. */
  showDraft: (form: string, id: string, signal?: AbortSignal) =>
    get<z.output<(typeof showDraft)['reply']>>(`/drafts/${form}/${id}`, true, signal),
  keepDraft: (form: string, id: string, values: Record<string, string>) =>
    putQuietly(`/drafts/${form}/${id}`, { values }),
  discardDraft: (form: string, id: string) => remove<object>(`/drafts/${form}/${id}`),
  /** Finds cases by POST: what is asked may name a person. */
  async searchCases(q: string, signal?: AbortSignal): Promise<FoundCases> {
    const body = JSON.stringify({ filter: { q }, range: [0, 49] })
    return (await httpClient('/api/cases/search', { method: 'POST', body, signal })).json
  },
  showConflict: (id: string, { background, signal }: Reading = {}) =>
    get<RecordConflict>(`/record-conflicts/${id}`, background, signal),
  clinicProviders: () => get<Named[]>('/clinic-providers'),
  clinics: () => get<Named[]>('/clinics'),
  showPair: (id: string, { background, signal }: Reading = {}) =>
    get<DuplicatePair>(`/duplicates/${id}`, background, signal),
  countPairs: () => get<DuplicateCounts>('/duplicate-counts', true),
  /** Counts name nobody: nobody has to be there for them. */
  showWork: () => get<DeskWork>('/desk-work', true),
  countApprovals: () => get<ApprovalsWaiting>('/approvals-waiting', true),
  countQueues: () => get<QueueCounts>('/case-queues', true),
  /** Whom a case of a queue can be given to; of the desk where it is in none. */
  caseTakers: (queue: string | null, signal?: AbortSignal) =>
    get<z.output<typeof takers>>(`/case-takers${queue ? `?queue=${queue}` : ''}`, false, signal),
  // The privacy office, staff and what the hospital decided. Counts name nobody: nobody has to be there for them.
  privacyOverview: () => get<PrivacyOverview>('/privacy-overview', true),
  showAlert: (id: string, { background, signal }: Reading = {}) =>
    get<Alert>(`/privacy-alerts/${id}`, background, signal),
  showBreach: (id: string, { background, signal }: Reading = {}) =>
    get<Breach>(`/breaches/${id}`, background, signal),
  breachLetter: (id: string, noticeId: string) => get<BreachLetters>(`/breaches/${id}/letters/${noticeId}`),
  showActivity: (id: string, { background, signal }: Reading = {}) =>
    get<Activity>(`/activity-reviews/${id}`, background, signal),
  privacyRules: () => get<PrivacyRule[]>('/privacy-rules'),
  accountForPatient: (patientId: string, { background, signal }: Reading = {}) =>
    get<Accounting>(`/patients/${patientId}/disclosures`, background, signal),
  showAccounting: (id: string) => get<AccountingShown>(`/accounting-requests/${id}`),
  showAccessReview: (id: string, { background, signal }: Reading = {}) =>
    get<AccessReview>(`/access-reviews/${id}`, background, signal),
  showStaff: (id: string, { background, signal }: Reading = {}) =>
    get<StaffPage>(`/staff/${id}`, background, signal),
  enrolmentRequests: () => get<EnrolmentRequest[]>('/enrolment-requests'),
  clinicRequests: () => get<ClinicRequest[]>('/clinic-requests'),
  roleRequests: () => get<RoleRequest[]>('/role-requests'),
  myAccount: () => get<MyAccount>('/me'),
  knowledge: () => get<KnowledgeTopic[]>('/knowledge'),
  macros: () => get<Macro[]>('/macros'),
  macrosWaiting: () => get<MacroWaiting[]>('/macro-versions'),
  knowledgeWaiting: () => get<KnowledgeWaiting[]>('/knowledge-versions'),
  backups: () => get<Backups>('/backups'),
  posture: () => get<Posture>('/posture'),
  policy: () => get<Policy>('/policy'),

  acts: () => get<ActDeclaration[]>('/acts', true),
  /** Does an act as it is declared: `{name}` in its path is taken from `params`. */
  act<T>(act: ActDeclaration, params: Record<string, string>, body: unknown, intent: Intent): Promise<T> {
    const path = act.path
      .replace(/^\/api/, '')
      .replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name]!))
    if (act.method === 'delete') return remove<T>(path, intent)
    return act.method === 'put' ? put<T>(path, body, intent) : post<T>(path, body, intent)
  },
  ...logMethods,
  ...figureMethods,
  ...clinicMethods,
}

async function search(
  q: string,
  typing: boolean,
  range: [number, number],
  signal?: AbortSignal,
): Promise<PatientPage> {
  const { json } = await httpClient('/api/patients/search', {
    method: 'POST',
    body: JSON.stringify({ filter: { q }, range, typing }),
    signal,
  })
  return json
}

export type DeskProvider = DataProvider & typeof deskMethods
export const dataProvider = deskMethods as unknown as DeskProvider
/** The data provider with the desk's own methods, typed. */
export const useDesk = () => useDataProvider<DeskProvider>()
