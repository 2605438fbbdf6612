import { useLocaleState } from 'react-admin'
import { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts'
import { figureTexts } from '../../api/adoption/figureTexts.ts'
import { weeklyFigures } from '../../api/adoption/lists.ts'
import { ChartCard } from '../core/charts/ChartCard.tsx'
import { useChartTheme } from '../core/charts/chartTheme.ts'
import { Drawing } from '../core/charts/Drawing.tsx'
import type { Weeks } from '../core/figureMethods.ts'
import { asLocale } from '../core/words/i18n.ts'
import { useWords } from '../core/words/useWords.ts'
import { Choice, Chooser } from './Chooser.tsx'
import { dotOf } from './Dot.tsx'
import { useFormat } from './format.ts'
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
  const points = data.weeks.map((week, i) => ({ week, ...figure.points[i]! }))
  const title = say('desk.adoption.weekly')
  const last = points.findLast(({ week }) => week !== data.running)
  const sentence = !last
    ? say('desk.adoption.nothing')
    : last.value === null
      ? say('desk.adoption.weeklyFew', { figure: name, week: format.day(last.week) })
      : say(unit === 'share' ? 'desk.adoption.weeklySentence' : 'desk.adoption.weeklyRate', {
          figure: name,
          value: format.value(last.value, unit),
          week: format.day(last.week),
          counted: format.count(last.numerator),
          of: format.number(last.denominator),
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
        say('desk.adoption.numeratorOf', { figure: name }),
        say('desk.adoption.denominatorOf', { figure: name }),
      ]}
      rows={points.map(({ week, value, numerator, denominator }) => [
        week,
        format.cell(value, unit),
        numerator,
        denominator,
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
      <Drawing height={260}>
        <LineChart data={points} margin={{ top: 24, right: 24, left: 8 }} title={title} desc={sentence}>
          <CartesianGrid stroke={colours.grid} vertical={false} />
          <XAxis dataKey="week" tickFormatter={format.day} stroke={colours.text} {...colours.below} />
          <YAxis
            stroke={colours.text}
            tick={{ fontSize: 12 }}
            tickFormatter={(value: number) => format.value(value, unit)}
            width={56}
          />
          <Tooltip
            {...colours.tooltip}
            labelFormatter={(week) => format.day(String(week))}
            formatter={(value) => format.value(Number(value), unit)}
          />
          <Line
            dataKey="value"
            name={name}
            stroke={colours.lines[0]!}
            strokeWidth={2}
            dot={dotOf(colours.lines[0]!, colours.paper, ({ week }) => week === data.running)}
            isAnimationActive={false}
          />
        </LineChart>
      </Drawing>
    </ChartCard>
  )
}
