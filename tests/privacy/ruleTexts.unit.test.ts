import { expect, it } from 'vitest'
import { ruleTexts } from '../../api/privacy/ruleTexts.ts'

it('evidence counts as people do: one record was, two records were', () => {
  const said = (patients: number) => ruleTexts['on-leave'].evidence({ patients })
  expect(said(1)).toEqual({
    en: '1 record was opened during an absence.',
    es: 'Se abrió 1 expediente durante una ausencia.',
  })
  expect(said(2)).toEqual({
    en: '2 records were opened during an absence.',
    es: 'Se abrieron 2 expedientes durante una ausencia.',
  })
})
