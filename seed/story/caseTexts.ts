import type { Random } from '../random.ts'

/*
 * What an agent types while somebody talks: short, with the desk's own abbreviations, no names and no numbers of
 * anybody. By the cause that was found in the end.
 */
const summaries: Record<string, readonly string[]> = {
  'forgotten-password': [
    'Can’t remember portal password, tried the ones from their list',
    'Pw not accepted. Has not signed in since last visit',
    'New phone, saved password is gone',
    'Says the password is right but portal says it’s wrong',
    'Forgot password, no longer has the note it was on',
    'Wants to sign in on the tablet, only knows the old pw',
    'Tried 3x, stopped before it locks. Needs a new password',
    'Browser fills in an old password',
  ],
  'locked-out': [
    'Locked out after several tries on the phone',
    'Account locked, says caps lock was on',
    'Locked. Spouse tried to sign in for them',
    'Got the “account is locked” mail, wants it opened again',
    'Locked since last night, tried old passwords',
    'Locked out at the kiosk in the lobby',
    'Portal won’t take any password any more, locked',
  ],
  'repeated-lockouts': [
    'Locked out again, third time this month',
    'Locked again. Has not tried to sign in today',
  ],
  'reset-link-expired': [
    'Reset link says it does not work any more',
    'Opened the reset mail the next morning, link is dead',
    'Asked for a reset yesterday, was too late to use it',
    'Link in the mail expired before they saw it',
  ],
  'forgotten-username': [
    'Not sure which email they signed up with',
    'Portal doesn’t know the username they type',
    'Has two email addresses, can’t tell which one is the username',
    'Types the work email, was registered with another one',
  ],
  'device-or-browser': [
    'Page stays white after sign-in on old tablet',
    'Test results won’t open in the phone’s browser',
    'Button to join the video visit does nothing',
    'Error page when they open messages, laptop',
    'Signs in and is thrown out again at once, private window',
  ],
  'results-missing': [
    'Lab from last week not in the portal yet',
    'Sees the visit but no MRI report',
    'Was told results would be online by now',
    'Only part of the blood work shows',
    'Asks why the biopsy result is not there',
  ],
  'second-factor-lost': [
    'New phone, authenticator codes are gone',
    'Code from the app is not accepted',
    'Lost the phone with the code app',
  ],
  'proxy-pending': [
    'Parent asks when access to the child’s chart will work',
    'Daughter sent in the proxy form, still can’t see anything',
    'Proxy request from last week, still says pending',
  ],
  'contact-changed': [
    'Reset mail never comes, changed email provider',
    'Old job’s email is still on file, can’t get the reset link',
    'Moved to another mailbox, asks to update it',
  ],
  'no-fault-found': [
    'Couldn’t get in this morning, works now while on the phone',
    'Asks whether the portal is down. Was able to sign in meanwhile',
    'Was on an old bookmark, gets in from our home page',
  ],
  other: [
    'Wants portal access closed, prefers paper',
    'Asks us to turn the portal account off',
    'Does not want records online, please close',
  ],
  'suspected-takeover': [
    'Got a mail about a changed password, says it wasn’t them',
    'Sees messages in the portal they did not write',
  ],
  'known-incident': [
    'Portal won’t load at all',
    'Error on every page since this morning',
    'Can’t sign in, spinning wheel',
    'Needs directions for tomorrow’s visit, portal is down',
    'App says “try again later”',
  ],
  'never-invited': [
    'Wants to sign up for the portal',
    'Front desk said to call for a portal account',
    'Heard about the portal from a neighbor, wants access',
    'Wants to see lab results online, has no account yet',
    'Asks for an account before the first visit with the specialist',
  ],
  'invitation-expired': [
    'Invitation link says expired',
    'Found the invite mail in spam a week later',
    'Got the sign-up mail after the visit, link does not work',
    'Was on vacation, activation link has run out',
    'Tried to activate today, code no longer valid',
  ],
  'invitation-not-received': [
    'Front desk sent an invite, nothing came',
    'Waiting for the sign-up mail since this morning',
    'No invitation mail, checked spam too',
  ],
  'never-finished': [
    'Started signing up, got stuck at choosing a password',
    'Closed the sign-up page halfway, link won’t open again',
    'Activation page timed out',
  ],
  'delivery-failed': [
    'Never got the invite. Address on file has a typo',
    'Says we have an old email of theirs',
    'No mail from us arrives, changed provider last year',
  ],
  'details-mismatch': [
    'Sign-up refuses the date of birth',
    'Birth date “not the one on file” when activating',
    'Activation fails at the birth date, tried three times',
  ],
  'proofing-failed': ['Identity questions on sign-up failed twice', 'Online ID check did not go through'],
  'must-choose-password': ['Was unlocked the other day, still can’t get in with the old password'],
  'email-differs': [
    'Signs in with an email that is not the one on file',
    'Changed email, account still has the old one',
  ],
  'wrong-person': ['Sees somebody else’s name after signing in', 'Portal shows a chart that is not theirs'],
  disabled: ['Closed the portal last year, wants it back', 'Account says it cannot be used'],
  deceased: ['Family asks how to get records of a late parent'],
  'merged-record': ['Has two medical record numbers, portal shows the empty one'],
  'duplicate-record': ['Visits are missing in the portal, maybe registered twice'],
  'turned-adult': ['Parent can’t see the chart any more since the 18th birthday'],
  'teen-policy': ['Parent lost access to the child’s chart this month'],
  'guardian-email': ['Teen’s messages arrive at a parent’s email'],
  'shared-login': [
    'Couple uses one email for two accounts',
    'Wants own account, spouse signed up with the same email',
  ],
  'no-email': ['No email on file, would like one added', 'Wants the portal, never gave us an email'],
  'caller-not-verified': [
    'Wants a reset link, can’t give details',
    'Calling about somebody else’s account',
    'Says it’s urgent, does not know the birth date on file',
    'Caller asks for a link to another email address',
  ],
}

