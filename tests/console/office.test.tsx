import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { permissions } from '../../api/core/access/permissions.ts'
import { wordsIn } from '../../console/core/words/i18n.ts'
import * as activity from '../../console/privacy/ActivityShow.story.tsx'
import * as alerts from '../../console/privacy/AlertList.story.tsx'
import * as alert from '../../console/privacy/AlertShow.story.tsx'
import * as breach from '../../console/privacy/BreachShow.story.tsx'
import * as disclosures from '../../console/privacy/DisclosureList.story.tsx'
import * as rules from '../../console/privacy/RuleList.story.tsx'
import * as mine from '../../console/quality/MyReviews.story.tsx'
import * as calls from '../../console/quality/ReviewList.story.tsx'
import * as callReview from '../../console/quality/ReviewShow.story.tsx'
import * as policy from '../../console/settings/PolicyList.story.tsx'
import * as review from '../../console/staff/AccessReviewShow.story.tsx'
import * as staff from '../../console/staff/StaffList.story.tsx'
import * as member from '../../console/staff/StaffShow.story.tsx'
import { show } from './show.tsx'

const button = (name: string | RegExp) => screen.findByRole('button', { name })

describe('the queue of privacy alerts', () => {
  it('links who it is about, says until when, and writes its counts as the reader does', async () => {
    show(alerts.stories.full)
    const [link] = await screen.findAllByRole('link', { name: 'Harper Lind' })
    expect(link!.getAttribute('href')).toContain('/privacy-alerts/al1/show')
    expect((await screen.findByRole('tab', { name: /^Open/ })).textContent).toBe('Open · 1,021')
    expect(screen.getByText('overdue')).toBeTruthy()
  })

  it('says when it is empty up to which day access was scored', async () => {
    show(alerts.stories.empty)
    expect(await screen.findByText('Access has been scored through November 24, 2026.')).toBeTruthy()
  })
})

describe('an alert', () => {
  it('is concluded by nobody before somebody took it', async () => {
    show(alert.stories.empty)
    const take = await button('Take this alert')
    await waitFor(() => expect(document.activeElement).toBe(take))
    expect(screen.queryByRole('button', { name: 'Sign the review' })).toBeNull()
    expect(screen.queryByText('Was it a breach? Four factors')).toBeNull()
  })

  it('asks whoever took it for the finding, and for the four factors only where it needs them', async () => {
    show(alert.stories.full)
    const finding = await screen.findByRole('combobox', { name: 'Finding' })
    await waitFor(() => expect(document.activeElement).toBe(finding))
    expect(screen.queryByText('Was it a breach? Four factors')).toBeNull()
    await userEvent.click(finding)
    await userEvent.click(await screen.findByRole('option', { name: 'Breach' }))
    expect(await screen.findByRole('group', { name: 'Nature and extent of the information' })).toBeTruthy()
    expect(screen.getByText('This finding needs the four factors below. Assess them first.')).toBeTruthy()
  })

  it('that was a breach leads to what is done about it', async () => {
    show(alert.stories.signed)
    const next = await screen.findByRole('link', { name: 'Open the breach' })
    await waitFor(() => expect(document.activeElement).toBe(next))
    expect(next.getAttribute('href')).toContain('/breaches/b1/show')
  })
})

describe('a breach', () => {
  it('waits for a second reviewer, who says why not where they do not agree', async () => {
    show(breach.stories.signed)
    expect(await screen.findByText(/Someone other than Pat Olsen signs it/)).toBeTruthy()
    expect(await screen.findByRole('textbox', { name: /^Why not/ })).toBeTruthy()
  })

  it('shows what is due with the days left, and who was not notified first', async () => {
    show(breach.stories.full)
    // What is done is said of nobody to be done for, and no number of those left reads as one of those told.
    expect(await screen.findByText('still to do for 1 of 2 people')).toBeTruthy()
    expect(screen.getByText('501 people')).toBeTruthy()
    expect(screen.queryByText(/0 of/)).toBeNull()
    expect(await screen.findByText('3 days late')).toBeTruthy()
    expect(screen.getByText('no letter reaches them')).toBeTruthy()
    expect(await button('Print letters')).toBeTruthy()
    expect(await button('Came back: Doe, Jane')).toBeTruthy()
  })
})

