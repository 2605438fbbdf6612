import { useLocaleState } from 'react-admin'
import { ErrorBar, Line } from 'recharts'
import { figureTexts } from '../../api/adoption/figureTexts.ts'
import { weeklyFigures } from '../../api/adoption/lists.ts'
import { ChartCard } from '../core/charts/ChartCard.tsx'
import { useChartTheme } from '../core/charts/chartTheme.ts'
import type { Weeks } from '../core/figureMethods.ts'
import { asLocale } from '../core/words/i18n.ts'
import { useWords } from '../core/words/useWords.ts'
import { Choice, Chooser } from './Chooser.tsx'
import { dotOf } from './Dot.tsx'
import { countsOf, useFormat } from './format.ts'
import { errorOf, LinesOverTime } from './LinesOverTime.tsx'
import { useAbout } from './names.ts'
import { useRunningWeek } from './running.ts'
import type { AskedQuestion } from './useQuestion.ts'

/** The figure that is chosen to be shown by weeks. */
export const weeklyFigure = ({ params }: AskedQuestion) =>
  weeklyFigures.find((one) => one === params.get('weekly')) ?? 'calls'

/** A share or a rate in each week, in the unit it has in months. */
export function WeeklyCard({ data, question }: { data: Weeks; question: AskedQuestion }) {
  const say = useWords()
  const [locale] = useLocaleState()
  const about = useAbout()
  const format = useFormat()
  const colours = useChartTheme()
  const notes = useRunningWeek(data)
  const [figure] = data.figures
  if (!figure) return null
  const { name, unit } = figure
  const points = data.weeks.map((week, i) => {
    const point = figure.points[i]!
    return { week, ...point, error: errorOf(point) }
  })
  const title = say('desk.adoption.weekly')
  const last = points.findLast(({ week }) => week !== data.running)
  const sentence = !last
    ? say('desk.adoption.noWeek')
    : last.value === null
      ? say(`desk.adoption.${data.exact ? 'weeklyNone' : 'weeklyFew'}`, {
          figure: name,
          week: format.day(last.week),
        })
      : say(unit === 'share' ? 'desk.adoption.weeklySentence' : 'desk.adoption.weeklyRate', {
          figure: name,
          value: format.value(last.value, unit),
          week: format.day(last.week),
          counted: format.count(last.numerator),
          of: format.number(last.denominator),
          low: format.value(last.low, unit),
          high: format.value(last.high, unit),
        })
  return (
    <ChartCard
      title={title}
      sentence={sentence}
      about={about(data)}
      notes={notes}
      file={`adoption-weekly-${figure.code}`}
      head={[
        say('desk.adoption.weekFrom'),
        name,
        say('desk.adoption.low'),
        say('desk.adoption.high'),
        say('desk.adoption.numeratorOf', { figure: name }),
        say('desk.adoption.denominatorOf', { figure: name }),
      ]}
      rows={points.map(({ week, value, low, high, numerator, denominator }) => [
        week,
        ...[value, low, high].map((n) => format.cell(n, unit)),
        ...countsOf(value, data.exact, numerator, denominator),
      ])}
      action={
        <Chooser label={title} chosen={{ weekly: weeklyFigure(question) }}>
          <Choice
            source="weekly"
            label={say('desk.adoption.figure')}
            choices={weeklyFigures.map((id) => ({
              id,
              name: figureTexts[id].name[asLocale(locale) ?? 'en'],
            }))}
            onChoose={(weekly) => question.set({ weekly })}
          />
        </Chooser>
      }
    >
      <LinesOverTime
        points={points}
        by="week"
        title={title}
        sentence={sentence}
        number={(value) => format.value(value, unit)}
      >
        <Line
          dataKey="value"
          name={name}
          stroke={colours.lines[0]!}
          strokeWidth={2}
          dot={dotOf(colours.lines[0]!, colours.paper, ({ week }) => week === data.running)}
          isAnimationActive={false}
        >
          <ErrorBar {...colours.fine} dataKey="error" stroke={colours.lines[0]!} />
        </Line>
      </LinesOverTime>
    </ChartCard>
  )
}
