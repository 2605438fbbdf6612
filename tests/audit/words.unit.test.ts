import { describe, expect, it } from 'vitest'
import { whatOf } from '../../api/audit/action.ts'
import { catalogue } from '../../api/rooms.ts'

it('a list that had no patient says nothing of one, and one that had says that theirs was among them', () => {
  const list = catalogue.actions.get('case.listed')
  const said = (patientIds?: string[]) => whatOf(list, { action: 'case.listed', patientIds }, 'en')
  expect([said(), said([]), said(['one'])]).toEqual([
    'Looked at the list of support cases',
    'Looked at the list of support cases',
    'Looked at the list of support cases; this patient’s was among them',
  ])
  for (const { words } of catalogue.actions.values()) expect(words.en).not.toMatch(/; .*this patient/)
})

describe('the closed list of acts', () => {
  it('has a name in words, in both languages, for each', () => {
    for (const { words } of catalogue.actions.values()) {
      expect(words.en).toMatch(/^[A-Z]/)
      expect(words.es.length).toBeGreaterThan(5)
      expect(words.es).not.toBe(words.en)
    }
  })
})