describe('what the privacy office keeps', () => {
  it('judges access by access, with large numbers as the reader writes them', async () => {
    show(activity.stories.full)
    expect(await screen.findByText(/21,333 accesses/)).toBeTruthy()
    expect(screen.getByText(/1 alert falls in this period/)).toBeTruthy()
    expect(await button('Appropriate: Noor Haddad, Roe, Richard')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Appropriate: Harper/ })).toBeNull()
  })

  it('changes the numbers of a rule within their bounds only', async () => {
    show(rules.stories.full)
    await userEvent.click(await button('Change: Many records'))
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByRole('group', { name: 'Thresholds' })).toBeTruthy()
    const least = dialog.getByRole('spinbutton', { name: 'At least' })
    await userEvent.clear(least)
    await userEvent.type(least, '5')
    await userEvent.type(dialog.getByRole('textbox', { name: 'Reason for the change' }), 'Too many')
    await userEvent.click(dialog.getByRole('button', { name: 'Propose the change' }))
    expect(await dialog.findByText('Must be at least 10')).toBeTruthy()
  })

  it('shows the change of a rule that waits, with the second word, and offers no other change of it', async () => {
    show(rules.stories.full)
    expect(await screen.findByText(/Proposed by Sam Rivera/)).toBeTruthy()
    expect(screen.getByText('on · Score: 60')).toBeTruthy()
    expect(await button('Confirm the change: Own record')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Change: Own record' })).toBeNull()
  })

  it('leaves a withdrawn disclosure to be read, and offers nothing more for it', async () => {
    show(disclosures.stories.full)
    expect(await screen.findByText('Withdrawn: wrong patient')).toBeTruthy()
    expect(screen.getAllByRole('button', { name: /^Withdraw: / })).toHaveLength(1)
    expect(screen.getByText(/3 times/)).toBeTruthy()
  })
})

describe('staff', () => {
  it('disables a colleague for a reason, and offers nobody their own row', async () => {
    show(staff.stories.full)
    await userEvent.click(await button('Disable: Harper Lind'))
    const dialog = within(await screen.findByRole('dialog', { name: 'Disable Harper Lind?' }))
    await userEvent.click(dialog.getByRole('button', { name: 'Disable' }))
    expect(await dialog.findByText('Required')).toBeTruthy()
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }))
    expect(screen.getByRole('button', { name: 'Enable: Lee Gone' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: /Sam Rivera/ })).toBeNull()
  })

  it('adds a colleague with a role in words, to an address that a second person sees before the link goes there', async () => {
    show(staff.stories.full)
    expect(await button('Approve and email the link: Harper Lind')).toBeTruthy()
    expect(screen.getAllByText(/Harper Lind · harper@example.test/)).toHaveLength(2)
    await userEvent.click(await button('Add a staff member'))
    const dialog = within(await screen.findByRole('dialog', { name: 'Add a staff member' }))
    await userEvent.click(dialog.getByRole('combobox', { name: /^Role/ }))
    expect(await screen.findByRole('option', { name: 'help desk supervisor' })).toBeTruthy()
  })

  it('shows where a colleague is signed in, and ends one session or all', async () => {
    show(member.stories.full)
    expect(await button('End the session: 192.0.2.7')).toBeTruthy()
    expect(await button('End all sessions')).toBeTruthy()
    await userEvent.click(await button('Set up sign-in again: Harper Lind'))
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.queryByRole('textbox')).toBeNull()
    await userEvent.click(dialog.getByRole('combobox', { name: /How you made sure/ }))
    expect(await screen.findByRole('option', { name: 'Seen on a video call' })).toBeTruthy()
  })

  it('names what a colleague did not use in words, and decides about nobody who looks', async () => {
    show(review.stories.full)
    expect(await screen.findByText(/change portal accounts · read the whole audit log/)).toBeTruthy()
    expect(await button('Certify: Harper Lind')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Certify: Sam Rivera' })).toBeNull()
  })

  it('has words for every permission, in both languages', () => {
    for (const locale of ['en', 'es'] as const)
      for (const one of permissions) {
        const key = `desk.permission.${one}`
        expect(wordsIn(locale).translate(key, { _: 'none' }), key).not.toBe('none')
      }
  })
})

