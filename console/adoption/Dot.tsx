import type { DotItemDotProps } from 'recharts'

/** A point of a line, hollow where its month or week is not over. Of too few there is none; else it would be drawn at the top. */
export const dotOf =
  (colour: string, paper: string, hollow: (point: any) => boolean) =>
  ({ key, cx, cy, payload, value }: DotItemDotProps) =>
    value === null ? (
      <g key={key} />
    ) : (
      <circle
        key={key}
        cx={cx}
        cy={cy}
        r={3.5}
        stroke={colour}
        data-hollow={hollow(payload) || undefined}
        fill={hollow(payload) ? paper : colour}
      />
    )
