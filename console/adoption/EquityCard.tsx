import Typography from '@mui/material/Typography'
import { ErrorBar, Line, ReferenceLine } from 'recharts'
import { ChartCard } from '../core/charts/ChartCard.tsx'
import { useChartTheme } from '../core/charts/chartTheme.ts'
import type { Equity } from '../core/figureMethods.ts'
import { useWords } from '../core/words/useWords.ts'
import { Choice, Chooser } from './Chooser.tsx'
import { useFormat } from './format.ts'
import { errorOf, LinesOverTime } from './LinesOverTime.tsx'
import { useAbout, useNames } from './names.ts'

/** How far all other groups together are behind a named one, in each month, and each group by itself. */
export function EquityCard({ data, onReference }: { data: Equity; onReference: (group: string) => void }) {
  const say = useWords()
  const format = useFormat()
  const names = useNames()
  const about = useAbout()
  const colours = useChartTheme()
  const { gap, reference, groups, unit } = data
  // Points of a hundred where figures are shares.
  const times = unit === 'share' ? 100 : 1
  const apart = (value: number) => {
    const n = Math.abs(value) * times
    return say(`desk.study.apart.${unit === 'share' ? 'share' : 'rate'}`, {
      n: format.number(n),
      smart_count: n,
    })
  }
  const signed = (n: number | null | undefined) => (n === null || n === undefined ? null : n * times)
  const between = (one: typeof gap) =>
    one && `${format.number(one.low * times)} – ${format.number(one.high * times)}`
  const title = say('desk.study.gapTitle', { figure: data.name, by: names.dimension(data.by) })
  const spoken = {
    reference: reference ? names.value(reference) : '',
    points: gap ? apart(gap.value) : '',
    interval: between(gap) ?? '',
  }
  const sentence = [
    say(`desk.study.gap.${data.differs}`, spoken),
    gap && say(`desk.study.gapChange.${data.change}`),
  ]
    .filter(Boolean)
    .join(' ')
  const points = data.months.map(({ month, gap: one }) => ({
    month,
    value: signed(one?.value),
    error: errorOf({ value: signed(one?.value), low: signed(one?.low), high: signed(one?.high) }),
  }))
  return (
    <>
      {reference && (
        <Chooser label={say('desk.study.reference')} chosen={{ reference }}>
          <Choice
            source="reference"
            label={say('desk.study.reference')}
            choices={groups
              .filter((one) => one.figure !== null)
              .map(({ value }) => ({ id: value, name: names.value(value) }))}
            onChoose={onReference}
          />
        </Chooser>
      )}
      <ChartCard
        title={title}
        sentence={sentence}
        about={about(data)}
        file={`adoption-gap-${data.figure}-by-${data.by}`}
        notes={groups
          .filter((one) => one.gap)
          .map((one) =>
            say('desk.study.groupGap', {
              group: names.value(one.value),
              points: format.number(signed(one.gap!.value)!),
              interval: between(one.gap) ?? '',
              verdict: say(`desk.study.differs.${one.differs}`),
            }),
          )}
        head={[
          say('desk.adoption.month'),
          say('desk.study.gapColumn'),
          say('desk.adoption.low'),
          say('desk.adoption.high'),
        ]}
        rows={data.months.map(({ month, gap: one }) => [
          month,
          signed(one?.value),
          signed(one?.low),
          signed(one?.high),
        ])}
      >
        {points.some(({ value }) => value !== null) && (
          <LinesOverTime
            points={points}
            by="month"
            title={title}
            sentence={sentence}
            number={format.number}
            height={220}
            top={16}
          >
            <ReferenceLine y={0} stroke={colours.text} />
            <Line
              dataKey="value"
              name={say('desk.study.gapColumn')}
              stroke={colours.main}
              strokeWidth={2}
              isAnimationActive={false}
            >
              <ErrorBar {...colours.interval} dataKey="error" stroke={colours.main} />
            </Line>
          </LinesOverTime>
        )}
      </ChartCard>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {say('desk.study.gapNote')}
      </Typography>
    </>
  )
}
