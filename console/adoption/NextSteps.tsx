import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { type ReactNode, useMemo } from 'react'
import { useCanAccess } from 'react-admin'
import { Link as RouterLink } from 'react-router'
import type { Figures } from '../core/figureMethods.ts'
import { Panel } from '../core/Panel.tsx'
import { useWords } from '../core/words/useWords.ts'
import { useFormat } from './format.ts'
import { byUrgency, useGoalText } from './goalText.ts'
import { useNames, useSegments } from './names.ts'
import { useDashboard } from './useDashboard.ts'
import { useGoals } from './useGoals.ts'
import type { AskedQuestion } from './useQuestion.ts'

const most = 5
/** Where one sees what is behind a chief figure. */
const behind = {
  activated: 'funnel',
  accessed: 'places',
  'active-30': 'retention',
  calls: 'support',
} as const

interface Step {
  key: string
  text: string
  to: string
  verb: string
}

/**
 * What wants somebody now: goals that were missed, are due or have no owner any more, a clinic that stands apart for the worse,
 * chief figures that changed for the worse, and those without a goal.
 */
export function NextSteps({ question, reply }: { question: AskedQuestion; reply: Figures }) {
  const say = useWords()
  const names = useNames()
  const format = useFormat()
  const goalText = useGoalText()
  const { mayCompare } = useSegments()
  const { canAccess: mayPlan } = useCanAccess({ resource: 'adoption.plan', action: 'list' })
  const { period } = question
  const whole = reply.segment === ''
  const goals = useGoals()
  const clinics = useDashboard(
    'compare',
    { from: period.from, to: period.to, by: 'clinic', figure: 'accessed' },
    whole && mayCompare,
  )
  const standing = goals.data?.standing
  const mine = useMemo(
    () => (standing ?? []).filter(({ place }) => whole || place === reply.segment).toSorted(byUrgency),
    [standing, whole, reply.segment],
  )
  if (!goals.data || (whole && mayCompare && clinics.isPending)) return null

  const goalsPage = { to: '/adoption/goals', verb: say('desk.adoption.next.seeGoals') }
  const steps: Step[] = []
  for (const goal of mine) {
    const named = `${goal.name}${goal.place ? `, ${goal.placeName ?? goal.place}` : ''} (${goalText.aim(goal)})`
    const step = (name: 'missed' | 'due' | 'orphan') =>
      steps.push({
        key: goal.id,
        text: [
          say(`desk.adoption.next.${name}`, {
            goal: named,
            day: goal.due ? goalText.dueDay(goal.due) : '',
            value: format.value(goal.value, goal.unit),
            gap: goalText.gap(goal) ?? '',
          }),
          mayPlan && name === 'missed' && say('desk.adoption.goalNext.missed'),
          mayPlan && name === 'orphan' && say('desk.adoption.goalNext.another'),
        ]
          .filter(Boolean)
          .join(' '),
        ...goalsPage,
      })
    if (goal.state === 'missed') step('missed')
    else if (goal.state === 'due') step('due')
    else if (goal.owner && !goal.owner.active) step('orphan')
  }
  const judged = whole && mayCompare && clinics.data?.rows.some(({ verdict }) => verdict !== 'few')
  const worst = clinics.data?.rows.find(({ verdict }) => verdict === 'worse')
  if (whole && worst && clinics.data)
    steps.push({
      key: 'behind',
      text: say('desk.adoption.next.behind', {
        name: names.value(worst.value, worst.name),
        figure: clinics.data.name,
        value: format.value(worst.figure, clinics.data.unit),
        expected: format.value(worst.expected ?? clinics.data.whole.figure, clinics.data.unit),
      }),
      to: `/adoption?${new URLSearchParams({ tab: 'funnel', segment: new URLSearchParams({ clinic: worst.value }).toString() })}`,
      verb: say('desk.adoption.next.tab.funnel'),
    })
  for (const { code, name, change, before, now, unit } of reply.figures)
    if (change === 'worse' && code in behind) {
      const tab = behind[code as keyof typeof behind]
      const asked = new URLSearchParams(question.params)
      asked.set('tab', tab)
      steps.push({
        key: code,
        text: say('desk.adoption.next.worse', {
          figure: name,
          before: format.value(before?.value ?? null, unit),
          now: format.value(now?.value ?? null, unit),
        }),
        to: `/adoption?${asked}`,
        verb: say(`desk.adoption.next.tab.${tab}`),
      })
    }
  const without = reply.figures.filter(({ code }) => !mine.some(({ figure }) => figure === code))
  if (mayPlan && without.length > 0)
    steps.push({
      key: 'no-goal',
      text: say('desk.adoption.next.noGoal', {
        figures: new Intl.ListFormat(format.locale).format(without.map(({ name }) => `“${name}”`)),
      }),
      to: '/adoption/goals',
      verb: say('desk.adoption.next.setGoal'),
    })
  return (
    <Panel title={say('desk.adoption.next.title')}>
      {steps.length === 0 ? (
        <Typography>
          {judged && clinics.data
            ? say('desk.adoption.next.nothing', { figure: clinics.data.name })
            : say('desk.adoption.next.nothingHere')}
        </Typography>
      ) : (
        <Box component="ul" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 0.75 }}>
          {steps.slice(0, most).map((step) => (
            <StepLine key={step.key} step={step}>
              {step.text}
            </StepLine>
          ))}
        </Box>
      )}
    </Panel>
  )
}

function StepLine({ step, children }: { step: Step; children: ReactNode }) {
  return (
    <li>
      {children}{' '}
      <Link component={RouterLink} to={step.to} aria-label={`${step.verb}: ${step.text}`}>
        {step.verb}
      </Link>
    </li>
  )
}
