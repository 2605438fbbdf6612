import { describe, expect, it } from 'vitest'
import { catalogue } from '../../api/rooms.ts'

describe('the closed list of acts', () => {
  it('has a name in words, in both languages, for each', () => {
    for (const { words } of catalogue.actions.values()) {
      expect(words.en).toMatch(/^[A-Z]/)
      expect(words.es.length).toBeGreaterThan(5)
      expect(words.es).not.toBe(words.en)
    }
  })
})