describe('the review of a call', () => {
  it('is offered for colleagues’ calls only, and asks each question with a remark', async () => {
    show(calls.stories.full)
    expect(await screen.findByRole('link', { name: 'Open the call of Harper Lind, case 1041' })).toBeTruthy()
    expect(screen.queryByRole('link', { name: /Sam Rivera/ })).toBeNull()
    expect(screen.getByText('3 of 4 · replied')).toBeTruthy()
    cleanup()
    show(callReview.stories.full)
    expect(await screen.findAllByRole('combobox')).toHaveLength(5)
    await userEvent.click(screen.getByRole('combobox', { name: /Identity proved before anything was told/ }))
    expect(await screen.findByRole('option', { name: 'Does not apply' })).toBeTruthy()
  })

  it('is read by the agent, who replies to each once', async () => {
    show(mine.stories.full)
    expect(await button('Reply to the review: Case 1041')).toBeTruthy()
    expect(screen.getByText(/They had said it/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Reply to the review: Case 1044' })).toBeNull()
  })
})

describe('the policy', () => {
  it('has a field, with how it is written, for whose numbers are record numbers and for the country', async () => {
    show(policy.stories.full)
    for (const [name, value, help] of [
      ['Systems whose numbers are medical record numbers', 'any', /systems as FHIR writes them/],
      ['Country of phone numbers and ZIP codes written without one', 'US', /Two letters/],
    ] as const) {
      await userEvent.click(await button(`Change: ${name}`))
      const dialog = await screen.findByRole('dialog')
      expect((within(dialog).getByLabelText(/New value/) as HTMLInputElement).value).toBe(value)
      expect(within(dialog).getByText(help)).toBeTruthy()
      await userEvent.keyboard('{Escape}')
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    }
  })

  it('shows each value with its unit, bounds and source, and changes it for those who may', async () => {
    show(policy.stories.full)
    const row = within((await screen.findByText('How long a caller counts as verified')).closest('tr')!)
    expect(row.getByText('1 minute')).toBeTruthy()
    expect(row.getByText('not the default')).toBeTruthy()
    await userEvent.click(await button('Change: How long a caller counts as verified'))
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByText('1 to 60; default 30')).toBeTruthy()
    await userEvent.click(dialog.getByRole('combobox', { name: 'Reason for the change' }))
    expect(await screen.findByRole('option', { name: 'A law or standard requires it' })).toBeTruthy()
  })

  it('is found by what it is about, by part and by words', async () => {
    show(policy.stories.full)
    await screen.findByText('How long a caller counts as verified')
    const parts = within(screen.getByRole('navigation', { name: 'Parts of the policy' }))
    await userEvent.click(parts.getByRole('button', { name: 'Caller verification (2)' }))
    expect(document.activeElement?.textContent).toContain('How long a caller counts as verified')
    await userEvent.type(screen.getByRole('searchbox', { name: 'Find a setting' }), 'CALLER nist')
    expect(screen.getByText('How long a caller counts as verified')).toBeTruthy()
    expect(screen.queryByText('Hospital name')).toBeNull()
    await userEvent.type(screen.getByRole('searchbox', { name: 'Find a setting' }), ' zebra')
    expect(await screen.findByText('There are no such settings')).toBeTruthy()
  })

  it('is read by the privacy officer and not changed', async () => {
    show(policy.stories.officer)
    await screen.findByText('How long a caller counts as verified')
    expect(screen.queryByRole('button', { name: /^Change/ })).toBeNull()
  })
})
