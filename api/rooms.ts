import { catalogueOf, type Room } from './acts/catalogue.ts'
import { actsPolicy } from './acts/policy.ts'
import { showActs } from './acts/showActs.ts'
import { adoption } from './adoption/room.ts'
import { appointments } from './appointments/room.ts'
import { apps } from './apps/room.ts'
import { auditing } from './auditing/room.ts'
import { backup } from './backup/room.ts'
import { call } from './call/room.ts'
import { callers } from './callers/room.ts'
import { cases } from './cases/room.ts'
import { accessPolicy } from './core/access/policy.ts'
import { duplicates } from './duplicates/room.ts'
import { evidence } from './evidence/room.ts'
import { fhir } from './fhir/room.ts'
import { imports } from './imports/room.ts'
import { incidents } from './incidents/room.ts'
import { knowledge } from './knowledge/room.ts'
import { letters } from './letters/room.ts'
import { logins } from './logins/room.ts'
import { mail } from './mail/room.ts'
import { messages } from './messages/room.ts'
import { patients } from './patients/room.ts'
import { portal } from './portal/room.ts'
import { privacy } from './privacy/room.ts'
import { proofing } from './proofing/room.ts'
import { quality } from './quality/room.ts'
import { records } from './records/room.ts'
import { refills } from './refills/room.ts'
import { settings } from './settings/room.ts'
import { staff } from './staff/room.ts'

/** The house, room by room: what each adds is served, described, recorded, watched and shown by this list alone. */
const rooms: readonly Room[] = [
  patients,
  logins,
  letters,
  incidents,
  knowledge,
  callers,
  proofing,
  cases,
  call,
  quality,
  privacy,
  staff,
  auditing,
  evidence,
  settings,
  backup,
  portal,
  // Its file of the whole record stands before a record of any id.
  fhir,
  records,
  apps,
  appointments,
  messages,
  refills,
  mail,
  imports,
  duplicates,
  adoption,
  { views: [showActs], policy: { ...actsPolicy, ...accessPolicy } },
]

export const catalogue = catalogueOf(rooms)
