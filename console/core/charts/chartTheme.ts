import { useTheme } from '@mui/material/styles'

/** The colours charts share. Lines also differ by dash and point, for those who do not see colours apart. */
export function useChartTheme() {
  const { palette } = useTheme()
  const dark = palette.mode === 'dark'
  return {
    text: palette.text.secondary,
    grid: palette.divider,
    main: palette.primary.main,
    worse: palette.warning.main,
    better: palette.success.main,
    paper: palette.background.paper,
    lines: dark ? ['#7cc7e6', '#f0b866', '#c9a7ee'] : ['#0b5c7d', '#9a5a00', '#6a3d9a'],
    dashes: [undefined, '6 3', '2 3'],
    /** In the order in which the series are drawn, and not by their names. */
    legend: { itemSorter: null, wrapperStyle: { fontSize: 13 } },
    /** An axis below: its first name stands clear of the lowest number beside it. */
    below: { tick: { fontSize: 12 }, tickMargin: 6 },
    /** Ends of an interval that grow into their place would be saved and printed on their way. */
    interval: { isAnimationActive: false, width: 5, strokeWidth: 1.5 },
    /** One that lies over a bar has to be seen on it. */
    overBar: {
      ...{ isAnimationActive: false, direction: 'x' as const, width: 6, strokeWidth: 2 },
      stroke: palette.text.primary,
    },
    /** An interval about each of many points: a thin line, so that the points stay what is seen. */
    fine: { isAnimationActive: false, width: 0, strokeWidth: 1, opacity: 0.55 },
    tooltip: {
      contentStyle: {
        background: palette.background.paper,
        color: palette.text.primary,
        border: `1px solid ${palette.divider}`,
        borderRadius: 6,
      },
      itemStyle: { color: palette.text.primary },
      labelStyle: { color: palette.text.primary, fontWeight: 600 },
    },
  }
}
