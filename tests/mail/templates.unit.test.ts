import { describe, expect, it } from 'vitest'
import { ofCase, type Template, texts } from '../../api/mail/mailTexts.ts'
import { writeMail } from '../../api/mail/templates.ts'

const templates = Object.keys(texts) as Template[]
const values = { hospital: 'Mercy', link: 'https://portal.test/x', code: '123456' }
/** How many sentences each paragraph has, and which value stands in it. */
const shape = (text: string) =>
  text.split('\n\n').map((paragraph) => ({
    sentences: paragraph.split(/[.:] ?/).filter(Boolean).length,
    values: [...paragraph.matchAll(/\{(\w+)[:}]/g)].map((match) => match[1]).sort(),
  }))

describe('a mail', () => {
  it.each(templates)('says the same in both languages, sentence by sentence: %s', (template) => {
    const { en, es } = texts[template]
    expect(shape(es.body)).toEqual(shape(en.body))
  })

  it.each(templates)('has every value filled in: %s', (template) => {
    for (const language of ['en', 'es'])
      expect(writeMail(template, language, { minutes: 60, values }).body).not.toMatch(/[{}]|undefined/)
  })

  it('names the case in both languages alike', () => {
    expect(shape(ofCase.es.mail)).toEqual(shape(ofCase.en.mail))
    for (const language of ['en', 'es'])
      expect(writeMail('reset', language, { minutes: 60, caseNumber: 2212, values }).body).toMatch(/ 2212 /)
  })

  it('says for how long what it carries works, as the policy has it', () => {
    const said = (template: Template, language: string, minutes: number) =>
      writeMail(template, language, { minutes, values }).body
    expect(said('activation', 'en', 24 * 60)).toContain('It works for 24 hours.')
    expect(said('reset', 'es', 60)).toContain('Sirve durante 1 hora.')
    expect(said('call-back-code', 'en', 10)).toContain('It works for 10 minutes.')
    expect(said('reset', 'en', 90)).toContain('It works for 90 minutes.')
  })
})
