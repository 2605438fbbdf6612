import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { type Caller, expect, mailTo, signIn, someone, test } from './desk.ts'

/** The ten causes that most calls have (`seed/cases.ts` has their shares), and who of the synthetic hospital has each. */
const event = (kind: string, reason?: string) =>
  `exists (select 1 from portal_event e where e.patient_id = p.id and e.kind = '${kind}'${reason ? ` and e.reason = '${reason}'` : ''})`
const locks = `(select count(*) from portal_event e where e.patient_id = p.id and e.kind = 'locked')`
const adult = `p.birth_date < '2000'`
const alone = `not exists (select 1 from proxy_grant g where g.patient_id = p.id)`
const who = {
  'forgotten-password': `a.status = 'active' and a.failed_attempts = 3 and ${event('sign-in-failed', 'password')}`,
  'locked-out': `a.status = 'locked' and ${locks} = 1 and ${adult}`,
  'invitation-expired': `a.status = 'invited' and a.activation_started_at is null and not ${event('activation-failed')}
    and not exists (select 1 from portal_token t where t.account_id = a.id and t.expires_at > datetime('now'))`,
  'never-invited': `a.id is null and ${adult} and ${alone} and not ${event('proofing-failed')} and p.replaced_by is null`,
  'delivery-failed': `a.status = 'invited' and exists (select 1 from mail m where m.patient_id = p.id and m.status = 'bounced')
    and exists (select 1 from contact_point t where t.patient_id = p.id and t.system = 'phone' and t.takes_texts = 1)`,
  'details-mismatch': `a.status = 'invited' and ${event('activation-failed', 'birth-date')}`,
  'second-factor-lost': `a.second_factor = 'totp' and ${event('second-factor-failed')}
    and a.last_sign_in_at < (select max(e.at) from portal_event e where e.patient_id = p.id and e.kind = 'second-factor-failed')`,
  'proxy-pending': `exists (select 1 from proxy_grant g where g.patient_id = p.id and g.status = 'pending')`,
  'results-missing': `a.status = 'active' and a.failed_attempts = 0 and a.second_factor is null and ${adult} and ${alone}
    and a.username_key = c.value_key and not ${event('page-error')} and not ${event('sign-in-failed')}
    and not ${event('reported-not-me')} and not ${event('password-reset')} and not ${event('reset-requested')}
    and a.must_change_password = 0 and not exists (select 1 from portal_token t where t.account_id = a.id)
    and (select count(*) from contact_point o where o.value_key = c.value_key) = 1
    and not exists (select 1 from wait_entry w where w.patient_id = p.id)
    and not exists (select 1 from message_thread m where m.patient_id = p.id)`,
  'device-or-browser': `a.status = 'active' and ${event('page-error')}`,
} as const
type Cause = keyof typeof who

/** Whose invitation bounced, and who can be texted. Where there is none, or an earlier try took them, another invitation comes back. */
function bounced(): Caller {
  const there = someone(who['delivery-failed'], true)
  if (there) return there
  const other = someone(
    `a.status = 'invited' and not ${event('activation-failed')} and exists (select 1 from mail m where m.patient_id = p.id and m.template = 'activation')
      and exists (select 1 from contact_point t where t.patient_id = p.id and t.system = 'phone' and t.takes_texts = 1)`,
  )
  const db = new Database(path.join(process.env.DESK_DATA!, 'demo.db'))
  const { id } = db.prepare('select id from patient where mrn = ?').get(other.mrn) as { id: string }
  const now = new Date().toISOString()
  db.prepare(
    `update mail set status = 'bounced', bounced_at = ? where patient_id = ? and template = 'activation'`,
  ).run(now, id)
  db.prepare(`update contact_point set bounced_at = ? where patient_id = ? and system = 'email'`).run(now, id)
  db.close()
  return other
}

