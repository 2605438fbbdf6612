import { Legend, Line } from 'recharts'
import { ChartCard } from '../core/charts/ChartCard.tsx'
import { useChartTheme } from '../core/charts/chartTheme.ts'
import type { Weeks } from '../core/figureMethods.ts'
import { useWords } from '../core/words/useWords.ts'
import { dotOf } from './Dot.tsx'
import { useFormat } from './format.ts'
import { LinesOverTime } from './LinesOverTime.tsx'
import { useAbout } from './names.ts'
import { useRunningWeek } from './running.ts'

/** As many as have a line of their own; the others are in the table. */
const lines = 3

/** How many patients signed in, wrote and called in each week: all weeks have seven days, but the one that runs. */
export function WeeksChart({ data }: { data: Weeks }) {
  const say = useWords()
  const about = useAbout()
  const format = useFormat()
  const colours = useChartTheme()
  const drawn = data.patients.slice(0, lines)
  const name = (what: string) => say.of('desk.adoption.week', what)
  const points = data.weeks.map((week, i) => ({
    week,
    ...Object.fromEntries(drawn.map(({ what, counted }) => [what, counted[i]])),
  }))
  const title = say('desk.adoption.weeks')
  const last = data.weeks.findLast((week) => week !== data.running)
  const at = data.weeks.indexOf(last!)
  const shown = (n: number | null | undefined) => (n == null ? say('desk.adoption.few') : format.count(n))
  const sentence = last
    ? say('desk.adoption.weeksSentence', {
        week: format.day(last),
        counts: drawn.map(({ what, counted }) => `${name(what)}: ${shown(counted[at])}`).join(' · '),
      })
    : say('desk.adoption.noWeek')
  return (
    <ChartCard
      title={title}
      sentence={sentence}
      about={about(data)}
      notes={useRunningWeek(data)}
      file="adoption-weeks"
      head={[say('desk.adoption.weekFrom'), ...data.patients.map(({ what }) => name(what))]}
      rows={data.weeks.map((week, i) => [week, ...data.patients.map(({ counted }) => counted[i] ?? null)])}
    >
      <LinesOverTime points={points} by="week" title={title} sentence={sentence} number={format.count}>
        <Legend {...colours.legend} />
        {drawn.map(({ what }, i) => (
          <Line
            key={what}
            dataKey={what}
            name={name(what)}
            stroke={colours.lines[i]!}
            strokeDasharray={colours.dashes[i]}
            strokeWidth={2}
            dot={dotOf(colours.lines[i]!, colours.paper, ({ week }) => week === data.running)}
            isAnimationActive={false}
          />
        ))}
      </LinesOverTime>
    </ChartCard>
  )
}
