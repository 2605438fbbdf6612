import { fill, type Words } from '../../core/words.ts'
import type { RiskFacts } from './facts.ts'
import { type Raises, type SignalName, signalNames } from './lists.ts'
import { why } from './words.ts'

/** Something about a patient or a call that says: somebody else may be trying. */
interface Signal {
  /** What the act takes then: one level more, or level 3 where a code would only reach whoever is in question. */
  raises: Raises
  /** What it rests on, where that was published; the others are the judgement of this house. */
  source?: string
  /** Why it speaks up; nothing where it does not. */
  find(facts: RiskFacts): Words | undefined
}

/** A risk that was found: the signal, and why in words that follow a colon. */
export interface Risk {
  name: SignalName
  raises: Raises
  why: Words
}

/**
 * The signals, each a decision over facts that were read in one transaction, and nothing else: no word of the caller's is among
 * them, so none lowers them. Several raise no further than one does, and level 3 is the top: whatever strangers do, who comes in
 * person is served (2026-11-26).
 */
export const signals: Readonly<Record<SignalName, Signal>> = {
  'contact-change': {
    raises: 'one-level',
    source: 'HC3 Sector Alert of April 3, 2024',
    find: ({ contactChange: state, policy: { riskContactDays: days } }) =>
      state === undefined
        ? undefined
        : fill(
            state === 'waiting'
              ? why.changeWaits
              : state === 'stopped'
                ? why.changeStopped
                : state === 'withdrawn'
                  ? why.changeWithdrawn
                  : why.changeDone,
            { days },
          ),
  },
  'failed-tries': {
    raises: 'one-level',
    source: 'NIST SP 800-63B-4, 3.2.2',
    find: ({ failedTries: n, policy }) =>
      n < policy.riskFailedTries ? undefined : fill(n === 1 ? why.failedOnce : why.failedTries, { n }),
  },
  'identity-doubted': {
    raises: 'one-level',
    find: ({ doubted, policy: { riskDoubtDays: days } }) =>
      doubted === 0 ? undefined : fill(why.identityDoubted, { days }),
  },
  'many-numbers': {
    raises: 'one-level',
    find: ({ numbersOfOne: n, policy: { riskNumbersOfOne, riskNumberDays: days } }) =>
      n < riskNumbersOfOne ? undefined : fill(why.manyNumbers, { n, days }),
  },
  'number-of-many': {
    raises: 'one-level',
    find: ({ patientsOfNumber: n, policy: { riskPatientsOfNumber, riskNumberDays: days } }) =>
      n < riskPatientsOfNumber ? undefined : fill(why.numberOfMany, { n, days }),
  },
  'new-places': {
    raises: 'one-level',
    source: 'NIST SP 800-63B-4, 5.3',
    find: ({ newPlaces: n, policy: { riskPlaces, riskPlaceDays: days } }) =>
      n < riskPlaces ? undefined : fill(why.newPlaces, { n, days }),
  },
  watched: {
    raises: 'one-level',
    find: ({ watched }) => (watched ? why.watched : undefined),
  },
  'guardians-email': {
    raises: 'level-3',
    source: 'PMC8446820: guardians in more than half of teenagers’ portal accounts',
    find: ({ teenOnGuardiansEmail, childsEmail }) =>
      teenOnGuardiansEmail ? why.guardiansEmail : childsEmail ? why.childsEmail : undefined,
  },
  'locked-twin': {
    raises: 'one-level',
    find: ({ lockedTwin }) => (lockedTwin ? why.lockedTwin : undefined),
  },
  'locked-pair': {
    raises: 'one-level',
    find: ({ lockedPair }) => (lockedPair ? why.lockedPair : undefined),
  },
  'reopened-again': {
    raises: 'one-level',
    find: ({ reopenings: n, policy: { riskReopenings, riskReopenDays: days } }) =>
      n < riskReopenings ? undefined : fill(n === 1 ? why.reopenedOnce : why.reopenedAgain, { n, days }),
  },
  'reported-not-me': {
    raises: 'one-level',
    source: 'NIST SP 800-63B-4, 4.6',
    find: ({ notMe, policy: { riskNotMeDays: days } }) =>
      notMe === 0 ? undefined : fill(why.reportedNotMe, { days }),
  },
}

/** The risks there are, in the order in which signals are declared. */
export const risksIn = (facts: RiskFacts): Risk[] =>
  signalNames.flatMap((name) => {
    const found = signals[name].find(facts)
    return found ? [{ name, raises: signals[name].raises, why: found }] : []
  })
