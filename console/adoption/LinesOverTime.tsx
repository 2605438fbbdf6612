import type { ReactNode } from 'react'
import { CartesianGrid, LineChart, Tooltip, XAxis, YAxis } from 'recharts'
import { useChartTheme } from '../core/charts/chartTheme.ts'
import { Drawing } from '../core/charts/Drawing.tsx'
import { useFormat } from './format.ts'

/** How far the ends of a point’s interval are from it, as they are drawn. */
export const errorOf = ({ value, low, high }: Record<'value' | 'low' | 'high', number | null>) =>
  value === null || low === null || high === null ? undefined : [value - low, high - value]

interface OverTime {
  points: readonly object[]
  /** Which key of a point says when. */
  by: 'month' | 'week'
  title: string
  sentence: string
  /** How a number is written at the axis; and where one is pointed at, unless it is the same. */
  number: (value: number) => string
  pointedAt?: (value: number) => string
  height?: number
  top?: number
  /** The lines, and what stands beside them. */
  children: ReactNode
}

/** The drawing that lines over months or weeks share: its axes, its grid, and what is said of a point. */
export function LinesOverTime({
  points,
  by,
  title,
  sentence,
  number,
  pointedAt = number,
  height = 260,
  top = 24,
  children,
}: OverTime) {
  const format = useFormat()
  const colours = useChartTheme()
  const time = by === 'month' ? format.month : format.day
  return (
    <Drawing height={height}>
      <LineChart data={points} margin={{ top, right: 24, left: 8 }} title={title} desc={sentence}>
        <CartesianGrid stroke={colours.grid} vertical={false} />
        <XAxis dataKey={by} tickFormatter={time} stroke={colours.text} {...colours.below} />
        <YAxis stroke={colours.text} tick={{ fontSize: 12 }} tickFormatter={number} width={56} />
        <Tooltip
          {...colours.tooltip}
          labelFormatter={(when) => time(String(when))}
          formatter={(value) => pointedAt(Number(value))}
        />
        {children}
      </LineChart>
    </Drawing>
  )
}
