import { describe, expect, it } from 'vitest'
import { readConfig } from '../../api/core/config.ts'
import type { ConfigError } from '../../api/core/configFaults.ts'
import { dialable } from '../../api/core/phone.ts'
import { contactsOf } from '../../api/imports/fhir/contacts.ts'
import { shortTexts } from '../../api/mail/mailTexts.ts'

describe('a number a gateway can dial', () => {
  it('is one with its country, or of the home country', () => {
    for (const [said, dialled] of [
      ['413-555-0142', '+14135550142'],
      ['(413) 555 0142', '+14135550142'],
      ['1 413.555.0142', '+14135550142'],
      ['+1 413 555 0142', '+14135550142'],
      ['+49 30 901820', '+4930901820'],
      ['0049 30 901820', '+4930901820'],
    ])
      expect(dialable(said!, 'US')).toBe(dialled)
    for (const said of ['555-0142', '413-555-0142 x7', '013-555-0142', '+0 413 555 0142', '', 'ask at home'])
      expect(dialable(said, 'US')).toBeUndefined()
  })

  it('takes texts where the source calls it a mobile, or one for texts', () => {
    const read = (telecom: object) =>
      contactsOf({ telecom: [telecom] } as never, { today: '2026-11-26', home: 'US' } as never, () => {})[0]!
        .takesTexts
    const value = '413-555-0142'
    expect(read({ system: 'phone', use: 'mobile', value })).toBe(true)
    expect(read({ system: 'sms', value })).toBe(true)
    expect(read({ system: 'phone', use: 'home', value })).toBeUndefined()
    expect(read({ system: 'phone', value })).toBeUndefined()
  })
})

describe('the gateway', () => {
  const whole = { SMS_ACCOUNT: 'AC1', SMS_TOKEN: 'secret', SMS_FROM: '+15550100000' }

  it('is off unless it is set, and whole where it is', () => {
    expect(readConfig({}).sms).toBeUndefined()
    expect(readConfig(whole).sms).toEqual({
      url: 'https://api.twilio.com',
      account: 'AC1',
      token: 'secret',
      from: '+15550100000',
      timeoutSeconds: 10,
    })
    const faults = (env: Record<string, string>) => {
      try {
        readConfig(env)
        return []
      } catch (error) {
        return (error as ConfigError).faults
      }
    }
    expect(faults({ SMS_ACCOUNT: 'AC1' }).map((fault) => fault.split(':')[0])).toEqual([
      'SMS_TOKEN',
      'SMS_FROM',
    ])
    expect(faults({ ...whole, SMS_URL: 'http://sms.example.test' })[0]).toMatch(/^SMS_URL: must be https/)
    expect(faults({ ...whole, SMS_TOKEN_FILE: '/x' })[0]).toMatch(/^SMS_TOKEN_FILE/)
    const { SMS_TOKEN: _, ...rest } = whole
    const unread = faults({ ...rest, SMS_TOKEN_FILE: '/nowhere/at/all' })
    expect(unread).toEqual(['SMS_TOKEN_FILE: must name a file that can be read'])
  })
})

describe('a text message', () => {
  it('has the same values in both languages, and fits two parts', () => {
    for (const { en, es } of Object.values(shortTexts)) {
      const values = (text: string) => [...text.matchAll(/\{(\w+)[:}]/g)].map(([, name]) => name).sort()
      expect(values(es)).toEqual(values(en))
      expect(Math.max(en.length, es.length)).toBeLessThan(290)
    }
  })
})
