import type { Figure, Goal } from '../core/figureMethods.ts'
import type { Tone } from '../core/StateChip.tsx'
import { useWords } from '../core/words/useWords.ts'
import { useFormat } from './format.ts'

/** What is to be said of a goal, whatever figure and place it is of. */
export type AGoal = NonNullable<Figure['goal']> & Pick<Figure, 'unit' | 'better' | 'window'>

const tones: Record<AGoal['state'], Tone> = {
  met: 'good',
  missed: 'wrong',
  due: 'waits',
  short: 'plain',
  close: 'plain',
  few: 'plain',
}

/** The last day of a month, as in 2027-03. */
const lastDayOf = (month: string) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10)

/** A goal in words: of some figures less is better, and its result is of a day or of months. */
export function useGoalText() {
  const say = useWords()
  const format = useFormat()
  const targetOf = ({ target, unit }: AGoal) =>
    unit === 'share' ? format.percent(target / 100) : format.number(target)
  const aim = (goal: AGoal) => say(`desk.adoption.goalAim.${goal.better}`, { goal: targetOf(goal) })
  const dueDay = (month: string) => format.day(lastDayOf(month))
  return {
    /** “At least 65% by Mar 31, 2027”. */
    aim: (goal: AGoal) =>
      goal.due ? say('desk.adoption.goalBy', { aim: aim(goal), day: dueDay(goal.due) }) : aim(goal),
    dueDay,
    tone: ({ state }: AGoal) => tones[state],
    state: ({ state, over, period }: AGoal) => {
      const day = format.day(period.asOf)
      if (state === 'missed') return say('desk.adoption.goalState.missed', { day })
      return say(`desk.adoption.goalState.${state === 'met' && over ? 'metBy' : state}`, { day })
    },
    /** How far it is: “6 points to go”, “23.4 points over”; nothing where it is met or cannot be told. */
    gap: ({ state, missing, unit, better }: AGoal) => {
      if (missing === null || state === 'met' || state === 'close') return undefined
      const how = state === 'missed' && better === 'more' ? 'missed' : better
      return say(`desk.adoption.goalGap.${unit === 'share' ? 'share' : 'rate'}.${how}`, {
        n: format.number(missing),
        smart_count: missing,
      })
    },
    /** What it is held against, with its day or its months. */
    value: ({ value, unit, period, window }: AGoal) => {
      const text = format.value(value, unit)
      if (value === null) return text
      return window === 'as-of'
        ? say('desk.adoption.goalValueOn', { value: text, day: format.day(period.asOf) })
        : say('desk.adoption.goalValueIn', { value: text, period: format.months(period) })
    },
    /** What to do about it, where something is; only whoever sets goals is told to set another. */
    next: ({ state, over, owner }: AGoal, mayPlan: boolean): string | undefined => {
      if (mayPlan && state === 'missed') return say('desk.adoption.goalNext.missed')
      if (mayPlan && state === 'met' && over) return say('desk.adoption.goalNext.met')
      if (!owner || owner.active) return undefined
      const gone = say('desk.adoption.goalNext.owner')
      return mayPlan ? `${gone} ${say('desk.adoption.goalNext.another')}` : gone
    },
  }
}

const order: Goal['state'][] = ['missed', 'due', 'short', 'close', 'few', 'met']
/** What wants somebody first stands first. */
export const byUrgency = (a: Goal, b: Goal) =>
  order.indexOf(a.state) - order.indexOf(b.state) ||
  (a.due ?? '9').localeCompare(b.due ?? '9') ||
  a.name.localeCompare(b.name)