const tails = [
  'Has an appt this week.',
  'Wants to see labs from last visit.',
  'Needs a refill request sent.',
  'Video visit later today.',
  'Has to send a form to the clinic.',
  'Wants to message the nurse.',
  'Hard of hearing, speak slowly.',
  'Calling from work, short on time.',
  'Called earlier and was cut off.',
  'Prefers email for follow-up.',
  'Helped by a family member.',
  'On the phone with speaker on.',
  'Asks how to see the bill too.',
]

/** What the case is about, as it was typed when the call came. */
export function summaryOf(random: Random, cause: string, byProxy = false): string {
  const said = random.pick(summaries[cause] ?? summaries['no-fault-found']!)
  const who = byProxy && random.chance(0.7) ? 'Parent calling. ' : ''
  return `${who}${said}.${random.chance(0.45) ? ` ${random.pick(tails)}` : ''}`
}

/** Why an act was done: the reason that each act asks for, kept as a note of the case. */
export const reasons: Record<string, readonly string[]> = {
  'send-reset-link': [
    'Password forgotten, caller proved who they are',
    'Needs a new password',
    'New password wanted, stays on the line',
    'Old reset link ran out, sent another',
  ],
  unlock: [
    'Locked after own mistakes, new password link sent',
    'Own tries, confirmed on the phone',
    'Unlocked, link goes to the email on file',
  ],
  invite: [
    'Wants to sign up',
    'New invitation, old one ran out',
    'Sent to the email on file',
    'Asked for portal access',
  ],
  disable: ['patient-request'],
}