/** Every key pressed and every click is one input. One run by keyboard counts both: a mouse goes to each place with one click. */
class Hands {
  mouse = 0
  keyboard = 0
  spelled = 0
  readonly page: Page
  readonly clicks: boolean
  constructor(page: Page, clicks = false) {
    this.page = page
    this.clicks = clicks
  }
  async type(text: string) {
    this.mouse += text.length
    this.keyboard += text.length
    await this.page.keyboard.type(text)
  }
  async press(key: string) {
    this.mouse++
    this.keyboard++
    await this.page.keyboard.press(key)
  }
  /** What the caller spells out and no program can know: it is counted apart. */
  async dictated(text: string) {
    this.spelled += text.length
    await this.page.keyboard.type(text)
  }
  /** Leads the focus there, unless it is there; by a letter, where the part of the page has one. */
  async to(target: Locator, letter?: string) {
    await expect(target).toBeVisible()
    if (await this.#comes(target)) return
    this.mouse++
    if (letter) {
      this.keyboard++
      await this.page.keyboard.press(letter)
      await expect(target).toBeFocused()
      return
    }
    if (this.clicks) return target.click()
    for (let tabs = 1; tabs <= 60; tabs++) {
      await this.page.keyboard.press('Tab')
      if (!(await isFocused(target))) continue
      this.keyboard += tabs
      return
    }
    throw new Error(`the keyboard does not reach ${target}`)
  }
  async push(target: Locator, key = 'Enter', letter?: string) {
    if (this.clicks && !(await this.#comes(target))) {
      this.mouse++
      return target.click()
    }
    const before = this.mouse
    await this.to(target, letter)
    this.mouse = before
    await this.press(key)
  }
  /** Chooses from a list: opened, its first letters, and taken. */
  async choose(list: Locator, name: string, letters: string, letter?: string) {
    const before = this.mouse
    await this.to(list, letter)
    await this.page.keyboard.press('Enter')
    await this.page.keyboard.type(letters)
    await expect(this.page.getByRole('option', { name })).toBeFocused()
    await this.page.keyboard.press('Enter')
    this.keyboard += letters.length + 2
    this.mouse = before + 2
  }
  // What comes next takes the focus a moment after it is drawn, which on a busy machine is a second.
  async #comes(target: Locator) {
    return target.evaluate(
      (element) =>
        new Promise<boolean>((resolve) => {
          const ends = performance.now() + 2_000
          const look = () => {
            if (element === document.activeElement) resolve(true)
            else if (performance.now() > ends) resolve(false)
            else requestAnimationFrame(look)
          }
          look()
        }),
    )
  }
}
const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement)

class Call {
  readonly hands: Hands
  readonly page: Page
  readonly caller: Caller
  constructor(hands: Hands, caller: Caller) {
    this.hands = hands
    this.page = hands.page
    this.caller = caller
  }
  button = (name: string | RegExp) => this.page.getByRole('button', { name, exact: true })
  remedy = () => this.page.locator('[data-remedy]').first()

  /** The beginning of the last name and the birth date, as it is said. */
  async find(cause: string) {
    const { page, hands, caller } = this
    const [year, month, day] = caller.birthDate.split('-').map(Number) as [number, number, number]
    const box = page.getByRole('main').getByRole('combobox').first()
    await expect(box).toBeFocused()
    await hands.type(
      `${caller.familyName.slice(0, 3).toLowerCase()} ${month}/${day}/${String(year).slice(2)}`,
    )
    await hands.press('Enter')
    await expect(
      page.getByRole('heading', { level: 1, name: `${caller.familyName}, ${caller.givenName}` }),
    ).toBeVisible()
    await expect(page.locator('[data-cause]').first()).toHaveAttribute('data-cause', cause)
  }
  /** The birth date was heard already; the name is on the page. */
  async verify() {
    const { page, hands, caller } = this
    await expect(page.getByRole('textbox', { name: 'ZIP code' })).toBeFocused()
    await hands.type(caller.postalCode)
    await hands.push(page.getByRole('switch', { name: /first and last name/ }), 'Space')
    await hands.press('Enter')
    await expect(page.getByText(/^identity level 1: name, date of birth and one more$/)).toBeVisible()
  }
  async act() {
    await expect(this.page.getByRole('textbox', { name: 'Reason' })).toBeFocused()
    await this.hands.press('Enter')
  }
  async close(outcome?: [name: string, letters: string]) {
    const { hands, page } = this
    await expect(page.getByRole('combobox', { name: 'Cause' })).not.toBeEmpty()
    if (outcome) await hands.choose(page.getByRole('combobox', { name: 'Outcome' }), ...outcome)
    else await expect(this.button('Close case')).toBeFocused()
    await hands.push(this.button('Close case'))
    await expect(page.getByText(/^Case \d+ is closed\.$/)).toBeVisible()
  }
}

