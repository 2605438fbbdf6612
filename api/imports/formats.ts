import { readMappedCsv } from './csv/mapped.ts'
import { readSyntheaCsv } from './csv/synthea.ts'
import { readFhirBundles } from './fhir/bundles.ts'
import { readFhirNdjson } from './fhir/ndjson.ts'

export const formats = {
  csv: readMappedCsv,
  'synthea-csv': readSyntheaCsv,
  'fhir-ndjson': readFhirNdjson,
  'fhir-bundle': readFhirBundles,
} as const
export type ImportFormat = keyof typeof formats