export const notes = {
  later: [
    'Not at the computer now, will use the link tonight.',
    'Mail has arrived, wants to finish at home.',
    'Couldn’t open mail while on the phone. Told them the link is good for a limited time.',
    'Had to go. Knows what to do, will call if it does not work.',
  ],
  gaveUp: ['Caller hung up while I was looking.', 'Line dropped, no answer when I called back.'],
  signedIn: [
    'Signed in while on the phone, sees everything.',
    'Is in. Showed where the results are.',
    'Works now.',
  ],
  seenLater: ['Sign-in seen, closing.', 'Got in later in the day, nothing more to do.'],
  notVerified: [
    'Could not verify. Told to call back with the insurance card or come in with photo ID.',
    'Birth date wrong. Ended the call politely.',
    'Only the name matched. No link sent.',
  ],
  explained: [
    'Explained, caller is fine with it.',
    'Cleared the cache together, page opens now.',
    'Told them to use the address on our home page.',
    'Walked through it step by step.',
  ],
  unfinished: [
    'Waiting for an answer, told the patient we will call.',
    'Looked into it, needs somebody else.',
  ],
  open: [
    'Looks for the insurance card, will ring back in a few minutes.',
    'On hold, the patient is starting the computer.',
    'Asked us to call back after work.',
    'Caller had to step away, keeps the case number.',
  ],
} as const

interface Handover {
  /** What the queue asks for, by the names of `cases/neededTexts.ts`. */
  asked: Readonly<Record<string, string>>
  gone: readonly string[]
  back: readonly string[]
}

/** What is written when a case is handed to a queue, and when that queue has answered: by the queue, or by the cause. */
export const handovers: Record<string, Handover> = {
  registration: {
    asked: { field: 'email', document: 'none' },
    gone: [
      'Please check the email on file with the patient.',
      'Contact data look wrong, please correct in registration.',
    ],
    back: [
      'Registration corrected the record, called the patient back.',
      'Email corrected by registration today.',
    ],
  },
  'details-mismatch': {
    asked: { field: 'birth-date', document: 'none', seenBy: 'nobody' },
    gone: [
      'Birth date does not match registration, please check the ID.',
      'Birth date wrong in registration?',
    ],
    back: ['Date was mistyped at check-in, corrected.', 'Registration fixed the birth date from the ID.'],
  },
  supervisor: {
    asked: { decision: 'take-over' },
    gone: ['Second factor lost, needs a supervisor.', 'Please take over, cannot be done on first line.'],
    back: ['Talked to the patient, sees us in person with ID.', 'Cleared up with the patient.'],
  },
  clinic: {
    asked: { about: 'result', day: 'Last visit' },
    gone: [
      'Result not released, please check with the clinic.',
      'Clinic to tell the patient when it will be there.',
    ],
    back: ['Clinic released it, patient told.', 'Clinic says still pending, patient knows.'],
  },
  'health-information-management': {
    asked: { about: 'proxy', document: 'portal-form', seenBy: 'clinic' },
    gone: ['Proxy form received? Please check.', 'Please look at the proxy papers.'],
    back: ['Papers were complete, access is on.', 'Form was missing a signature, patient has a new one.'],
  },
  privacy: {
    asked: { what: 'impersonated', who: 'unknown', when: 'this-week', still: 'unknown' },
    // Whether the account was disabled at once the case itself shows.
    gone: [
      'Possible misuse of the account, please look into it.',
      'Says it wasn’t them, please look into it.',
    ],
    back: [
      'Reviewed with the patient, account stays disabled until they come in.',
      'Looked into it, patient informed.',
    ],
  },
  'wrong-person': {
    asked: { what: 'saw-another', who: 'patient', when: 'this-week', still: 'no' },
    gone: ['Saw another person’s chart. The account is disabled, please look into it.'],
    back: ['Accounts were mixed up at sign-up, both patients informed.'],
  },
  'guardian-email': {
    asked: { what: 'was-seen', who: 'family', when: 'this-week', still: 'yes' },
    gone: [
      'A teenager’s messages go to a parent’s email, please look into it.',
      'Parent reads the teenager’s messages, the teenager was not asked.',
    ],
    back: ['Talked to the family, the teenager brings an email of their own.'],
  },
  security: {
    asked: { what: 'unknown-sign-in', when: 'this-week', still: 'unknown' },
    gone: ['Locked again and again from several places.'],
    back: ['Checked, no sign of anybody else.'],
  },
}