const byAct = async (call: Call) => {
  await call.verify()
  await call.act()
  await call.close()
}
const told = async (call: Call) => {
  await call.hands.push(call.remedy())
  await call.close()
}

const ways: Record<Cause, (call: Call) => Promise<void>> = {
  'forgotten-password': byAct,
  'locked-out': byAct,
  'invitation-expired': byAct,
  'never-invited': byAct,
  'delivery-failed': async (call) => {
    const { page, hands, caller } = call
    await call.verify()
    await expect(call.button('Send code')).toBeFocused()
    await hands.press('Enter')
    await expect(page.getByRole('textbox', { name: 'Code the caller reads out' })).toBeFocused()
    await hands.type(/(\d{6}) is your code/.exec(await mailTo(caller.phone!, 'is your code'))![1]!)
    await hands.press('Enter')
    await expect(page.getByRole('textbox', { name: 'New email' })).toBeFocused()
    await hands.dictated('ann.lee@example.test')
    await hands.press('Enter')
    await call.close()
  },
  'details-mismatch': async (call) => {
    await call.hands.push(call.remedy())
    await call.act()
    await expect(call.page.getByText('Asked for: the case is with registration now.')).toBeVisible()
  },
  'second-factor-lost': async (call) => {
    const { page, hands } = call
    await hands.push(call.remedy())
    await expect(call.button('Record photo ID')).toBeFocused()
    await hands.press('Enter')
    await expect(page.getByText(/a second person has to approve/)).toBeVisible()
    const other = await page.context().browser()!.newContext()
    const supervisor = await other.newPage()
    await signIn(supervisor, 'supervisor')
    await supervisor
      .getByRole('button', { name: /^Approve/ })
      .first()
      .click()
    await call.act()
    await other.close()
    await call.close(['Explained', 'e'])
  },
  'proxy-pending': told,
  'results-missing': async (call) => {
    const { page, hands } = call
    await hands.choose(
      page.getByRole('combobox', { name: 'Reason for the call' }),
      'Results missing',
      'r',
      'o',
    )
    await hands.push(call.button('Open case'))
    await expect(page.locator('[data-cause]').first()).toHaveAttribute('data-cause', 'results-missing')
    await expect(call.remedy()).toBeFocused()
    await hands.press('Enter')
    await hands.to(page.getByRole('textbox', { name: 'Which order, visit or medicine, and its day' }))
    await hands.type('nov 20')
    await hands.press('Enter')
    await expect(page.getByText('transferred → Clinic')).toBeVisible()
  },
  'device-or-browser': told,
}

test('the ten commonest causes are handled, from the ringing phone to the closed case, in few inputs', async ({
  page,
}) => {
  await signIn(page, 'helpdesk')
  const counted: Record<string, { mouse: number; keyboard: number; 'spelled out': number }> = {}
  for (const cause of Object.keys(who) as Cause[]) {
    const hands = new Hands(page)
    const call = new Call(hands, cause === 'delivery-failed' ? bounced() : someone(who[cause]))
    await page.goto('about:blank')
    await page.goto(process.env.DESK_URL!)
    await call.find(cause === 'results-missing' ? 'no-fault-found' : cause)
    await ways[cause](call)
    counted[cause] = { mouse: hands.mouse, keyboard: hands.keyboard, 'spelled out': hands.spelled }
  }
  console.table(counted)
  for (const [cause, { mouse, keyboard }] of Object.entries(counted)) {
    expect([cause, mouse <= 30]).toEqual([cause, true])
    expect([cause, keyboard <= 40]).toEqual([cause, true])
  }
})
