import { adoptionPlaces } from './adoption/places.ts'
import { appsPlaces } from './apps/places.ts'
import { auditPlaces } from './audit/places.ts'
import { backupPlaces } from './backup/places.ts'
import { casePlaces } from './cases/places.ts'
import { clinicPlaces } from './clinic/places.ts'
import type { Place } from './core/places.ts'
import { duplicatesPlaces } from './duplicates/places.ts'
import { evidencePlaces } from './evidence/places.ts'
import { importsPlaces } from './imports/places.ts'
import { knowledgePlaces } from './knowledge/places.ts'
import { lettersPlaces } from './letters/places.ts'
import { outagesPlaces } from './outages/places.ts'
import { patientPlaces } from './patients/places.ts'
import { portalPlaces } from './portal/places.ts'
import { privacyPlaces } from './privacy/places.ts'
import { qualityPlaces } from './quality/places.ts'
import { settingsPlaces } from './settings/places.ts'
import { staffPlaces } from './staff/places.ts'

/** Every page behind the sign-in, in the order of the menu. */
export const places: Place[] = [
  ...patientPlaces,
  ...clinicPlaces,
  ...importsPlaces,
  ...lettersPlaces,
  ...duplicatesPlaces,
  ...casePlaces,
  ...portalPlaces,
  ...qualityPlaces,
  ...knowledgePlaces,
  ...adoptionPlaces,
  ...privacyPlaces,
  ...auditPlaces,
  ...evidencePlaces,
  ...staffPlaces,
  ...appsPlaces,
  ...outagesPlaces,
  ...settingsPlaces,
  ...backupPlaces,
]
