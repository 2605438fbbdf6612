import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { departures } from '../support/balp.ts'

describe('exports as FHIR', () => {
  it('are checked by rules that BALP’s own examples pass, and a departure fails', () => {
    for (const name of ['ReadServer', 'QueryGetServer', 'Create1', 'Update1', 'Delete2']) {
      const example = JSON.parse(
        readFileSync(path.resolve(import.meta.dirname, `../fixtures/fhir/balp/example-${name}.json`), 'utf8'),
      )
      expect(departures(example, example.meta.profile[0]), name).toEqual([])
      expect(departures({ ...example, agent: [] }, example.meta.profile[0]).length).toBeGreaterThan(1)
      expect(
        departures({ ...example, entity: example.entity.slice(0, 1) }, example.meta.profile[0]),
      ).not.toEqual([])
    }
  })
})
